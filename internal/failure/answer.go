package failure

import (
	"net/http"
	"strconv"

	"github.com/signet-go/signet/internal/vocab"
)

// Answer is the answer to an error, complete before its status is sent.
type Answer struct {
	Status      int
	Header      http.Header // merged with what is set; its Content-Type goes before ContentType; may be nil
	ContentType string      // empty without a body
	Body        []byte
}

// Write sends the answer. An answer to HEAD, or with a status that has no body,
// has headers only.
func (a *Answer) Write(w http.ResponseWriter, r *http.Request) {
	vocab.MergeHeader(w.Header(), a.Header)
	contentType := a.Header["Content-Type"]
	if contentType == nil && a.ContentType != "" {
		contentType = []string{a.ContentType}
	}
	send(w, r, a.Status, contentType, a.Body)
}

func send(w http.ResponseWriter, r *http.Request, status int, contentType []string, body []byte) {
	h := w.Header()
	if Bodyless(status) {
		delete(h, "Content-Type")
		delete(h, "Content-Length")
		w.WriteHeader(status)
		return
	}
	if contentType != nil {
		h["Content-Type"] = contentType
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that is gone cannot be told
	}
}
