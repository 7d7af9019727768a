package middleware

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strconv"
	"time"
)

// RateLimitOptions says how often who may ask.
type RateLimitOptions struct {
	Requests int           // in Per, on average; default 100
	Per      time.Duration // default a minute
	Burst    int           // at once; default Requests

	// Key tells clients apart. Requests with an empty key are not limited. The
	// default is ClientOf, of IPv6 the /64 network: one customer has all of it.
	// Behind a proxy that needs Proxy outside of this middleware. Without an
	// address all share a key.
	Key func(*http.Request) string

	Store  RateStore    // default NewMemoryRates(0), this middleware's own
	Logger *slog.Logger // of errors of the store; default slog.Default()

	// FailClosed answers 503 while the store does not work. By default requests
	// are let through then.
	FailClosed bool
}

// RateStore counts requests. It is called by many goroutines.
type RateStore interface {
	// Take counts a request for a key and reports whether it is allowed, in one
	// step: of two at the same time only one may get the last. A store may be
	// shared by middleware with different rates only if their keys differ.
	Take(ctx context.Context, key string, rate Rate) (Taken, error)
}

// RateLimit answers 429 and {"detail": "Too Many Requests"} to clients that ask
// too often, with Retry-After. Every limited answer has RateLimit-Limit,
// RateLimit-Remaining and RateLimit-Reset, in requests and seconds.
//
// Requests are earned one by one (generic cell rate algorithm): after a burst
// the next comes after Per/Requests, not at the end of a window.
func RateLimit(o RateLimitOptions) func(http.Handler) http.Handler {
	l := newLimiter(o)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if l.admit(w, r) {
				next.ServeHTTP(w, r)
			}
		})
	}
}

// limiter is RateLimitOptions with its defaults.
type limiter struct {
	RateLimitOptions
	rate  Rate
	limit string // the value of RateLimit-Limit
}

func newLimiter(o RateLimitOptions) *limiter {
	if o.Requests == 0 {
		o.Requests = 100
	}
	if o.Per == 0 {
		o.Per = time.Minute
	}
	if o.Burst == 0 {
		o.Burst = o.Requests
	}
	if o.Requests < 0 || o.Per < 0 || o.Burst < 0 {
		panic("middleware.RateLimit: Requests, Per and Burst have to be positive")
	}
	rate := Rate{o.Requests, o.Per, o.Burst}
	if rate.interval() == 0 || rate.interval() > time.Duration(1<<62)/time.Duration(rate.Burst) {
		panic("middleware.RateLimit: more than a request in a nanosecond, or a burst of more than a century")
	}
	if o.Key == nil {
		o.Key = networkOf
	}
	if o.Store == nil {
		o.Store = NewMemoryRates(0)
	}
	return &limiter{o, rate, strconv.Itoa(o.Burst)}
}

// admit reports whether a request goes on; if not, it has answered.
func (l *limiter) admit(w http.ResponseWriter, r *http.Request) bool {
	key := l.Key(r)
	if key == "" {
		return true
	}
	taken, err := l.Store.Take(r.Context(), key, l.rate)
	if err != nil {
		return l.broken(w, r, err)
	}
	h := w.Header()
	h.Set("RateLimit-Limit", l.limit)
	h.Set("RateLimit-Remaining", strconv.Itoa(taken.Remaining))
	h.Set("RateLimit-Reset", seconds(taken.Reset))
	if taken.Allowed {
		return true
	}
	h.Set("Retry-After", seconds(max(taken.Retry, 1)))
	refuse(w, http.StatusTooManyRequests, http.StatusText(http.StatusTooManyRequests))
	return false
}

func (l *limiter) broken(w http.ResponseWriter, r *http.Request, err error) bool {
	if r.Context().Err() == nil { // else the client has gone, and nothing is broken
		logger := l.Logger
		if logger == nil {
			logger = slog.Default()
		}
		logger.LogAttrs(r.Context(), slog.LevelError, "rate limit", slog.String("error", err.Error()))
	}
	if !l.FailClosed {
		return true
	}
	refuse(w, http.StatusServiceUnavailable, http.StatusText(http.StatusServiceUnavailable))
	return false
}

// seconds rounds up, so that a client which waits them waits long enough.
func seconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}

// networkOf is the default key.
func networkOf(r *http.Request) string {
	addr := ClientOf(r)
	switch {
	case !addr.IsValid():
		return "unknown"
	case addr.Is4():
		return addr.String()
	}
	return netip.PrefixFrom(addr, 64).Masked().Addr().String()
}
