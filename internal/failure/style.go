package failure

import (
	"errors"
	"net/http"

	"github.com/signet-go/signet/internal/vocab"
)

// Style is the form of a layer's error answers. The zero Style is FastAPI's
// {"detail": …}. It is immutable once it serves.
type Style struct {
	Problem bool // RFC 9457, application/problem+json
	Debug   bool // a 500 shows the error and its stack; never in production
}

var (
	jsonType    = []string{"application/json"}
	problemType = []string{"application/problem+json"}
)

// ContentType is the media type of the style's bodies.
func (s Style) ContentType() string {
	if s.Problem {
		return problemType[0]
	}
	return jsonType[0]
}

// Status returns the status that err is answered with: 500 for anything that
// does not speak to clients.
func Status(err error) int {
	if invalid, ok := errors.AsType[*vocab.ValidationError](err); ok {
		return invalid.Status()
	}
	if known, ok := errors.AsType[*vocab.Error](err); ok {
		return known.Status()
	}
	return http.StatusInternalServerError
}

// Internal reports whether the client must not learn what err says, so that the
// log is the place for it.
func Internal(err error) bool {
	if _, ok := errors.AsType[*vocab.ValidationError](err); ok {
		return false
	}
	_, ok := errors.AsType[*vocab.Error](err)
	return !ok
}

// Write answers with err. The headers that were meant for a good answer have to
// be taken off w before. An answer to HEAD, or with a status that has no body,
// has headers only.
func (s Style) Write(w http.ResponseWriter, r *http.Request, err error) {
	if s.Debug && Internal(err) && wantsHTML(r) {
		send(w, r, opaque.Status(), htmlType, debugPage(err))
		return
	}
	status, body := s.render(err)
	if known, ok := errors.AsType[*vocab.Error](err); ok {
		known.AddTo(w.Header())
	}
	contentType := jsonType
	if s.Problem {
		contentType = problemType
	}
	send(w, r, status, contentType, body)
}

// Bodyless reports whether an answer with the status has no body (RFC 9110, 6.4.1).
func Bodyless(status int) bool {
	return status < 200 || status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified
}
