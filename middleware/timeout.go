package middleware

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// TimeoutOptions limits how long a handler works on a request.
type TimeoutOptions struct {
	After  time.Duration            // default 30 seconds
	Status int                      // of the answer; default 503, as net/http's TimeoutHandler
	Skip   func(*http.Request) bool // requests without a limit, such as event streams
}

// Timeout gives requests a context with a deadline. If the handler comes back
// after it without an answer, or begins one with a status of 500 or more (what
// becomes of a context.DeadlineExceeded), the client gets the options' Status
// instead, as {"detail": "Service Unavailable"}.
//
// Nothing is buffered and no goroutine started: streams, Flush and Hijack work.
// The price is that a handler has to heed its context; one that does not is
// waited for. An answer that comes late but is no failure is sent: its work is
// done, and a refusal would make the client ask for it again. What has begun is
// never cut; http.Server.WriteTimeout does that.
func Timeout(o TimeoutOptions) func(http.Handler) http.Handler {
	if o.After == 0 {
		o.After = 30 * time.Second
	}
	if o.After < 0 {
		panic("middleware.Timeout: After is negative; leave the middleware out for no limit")
	}
	if o.Status == 0 {
		o.Status = http.StatusServiceUnavailable
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if o.Skip != nil && o.Skip(r) {
				next.ServeHTTP(w, r)
				return
			}
			o.serve(next, w, r)
		})
	}
}

func (o *TimeoutOptions) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	// Every request has a cause of its own, so that nested timeouts do not take
	// each other's.
	cause := errors.New("middleware.Timeout: the request took longer than " + o.After.String())
	ctx, cancel := context.WithTimeoutCause(r.Context(), o.After, cause)
	defer cancel()
	late := func() bool { return context.Cause(ctx) == cause }
	a := &answer{ResponseWriter: w}
	a.begin = func(status int) bool {
		if status < http.StatusInternalServerError || !late() {
			return true
		}
		refuse(w, o.Status, http.StatusText(o.Status))
		return false
	}
	serveWith(ctx, next, a, r)
	if !a.begun() && late() {
		a.status = o.Status
		refuse(w, o.Status, http.StatusText(o.Status))
	}
}
