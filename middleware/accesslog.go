package middleware

import (
	"log/slog"
	"net/http"
	"time"
)

// AccessLogOptions says what is logged, and where.
type AccessLogOptions struct {
	Logger *slog.Logger // default slog.Default() at the time of the request

	// Level is that of an answer's line; by default errors of the server are
	// slog.LevelError, the rest is slog.LevelInfo.
	Level func(status int) slog.Level

	Skip  func(*http.Request) bool        // answers without a line, such as health checks
	Attrs func(*http.Request) []slog.Attr // more to say, asked after the answer
}

// AccessLog logs a line for each answer: method, path (without the query, which
// may hold secrets), pattern of the route, status, bytes of the body as the
// handler wrote them, duration, client, and the request's id if there is one.
//
// An answer that ends in a panic has aborted=true, and status 500 if it had not
// begun; a connection that was taken over has hijacked=true.
func AccessLog(o AccessLogOptions) func(http.Handler) http.Handler {
	if o.Level == nil {
		o.Level = levelOf
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if o.Skip != nil && o.Skip(r) {
				next.ServeHTTP(w, r)
				return
			}
			begin, method, path := time.Now(), r.Method, r.URL.Path // inner handlers may change them
			a, aborted := &answer{ResponseWriter: w}, true
			defer func() {
				o.log(r, a, line{method, path, time.Since(begin), aborted})
			}()
			next.ServeHTTP(a, r)
			aborted = false
		})
	}
}

// line is what the request and its answer do not say themselves.
type line struct {
	method, path string
	took         time.Duration
	aborted      bool
}

func (o *AccessLogOptions) log(r *http.Request, a *answer, l line) {
	status := a.status
	switch {
	case status != 0:
	case a.hijacked:
		status = http.StatusSwitchingProtocols
	case l.aborted:
		status = http.StatusInternalServerError
	default:
		status = http.StatusOK
	}
	logger := o.Logger
	if logger == nil {
		logger = slog.Default()
	}
	level := o.Level(status)
	if !logger.Enabled(r.Context(), level) {
		return
	}
	attrs := make([]slog.Attr, 0, 10)
	attrs = append(attrs,
		slog.String("method", l.method), slog.String("path", l.path), slog.String("pattern", r.Pattern),
		slog.Int("status", status), slog.Int64("bytes", a.bytes), slog.Duration("duration", l.took),
		slog.String("client", clientText(r)))
	if id := RequestIDFrom(r.Context()); id != "" {
		attrs = append(attrs, slog.String("request_id", id))
	}
	if l.aborted {
		attrs = append(attrs, slog.Bool("aborted", true))
	}
	if a.hijacked {
		attrs = append(attrs, slog.Bool("hijacked", true))
	}
	if o.Attrs != nil {
		attrs = append(attrs, o.Attrs(r)...)
	}
	logger.LogAttrs(r.Context(), level, "request", attrs...)
}

func levelOf(status int) slog.Level {
	if status >= http.StatusInternalServerError {
		return slog.LevelError
	}
	return slog.LevelInfo
}

// clientText is the client's address, else what the server knows.
func clientText(r *http.Request) string {
	if addr := ClientOf(r); addr.IsValid() {
		return addr.String()
	}
	return r.RemoteAddr
}
