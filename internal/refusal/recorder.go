package refusal

import (
	"net/http"

	"github.com/signet-go/signet/internal/failure"
)

// recorder is the http.ResponseWriter of a function that writes the answer
// itself. It keeps the answer until the function has returned, for it may fail
// half-way.
type recorder struct {
	header http.Header
	status int
	body   []byte
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
}

func (w *recorder) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	w.body = append(w.body, b...)
	return len(b), nil
}

// answer returns what was written, nil if that is nothing.
func (w *recorder) answer() *failure.Answer {
	if w.status == 0 {
		return nil
	}
	a := &failure.Answer{Status: w.status, Header: w.header, Body: w.body}
	if _, chosen := w.header["Content-Type"]; !chosen && len(w.body) > 0 {
		a.ContentType = http.DetectContentType(w.body)
	}
	return a
}
