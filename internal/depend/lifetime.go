package depend

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/vocab"
)

// Lifetime is what one app has built, in order. Close is safe for concurrent
// use with itself, not with Start.
type Lifetime struct {
	built []*Single

	closing sync.Once
	closed  chan struct{} // closed when all cleanups have run
	err     error         // of the cleanups; to be read after closed
}

// NewLifetime returns the lifetime of an app that has not started.
func NewLifetime() *Lifetime { return &Lifetime{closed: make(chan struct{})} }

// Start builds the singles that are not built, in the given order. If one
// fails, what this call has built is undone in reverse, with the error that it
// then returns: it names the chain of who needed what.
func (l *Lifetime) Start(ctx context.Context, singles []*Single) error {
	before := len(l.built)
	for _, s := range singles {
		if s.built {
			continue
		}
		if err := s.build(ctx); err != nil {
			err = fmt.Errorf("%s: %w%s%s", s, err, needers(s, singles), stackOf(err))
			err = fmt.Errorf("signet: %w", &caller.Error{Place: s.Declaration.Place, Err: err})
			undone := undo(l.built[before:], err)
			l.built = l.built[:before]
			return errors.Join(err, undone)
		}
		l.built = append(l.built, s)
	}
	return nil
}

// Close undoes what was built, in reverse; each cleanup gets nil. It waits for
// the cleanups until ctx is done; they then go on without it. Later calls wait
// for the same cleanups and return the same error.
func (l *Lifetime) Close(ctx context.Context) error {
	l.closing.Do(func() {
		go func() {
			defer close(l.closed)
			l.err = undo(l.built, nil)
		}()
	})
	select {
	case <-l.closed:
		return l.err
	case <-ctx.Done():
		return fmt.Errorf("signet: the app's cleanups have not ended: %w", context.Cause(ctx))
	}
}

// build calls the function. A panic in it is its error, so that what is built
// already is undone.
func (s *Single) build(ctx context.Context) (err error) {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("not built: %w", context.Cause(ctx))
	}
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	f := s.Declaration.Func
	args := make([]reflect.Value, len(s.Needs))
	for i, needed := range s.Needs {
		args[i] = reflect.ValueOf(ctx)
		if needed != nil {
			args[i] = needed.Value
		}
	}
	results := f.Value.Call(args)
	if f.Err >= 0 && !results[f.Err].IsNil() {
		return results[f.Err].Interface().(error)
	}
	if f.Cleanup >= 0 {
		s.undo = results[f.Cleanup].Convert(cleanupType).Interface().(vocab.Cleanup)
	}
	if f.Result >= 0 {
		s.Value = results[f.Result]
	}
	s.built = true
	return nil
}

var cleanupType = reflect.TypeFor[vocab.Cleanup]()

// undo runs the cleanups in reverse and returns their errors, joined.
func undo(built []*Single, because error) error {
	var all []error
	for _, s := range slices.Backward(built) {
		if s.undo == nil {
			continue
		}
		if err := s.runCleanup(because); err != nil {
			all = append(all, fmt.Errorf("signet: cleanup of %v: %w%s", s.Declaration.Func, err, stackOf(err)))
		}
	}
	return errors.Join(all...)
}

func (s *Single) runCleanup(because error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	return s.undo(because)
}

// panicError is a panic as an error.
type panicError struct {
	value any
	stack []byte
}

func panicked(v any) error { return &panicError{v, debug.Stack()} }

// Error leaves the stack to stackOf.
func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// Unwrap returns the error that the function panicked with, nil if it is none.
func (e *panicError) Unwrap() error {
	err, _ := e.value.(error)
	return err
}

// stackOf is the stack of a panic, which the developer needs after all that can
// be said in a line; empty for other errors.
func stackOf(err error) string {
	if p, ok := errors.AsType[*panicError](err); ok {
		return "\n" + string(p.stack)
	}
	return ""
}
