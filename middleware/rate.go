package middleware

import "time"

// Rate is how many requests a client may send: Requests in Per on average, and
// Burst at once.
type Rate struct {
	Requests int
	Per      time.Duration
	Burst    int
}

// interval is the time in which one request is earned.
func (r Rate) interval() time.Duration { return r.Per / time.Duration(r.Requests) }

// Taken is what became of a request for a key.
type Taken struct {
	Allowed   bool
	Remaining int           // requests that would be allowed at once, after this one
	Reset     time.Duration // until Burst requests would be
	Retry     time.Duration // until the next one would be; 0 if it would be now
}

// Take counts a request that arrives at now and reports whether it is allowed,
// by the generic cell rate algorithm. busy is the state of the key: the time up
// to which its requests keep it busy, each for as long as it takes to earn one;
// zero for a new key. The returned time is the next state; it lies in the past
// as soon as the key may be forgotten. A refused request does not change it.
//
// Stores in other places can call it within a transaction, or do the same in
// their own language.
func (r Rate) Take(busy, now time.Time) (Taken, time.Time) {
	interval := r.interval()
	most := interval * time.Duration(r.Burst)
	if busy.Before(now) {
		busy = now
	}
	ahead := busy.Sub(now) + interval
	if ahead > most {
		return Taken{Reset: ahead - interval, Retry: ahead - most}, busy
	}
	t := Taken{Allowed: true, Remaining: int((most - ahead) / interval), Reset: ahead}
	if t.Remaining == 0 {
		t.Retry = ahead + interval - most
	}
	return t, now.Add(ahead)
}
