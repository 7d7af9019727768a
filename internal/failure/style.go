package failure

import (
	"encoding/json"
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

// Known returns the Error in err's chain; nil if there is none, or a nil pointer
// to one, which says nothing.
func Known(err error) *vocab.Error {
	known, _ := errors.AsType[*vocab.Error](err)
	return known
}

// Mistakes returns the ValidationError in err's chain as Known does the Error, or
// one of all FieldErrors in it.
func Mistakes(err error) *vocab.ValidationError {
	if invalid, ok := errors.AsType[*vocab.ValidationError](err); ok {
		return invalid
	}
	if fields := fieldErrors(nil, err); fields != nil {
		return &vocab.ValidationError{Fields: fields}
	}
	return nil
}

// fieldErrors appends the FieldErrors in err's chain to list, those that
// errors.Join joined in their order.
func fieldErrors(list []vocab.FieldError, err error) []vocab.FieldError {
	switch e := err.(type) {
	case vocab.FieldError:
		return append(list, e)
	case *vocab.FieldError:
		if e != nil {
			return append(list, *e)
		}
	case interface{ Unwrap() error }:
		return fieldErrors(list, e.Unwrap())
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			list = fieldErrors(list, part)
		}
	}
	return list
}

// Status returns the status that err is answered with: 500 for anything that
// does not speak to clients.
func Status(err error) int {
	if invalid := Mistakes(err); invalid != nil {
		return invalid.Status()
	}
	if known := Known(err); known != nil {
		return known.Status()
	}
	return http.StatusInternalServerError
}

// Internal reports whether the client must not learn what err says, so that the
// log is the place for it.
func Internal(err error) bool { return Mistakes(err) == nil && Known(err) == nil }

// Write answers with err. The headers that were meant for a good answer have to
// be taken off w before. An answer to HEAD, or with a status that has no body,
// has headers only.
//
// The error says why the answer is an opaque 500 although err is an Error: JSON
// cannot say its detail.
func (s Style) Write(w http.ResponseWriter, r *http.Request, err error) error {
	if s.Debug && Internal(err) && wantsHTML(r) {
		send(w, r, opaque.Status(), htmlType, debugPage(err))
		return nil
	}
	status, body, failed := s.render(err)
	if known := Known(err); known != nil && failed == nil {
		known.AddTo(w.Header())
	}
	contentType := jsonType
	if s.Problem {
		contentType = problemType
	}
	send(w, r, status, contentType, body)
	return failed
}

// Body is what the body of an answer with e is, for the document.
func (s Style) Body(e *vocab.Error) (json.RawMessage, error) { return s.renderError(e) }

// Bodyless reports whether an answer with the status has no body (RFC 9110, 6.4.1).
func Bodyless(status int) bool {
	return status < 200 || status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified
}
