package middleware

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// RecoverOptions says where panics are logged.
type RecoverOptions struct {
	Logger *slog.Logger // default slog.Default() at the time of the panic
}

// Recover logs a panic of a handler with its stack and answers 500 with
// {"detail": "Internal Server Error"}; the client learns nothing of it. If the
// answer has begun, the connection is cut, so that the client can tell.
// http.ErrAbortHandler passes: it is how a handler cuts the connection itself.
func Recover(o RecoverOptions) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := &answer{ResponseWriter: w}
			defer func() {
				if v := recover(); v != nil {
					o.answer(a, r, v)
				}
			}()
			next.ServeHTTP(a, r)
		})
	}
}

// answer runs in the deferred function, where the stack is still the panic's.
func (o *RecoverOptions) answer(a *answer, r *http.Request, v any) {
	if v == http.ErrAbortHandler {
		panic(v)
	}
	logger := o.Logger
	if logger == nil {
		logger = slog.Default()
	}
	logger.LogAttrs(r.Context(), slog.LevelError, "panic",
		slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("pattern", r.Pattern),
		slog.String("panic", fmt.Sprint(v)), slog.String("stack", string(debug.Stack())))
	switch {
	case a.hijacked: // the connection is the handler's
	case a.status != 0:
		panic(http.ErrAbortHandler)
	default:
		refuse(a, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError))
	}
}
