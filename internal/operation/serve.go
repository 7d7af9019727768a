package operation

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/signet-go/signet/internal/vocab"
)

// Serve answers a request that the route has matched. values are those of the
// pattern's wildcards, by position.
func (op *Operation) Serve(w http.ResponseWriter, r *http.Request, values []string) {
	r.Pattern = op.pattern
	if !op.exposed {
		op.serve(w, r, values)
		return
	}
	r = op.expose(r, values)
	if op.handler == nil {
		op.serve(w, r, values)
		return
	}
	op.handler.ServeHTTP(w, r)
}

// serve is one request, from its dependencies to its last cleanup.
func (op *Operation) serve(w http.ResponseWriter, r *http.Request, values []string) {
	x := op.begin(w, r, values)
	done := false
	defer x.recoverPanic(&done)
	err := op.answer(x)
	answered := err == nil || x.refuse(err)
	if len(x.cleanups) > 0 {
		x.afterwards(err)
	}
	if !answered {
		panic(http.ErrAbortHandler)
	}
	x.end()
	done = true
}

// answer runs the plan: dependencies, binding, the handler, its encoding, the
// cleanups, and only then the commit. The error is what to answer instead.
func (op *Operation) answer(x *exchange) error {
	barrier, refusal := op.authenticate(x)
	if len(op.slots) > 0 {
		op.binder.BindParams(x.request, x.values, x.bases, &x.invalid)
	}
	if err := op.runDependencies(x, 0, barrier); err != nil {
		return x.unwind(err, false)
	}
	if refusal != nil { // a client without credentials learns nothing of its other mistakes
		return x.unwind(refusal, false)
	}
	if op.offers != nil {
		if err := x.negotiate(); err != nil {
			return x.unwind(err, false)
		}
	}
	if op.binder.HasBody() {
		if err := op.binder.BindBody(x.writer, x.request, x.bases, &x.invalid, &x.uploads); err != nil {
			return x.unwind(err, false)
		}
		if err := op.runDependencies(x, op.beforeBody, len(op.steps)-1); err != nil {
			return x.unwind(err, false)
		}
	}
	if x.invalid.Len() > 0 { // all of the client's mistakes at once
		return x.unwind(&vocab.ValidationError{Fields: x.invalid.Fields()}, false)
	}
	handler := op.steps[len(op.steps)-1]
	if err := handler.run(x); err != nil {
		return x.unwind(err, false)
	}
	if op.roles.takesWriter {
		return x.unwind(x.undelivered(), false)
	}
	if op.sequence != nil {
		return x.emit(handler)
	}
	if op.streams {
		return x.stream(handler)
	}
	return x.deliver(handler)
}

// runDependencies runs steps in order. One whose own parameters are wrong is
// skipped, and with it those that need its value. If it was to judge
// credentials, nothing after it may run: the client is not known.
func (op *Operation) runDependencies(x *exchange, from, to int) error {
	for i := from; i < to; i++ {
		s := op.steps[i]
		if x.invalid.Len() > 0 && x.lacks(s) {
			if s.guards {
				return &vocab.ValidationError{Fields: x.invalid.Fields()}
			}
			x.skipped[i] = true
			continue
		}
		if err := s.run(x); err != nil {
			return err
		}
	}
	return nil
}

// lacks reports whether a step cannot run for want of valid input.
func (x *exchange) lacks(s *step) bool {
	for _, i := range s.slots {
		if x.invalid.Failed(i) {
			return true
		}
	}
	for _, i := range s.needs {
		if x.skipped[i] {
			return true
		}
	}
	return false
}

// deliver encodes the result, runs the cleanups, and commits: a cleanup that
// fails, such as a transaction's commit, must still be able to change the status.
func (x *exchange) deliver(handler *step) error {
	buf := x.takeBuffer()
	defer x.release(buf)
	status, err := x.encode(handler, buf)
	if err != nil {
		return x.unwind(err, false)
	}
	if len(x.cleanups) > 0 {
		if err := x.unwind(x.undelivered(), false); err != nil {
			return err
		}
	}
	x.commit(status, buf)
	return nil
}

// undelivered says why the answer does not reach the client, nil if it may: what
// dependencies did for a client that is gone has to be undone.
func (x *exchange) undelivered() error {
	if len(x.cleanups) == 0 {
		return nil
	}
	if ctx := x.request.Context(); errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%w: %w", errGone, context.Cause(ctx))
	}
	if x.taken != nil && x.taken.failed != nil {
		return fmt.Errorf("%w: %w", errGone, x.taken.failed)
	}
	return nil
}

// errGone has the status that access logs know for it; no client sees it.
var errGone = vocab.NewError(499, "the client is gone")

// serveInside is the innermost handler of the middleware chain.
func (op *Operation) serveInside(w http.ResponseWriter, r *http.Request) {
	in, ok := r.Context().Value(exposedKey{}).(*exposed)
	if !ok || in.op != op {
		err := errors.New("a middleware gave the next handler a request without this request's context; derive it with r.WithContext from r.Context()")
		op.refusals.Write(w, r, err)
		return
	}
	op.serve(w, r, in.values)
}
