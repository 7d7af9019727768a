package operation

import (
	"errors"
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
	x.afterwards(err)
	if !answered {
		panic(http.ErrAbortHandler)
	}
	x.end()
	done = true
}

// answer runs the plan: what the handler takes, the handler, the delivery of its
// result. The error is what to answer instead.
func (op *Operation) answer(x *exchange) error {
	if err := op.prepare(x); err != nil {
		return x.unwind(err)
	}
	handler := op.steps[len(op.steps)-1]
	if err := handler.run(x); err != nil {
		return x.unwind(err)
	}
	return op.deliver(x, handler)
}

// prepare makes what the handler takes: parameters, dependencies, the body, and
// the dependencies that need it.
func (op *Operation) prepare(x *exchange) error {
	barrier, refusal := op.authenticate(x)
	if len(op.slots) > 0 {
		op.binder.BindParams(x.request, x.values, x.bases, &x.invalid)
	}
	if err := op.runDependencies(x, 0, barrier); err != nil {
		return err
	}
	if refusal != nil { // a client without credentials learns nothing of its other mistakes
		return refusal
	}
	if op.offers != nil {
		if err := x.negotiate(); err != nil {
			return err
		}
	}
	if op.binder.HasBody() {
		if err := op.binder.BindBody(x.writer, x.request, x.bases, &x.invalid, &x.uploads); err != nil {
			return err
		}
		if err := op.runDependencies(x, op.beforeBody, len(op.steps)-1); err != nil {
			return err
		}
	}
	if x.invalid.Len() > 0 { // all of the client's mistakes at once
		return &vocab.ValidationError{Fields: x.invalid.Fields()}
	}
	return nil
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

// send is the usual delivery: it encodes the result, runs the cleanups, and
// commits. A cleanup that fails, such as a transaction's commit, must still be
// able to change the status.
func (x *exchange) send(handler *step) error {
	buf := x.takeBuffer()
	defer x.release(buf)
	status, err := x.encode(handler, buf)
	if err != nil {
		return x.unwind(err)
	}
	if len(x.cleanups) > 0 {
		if err := x.unwind(x.undelivered()); err != nil {
			return err
		}
	}
	x.commit(status, buf)
	return nil
}

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
