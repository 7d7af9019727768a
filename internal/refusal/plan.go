package refusal

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/security"
	"github.com/signet-go/signet/internal/vocab"
)

// Plan is how the errors of an operation, or of requests that no route matches,
// are answered. It is immutable once it serves.
type Plan struct {
	Style      failure.Style
	Chain      *Chain // nil without functions
	Logger     *slog.Logger
	Route      *vocab.RouteInfo     // nil where none was matched
	Challenges []security.Challenge // how to authenticate
}

// Write answers with err. The headers that were meant for a good answer have to
// be taken off w before.
func (p *Plan) Write(w http.ResponseWriter, r *http.Request, err error) {
	if p.Chain == nil {
		p.LogInternal(r, err)
		p.challenge(w.Header(), failure.Status(err))
		p.write(w, r, err)
		return
	}
	answer, left, changed := p.Chain.answer(r, p.Route, err)
	status := failure.Status(left)
	if answer != nil {
		status = answer.Status
	}
	p.logMapped(r, err, left, changed, status)
	if answer != nil || failure.Known(left) != failure.Known(err) { // else the style sets them
		inherit(w.Header(), err, status)
	}
	p.challenge(w.Header(), status)
	if answer != nil {
		answer.Write(w, r)
		return
	}
	p.write(w, r, left)
}

// write answers in the style, and logs a detail that no answer can hold.
func (p *Plan) write(w http.ResponseWriter, r *http.Request, err error) {
	if failed := p.Style.Write(w, r, err); failed != nil {
		p.Log(r, failed)
	}
}

// inherit sets the headers of an error in whose place something else is answered,
// as long as the status stays.
func inherit(h http.Header, err error, status int) {
	if known := failure.Known(err); known != nil && known.Status() == status {
		known.AddTo(h)
	}
}

// challenge sets the challenges without which no 401 may be sent (RFC 9110,
// 15.5.2). What the answer says itself replaces them.
func (p *Plan) challenge(h http.Header, status int) {
	if _, challenged := h["Www-Authenticate"]; status == http.StatusUnauthorized && len(p.Challenges) > 0 && !challenged {
		security.Refuse(p.Challenges, -1).AddTo(h)
	}
}

// logMapped logs what the client must not learn: the error, unless a function made it
// an answer below 500, and what took its place. A panic is a bug, whatever it is
// answered with.
func (p *Plan) logMapped(r *http.Request, err, left error, changed bool, status int) {
	_, panicked := errors.AsType[*failure.Panic](err)
	if panicked || status >= http.StatusInternalServerError {
		p.LogInternal(r, err)
	}
	if changed && status >= http.StatusInternalServerError {
		p.LogInternal(r, left)
	}
}

// LogInternal logs what the client must not learn.
func (p *Plan) LogInternal(r *http.Request, err error) {
	if failure.Internal(err) {
		p.Log(r, err)
	}
}

// Log writes one record with the route, and the stack of a panic.
func (p *Plan) Log(r *http.Request, err error) {
	attributes := make([]slog.Attr, 0, 5)
	if p.Route != nil {
		attributes = append(attributes,
			slog.String("method", p.Route.Method),
			slog.String("pattern", p.Route.Pattern),
			slog.String("function", p.Route.Function))
	}
	attributes = append(attributes, slog.String("error", fmt.Sprint(err)))
	if panicked, ok := errors.AsType[*failure.Panic](err); ok {
		attributes = append(attributes, slog.String("stack", string(panicked.Stack)))
	}
	p.Logger.LogAttrs(r.Context(), slog.LevelError, "request failed", attributes...)
}
