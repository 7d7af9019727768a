package stream

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Writer sends the pieces of one answer. Every piece is flushed, and while none
// comes, a comment keeps proxies and clients from giving up. It is safe for
// concurrent use: pieces and comments never mix.
type Writer struct {
	out     http.ResponseWriter
	control *http.ResponseController
	idle    time.Duration
	broken  func(error) // called without the lock

	mu     sync.Mutex // guards the fields below, and out
	timer  *time.Timer
	sent   time.Time // when the last piece was
	err    error     // why nothing can be sent any more
	closed bool
}

// ErrClosed is the error of a piece that comes after Close.
var ErrClosed = errors.New("the stream has ended")

// keepAlive is a comment, which clients pass over.
var keepAlive = []byte(": ping\n\n")

// NewWriter returns a writer to w, whose header is sent. After idle without a
// piece it sends a comment, unless idle is 0. broken is told why a comment did
// not reach the client: until the next piece nobody else would know.
func NewWriter(w http.ResponseWriter, idle time.Duration, broken func(error)) *Writer {
	s := &Writer{out: w, control: http.NewResponseController(w), idle: idle, broken: broken}
	if idle > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.sent = time.Now()
		s.timer = time.AfterFunc(idle, s.ping)
	}
	return s
}

// Send writes a piece and flushes it. After an error all others get it too.
func (s *Writer) Send(piece []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	if s.timer != nil {
		s.sent = time.Now()
	}
	return s.send(piece)
}

// send is called with the lock held.
func (s *Writer) send(piece []byte) error {
	if s.err != nil {
		return s.err
	}
	if len(piece) > 0 {
		if _, s.err = s.out.Write(piece); s.err != nil {
			return s.err
		}
	}
	// A writer that cannot flush sends when it likes.
	if err := s.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		s.err = err
	}
	return s.err
}

// ping runs when the stream may have been idle for long enough. A panic of the
// writer below must not end the program: here nobody else would recover it.
func (s *Writer) ping() {
	if err := s.keepAlive(); err != nil {
		s.broken(err)
	}
}

// keepAlive sends the comment if it is time, and sets the timer for the next
// one. A piece does not touch the timer: that would cost every piece more than
// a look at the clock costs here.
func (s *Writer) keepAlive() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if v := recover(); v != nil {
			s.err = fmt.Errorf("panic: %v", v)
			err = s.err
		}
	}()
	if s.closed || s.err != nil {
		return nil
	}
	now := time.Now()
	if left := s.idle - now.Sub(s.sent); left > 0 {
		s.timer.Reset(left)
		return nil
	}
	s.sent = now
	s.timer.Reset(s.idle)
	return s.send(keepAlive)
}

// Close ends the stream: when it returns, nothing is written any more.
func (s *Writer) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.timer != nil {
		s.timer.Stop()
	}
}
