package middleware

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// MemorySessions is a SessionStore in the memory of one process, for tests and
// services that run once: a restart ends all sessions. It holds at most a number
// of sessions, each of at most SessionsOptions.MaxSize; full of living ones it
// refuses new ones, and nobody is logged out. It is safe for concurrent use.
type MemorySessions struct {
	most int

	mu    sync.Mutex // guards the fields below
	kept  map[string]keptSession
	swept time.Time
}

type keptSession struct {
	data  []byte
	until time.Time
}

// sweepProbes is how many sessions each Save looks at to drop those whose time
// is over.
const sweepProbes = 4

var errSessionsFull = errors.New("the memory holds as many sessions as it may; make it larger or keep them elsewhere")

// NewMemorySessions returns a store of at most n sessions; 0 means 65,536.
func NewMemorySessions(n int) *MemorySessions {
	if n <= 0 {
		n = 1 << 16
	}
	return &MemorySessions{most: n, kept: map[string]keptSession{}}
}

// Load is SessionStore's.
func (m *MemorySessions) Load(_ context.Context, id string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept, ok := m.kept[id]
	if !ok || !time.Now().Before(kept.until) {
		return nil, nil
	}
	return slices.Clone(kept.data), nil
}

// Save is SessionStore's. The error says that the store is full.
func (m *MemorySessions) Save(_ context.Context, id string, data []byte, keep time.Duration, fresh bool) error {
	now := time.Now()
	m.mu.Lock()
	defer m.mu.Unlock()
	old, there := m.kept[id]
	if !fresh && (!there || !now.Before(old.until)) {
		return nil
	}
	m.sweep(now, sweepProbes)
	if !there && len(m.kept) >= m.most && now.Sub(m.swept) >= time.Second {
		m.swept = now // all of it costs too much to do it for every request of a flood
		m.sweep(now, len(m.kept))
	}
	if !there && len(m.kept) >= m.most {
		return errSessionsFull
	}
	m.kept[id] = keptSession{slices.Clone(data), now.Add(keep)}
	return nil
}

// sweep looks at n sessions. The order of a map is random enough to meet all
// sooner or later. The caller holds the lock.
func (m *MemorySessions) sweep(now time.Time, n int) {
	for id, kept := range m.kept {
		if n--; n < 0 {
			return
		}
		if !now.Before(kept.until) {
			delete(m.kept, id)
		}
	}
}

// Delete is SessionStore's.
func (m *MemorySessions) Delete(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.kept, id)
	return nil
}

// Len is how many sessions the store holds, those included whose time is over
// but which were not met yet.
func (m *MemorySessions) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.kept)
}
