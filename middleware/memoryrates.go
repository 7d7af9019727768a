package middleware

import (
	"context"
	"crypto/sha256"
	"hash/maphash"
	"sync"
	"time"
)

// MemoryRates is a RateStore in the memory of one process. Its size is bounded:
// a new key takes the place of one that is not busy any more, or, if it meets
// none, of one that is among the least busy. So a flood of new keys does not
// set a busy client free. It is safe for concurrent use.
type MemoryRates struct {
	seed   maphash.Seed
	shards [rateShards]rateShard
}

const (
	rateShards = 16
	rateKeys   = 1 << 16 // of all shards, by default
	longestKey = 64      // bytes; of longer keys a digest is kept
	rateProbes = 8       // keys that are looked at to make room
)

type rateShard struct {
	most int // keys

	mu   sync.Mutex           // guards busy
	busy map[string]time.Time // the state of keys; see Rate.Take
}

// NewMemoryRates returns a store of at most keys clients, about; 0 means 65,536,
// which take some 10 MB.
func NewMemoryRates(keys int) *MemoryRates {
	if keys <= 0 {
		keys = rateKeys
	}
	m := &MemoryRates{seed: maphash.MakeSeed()}
	for i := range m.shards {
		m.shards[i] = rateShard{most: (keys + rateShards - 1) / rateShards, busy: map[string]time.Time{}}
	}
	return m
}

// Take is RateStore's. The error is always nil.
func (m *MemoryRates) Take(_ context.Context, key string, rate Rate) (Taken, error) {
	if len(key) > longestKey {
		sum := sha256.Sum256([]byte(key))
		key = string(sum[:])
	}
	s := &m.shards[maphash.String(m.seed, key)%rateShards]
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	old, known := s.busy[key]
	if !known && len(s.busy) >= s.most {
		s.makeRoom(now)
	}
	taken, next := rate.Take(old, now)
	s.busy[key] = next
	return taken, nil
}

// makeRoom removes what is not busy among a few random keys, or else the least
// busy of them. The order of a map is random enough. The caller holds the lock.
func (s *rateShard) makeRoom(now time.Time) {
	probes, removed := 0, false
	var least string
	var until time.Time
	for key, busy := range s.busy {
		if !busy.After(now) {
			delete(s.busy, key)
			removed = true
		} else if until.IsZero() || busy.Before(until) {
			least, until = key, busy
		}
		if probes++; probes == rateProbes {
			break
		}
	}
	if !removed {
		delete(s.busy, least)
	}
}

// Len is how many keys the store holds.
func (m *MemoryRates) Len() int {
	n := 0
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		n += len(s.busy)
		s.mu.Unlock()
	}
	return n
}
