package middleware

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Session is what a service remembers of a client from request to request. It
// is safe for concurrent use within its request. Of two requests at the same
// time that change a session, the one that is answered last wins.
type Session struct {
	fits func(*record) bool

	mu      sync.Mutex // guards the fields below
	record  record
	came    string // the id under which the request's session was kept; empty for none
	used    bool   // the handler asked for it
	changed bool
	sent    bool // the answer has begun
}

// record is what is kept of a session.
type record struct {
	ID     string                     `json:"id"`    // empty until it is kept
	Born   int64                      `json:"born"`  // Unix seconds; of the session or its last Renew
	Until  int64                      `json:"until"` // Unix seconds
	Values map[string]json.RawMessage `json:"values"`
}

var (
	// ErrSessionSent says that a session was changed after the answer began, so
	// the change cannot be kept.
	ErrSessionSent = errors.New("middleware: the session is changed after the answer began; change it before")

	// ErrSessionTooLarge says that a value does not fit into the session: 4,000
	// bytes in a cookie, or SessionsOptions.MaxSize in a store.
	ErrSessionTooLarge = errors.New("middleware: the session is too large; keep less in it, or give Sessions a Store")
)

type sessionKey struct{}

// SessionFrom returns the session of the request of a context. Without the
// middleware Sessions around the handler it panics.
func SessionFrom(ctx context.Context) *Session {
	s, ok := ctx.Value(sessionKey{}).(*Session)
	if !ok {
		panic("middleware.SessionFrom: the middleware Sessions is not around this handler")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used = true
	return s
}

// Empty reports whether the session has no value. An empty one is not kept, and
// has no cookie.
func (s *Session) Empty() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.record.Values) == 0
}

// Renew gives the session a new id and a new birth and keeps its values. Call
// it whenever the client gains rights, at a login above all: an id that somebody
// planted before is worth nothing then. The error is ErrSessionSent.
func (s *Session) Renew() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restart()
}

// Destroy drops all values and ends the session, at a logout for instance. A
// session that is kept in the cookie alone is forgotten by the client; a copy
// that was stolen lives on until it expires. With a Store it ends for all. The
// error is ErrSessionSent.
func (s *Session) Destroy() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.restart(); err != nil {
		return err
	}
	clear(s.record.Values)
	return nil
}

// restart takes id and birth away, so that commit makes new ones. The caller
// holds the lock.
func (s *Session) restart() error {
	if s.sent {
		return ErrSessionSent
	}
	s.record.ID, s.record.Born, s.changed = "", 0, true
	return nil
}

// SessionKey names a value of type T in sessions:
//
//	const cart = middleware.SessionKey[Cart]("cart")
//
// Values are kept as JSON.
type SessionKey[T any] string

// Get returns a copy of the value. ok is false if there is none, or one that T
// cannot hold, as an earlier version of the program may have left it.
func (k SessionKey[T]) Get(s *Session) (value T, ok bool) {
	s.mu.Lock()
	text, ok := s.record.Values[string(k)]
	s.mu.Unlock()
	if !ok {
		return value, false
	}
	if err := json.Unmarshal(text, &value); err != nil {
		return *new(T), false
	}
	return value, true
}

// Set keeps a value; later changes to it need another Set. The error is
// ErrSessionSent, ErrSessionTooLarge or that of encoding/json, and the session
// then stays as it was.
func (k SessionKey[T]) Set(s *Session, value T) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("session value %q: %w", string(k), err)
	}
	return s.set(string(k), text)
}

// Delete drops the value. The error is ErrSessionSent.
func (k SessionKey[T]) Delete(s *Session) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent {
		return ErrSessionSent
	}
	if _, there := s.record.Values[string(k)]; there {
		delete(s.record.Values, string(k))
		s.changed = true
	}
	return nil
}

func (s *Session) set(name string, text json.RawMessage) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent {
		return ErrSessionSent
	}
	old, there := s.record.Values[name]
	s.record.Values[name] = text
	if !s.fits(&s.record) {
		if delete(s.record.Values, name); there {
			s.record.Values[name] = old
		}
		return fmt.Errorf("session value %q: %w", name, ErrSessionTooLarge)
	}
	s.changed = true
	return nil
}

// encode is the record as it is kept. Names and values are JSON already, so
// nothing can fail.
func (r *record) encode() []byte {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return text
}

func decodeRecord(text []byte) (r record, ok bool) {
	err := json.Unmarshal(text, &r)
	return r, err == nil && r.ID != "" && len(r.Values) > 0
}

// alive reports whether neither the record nor its lifetime is over.
func (r *record) alive(now time.Time, lifetime time.Duration) bool {
	return now.Unix() < r.Until && now.Before(time.Unix(r.Born, 0).Add(lifetime))
}
