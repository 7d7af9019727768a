package middleware

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
)

// answer is a ResponseWriter that tells when the answer begins. Like every
// ResponseWriter it belongs to one request.
type answer struct {
	http.ResponseWriter

	// begin, unless nil, runs once, just before the header is sent, and may
	// still change it. If it returns false it has answered itself on the inner
	// writer, and what the handler writes is dropped.
	begin func(status int) bool

	status   int   // as sent; 0 before the answer begins
	bytes    int64 // of the body, as the handler wrote them
	replaced bool  // begin answered itself
	hijacked bool
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// begun reports whether it is too late for another answer.
func (a *answer) begun() bool { return a.status != 0 || a.hijacked }

// WriteHeader sends the header. Informational answers pass; a second final one
// is left to net/http, which logs it.
func (a *answer) WriteHeader(status int) {
	if informational(status) {
		a.ResponseWriter.WriteHeader(status)
		return
	}
	if a.status == 0 && !a.hijacked {
		a.status = status
		a.replaced = a.begin != nil && !a.begin(status)
	}
	if !a.replaced {
		a.ResponseWriter.WriteHeader(status)
	}
}

// Write reports success for what is dropped: the client gets a whole answer, so
// the handler has no reason to abort.
func (a *answer) Write(p []byte) (int, error) {
	if !a.begun() {
		a.WriteHeader(http.StatusOK)
	}
	if a.replaced {
		return len(p), nil
	}
	n, err := a.ResponseWriter.Write(p)
	a.bytes += int64(n)
	return n, err
}

// ReadFrom keeps the server's way to send files without copying.
func (a *answer) ReadFrom(src io.Reader) (int64, error) {
	if !a.begun() {
		a.WriteHeader(http.StatusOK)
	}
	if a.replaced {
		return io.Copy(io.Discard, src)
	}
	n, err := io.Copy(a.ResponseWriter, src)
	a.bytes += n
	return n, err
}

// FlushError sends what was written; the header, if nothing was.
func (a *answer) FlushError() error {
	if !a.begun() {
		a.WriteHeader(http.StatusOK)
	}
	if a.replaced {
		return nil
	}
	return http.NewResponseController(a.ResponseWriter).Flush()
}

// Flush is FlushError for those who ask for an http.Flusher.
func (a *answer) Flush() { _ = a.FlushError() } // a Flusher cannot tell

// Hijack hands the connection over; from then on the answer is the handler's.
func (a *answer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(a.ResponseWriter).Hijack()
	a.hijacked = a.hijacked || err == nil
	return conn, rw, err
}

// informational reports whether more follows a status. 101 is final: the
// connection speaks something else from there on.
func informational(status int) bool {
	return status >= 100 && status < 200 && status != http.StatusSwitchingProtocols
}

// serveWith runs next with another context. A router notes the pattern in the
// request that it sees; serveWith takes it over into r, for what is outside.
func serveWith(ctx context.Context, next http.Handler, w http.ResponseWriter, r *http.Request) {
	inner := r.WithContext(ctx)
	defer func() { r.Pattern = inner.Pattern }()
	next.ServeHTTP(w, inner)
}
