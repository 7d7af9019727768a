package binding

import (
	"fmt"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
)

// Output writes the result of a handler.
type Output struct {
	result   reflect.Type
	pointer  bool        // the result is a pointer, and must not be nil
	body     *model.Type // what the body holds; nil: no body
	offset   uintptr     // of the body, in an envelope
	encoder  *jsonplan.Encoder
	envelope *model.Envelope // nil: the result is the body
	headers  []*headerPart
	cookies  []*cookiePart
	outcomes []Outcome    // the result is one of them, and nothing else is set
	page     reflect.Type // the body is a page, or points to one; nil: it is none

	pagePointer bool // the body of an envelope is a pointer to a page
}

// Narrowing says what of a body is written. The zero value is all of it.
type Narrowing struct {
	As        *model.Type         // its members by wire name and no others; nil: the body's own type
	Selection *jsonplan.Selection // of As, or of the body's type; may be nil
}

// of returns the type as which a body is written.
func (n Narrowing) of(body *model.Type, plans *jsonplan.Compiler) (*model.Type, error) {
	if n.As != nil {
		body = n.As
	}
	if n.Selection == nil || n.Selection.Empty() {
		return body, nil
	}
	return plans.Select(body, n.Selection)
}

// none reports whether bodies are written as they are.
func (n Narrowing) none() bool {
	return n.As == nil && (n.Selection == nil || n.Selection.Empty())
}

// CompileResult plans how results of type t are written: one of several
// outcomes, an envelope, or any JSON value.
func CompileResult(t reflect.Type, types *model.Reader, plans *jsonplan.Compiler, as Narrowing) (*Output, error) {
	o := &Output{result: t, pointer: t.Kind() == reflect.Pointer}
	switch {
	case model.IsOutcomes(t):
		return o, o.compileOutcomes(types, plans, as)
	case model.IsEnvelope(t):
		return o, o.compileEnvelope(types, plans, as)
	}
	from, err := types.ReadType(t)
	if err != nil {
		return nil, err
	}
	return o, o.compileBody(from, plans, as)
}

func (o *Output) compileBody(from *model.Type, plans *jsonplan.Compiler, as Narrowing) (err error) {
	o.notePage(from)
	if o.body, err = as.of(from, plans); err != nil {
		return err
	}
	if o.body == from {
		o.encoder, err = plans.Encoder(from)
		return err
	}
	o.encoder, err = plans.Projection(from, o.body)
	return err
}

// ContentType is the media type of the body, empty without one.
func (o *Output) ContentType() string {
	if o.body == nil && o.outcomes == nil {
		return ""
	}
	return "application/json"
}

// Body is what the body holds, nil if there is none.
func (o *Output) Body() *model.Type { return o.body }

// Envelope describes the headers, cookies and the status of an envelope, nil
// if the result is the body itself.
func (o *Output) Envelope() *model.Envelope { return o.envelope }

// Append appends the body of the result at p to b. Of an envelope it also sets
// headers on h, in place of those of the same name, adds cookies, and returns
// the status, 0 if that is left to the route.
//
// An error is the server's: a nil pointer as the result, a value that JSON or
// a header cannot carry, a status that is none. h may then hold some of the
// headers; the caller drops them.
func (o *Output) Append(b []byte, p unsafe.Pointer, h http.Header) (body []byte, status int, err error) {
	if o.pointer && *(*unsafe.Pointer)(p) == nil {
		return b, 0, fmt.Errorf("the handler returned a nil %v and no error", o.result)
	}
	if o.envelope != nil {
		return o.appendEnvelope(b, p, h)
	}
	body, err = o.encoder.Append(b, p)
	return body, 0, err
}
