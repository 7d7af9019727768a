package binding

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Output writes the result of a handler. It does not change: one Output may write
// many results at the same time.
type Output struct {
	result   reflect.Type
	pointer  bool              // the result is a pointer, and must not be nil
	body     *model.Type       // what the body holds; nil: no body
	offset   uintptr           // of the body, in an envelope
	content  string            // its Content-Type; empty: no body
	encoder  *jsonplan.Encoder // of a body that is JSON
	whole    whole             // of one that is not
	streamed streamed          // of one that is written after the commit
	deref    bool              // the body is a pointer to what whole or streamed takes
	envelope *model.Envelope   // nil: the result is the body
	headers  []*headerPart
	cookies  []*cookiePart
	outcomes []Outcome    // the result is one of them, and nothing else is set
	page     reflect.Type // the body is a page, or points to one; nil: it is none

	contentLines []string // content, as a header holds it

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

// Results says how results are to be written.
type Results struct {
	Types       *model.Reader
	Plans       *jsonplan.Compiler
	ContentType string         // that the route declares; empty: the usual one of the result's type
	Renderer    vocab.Renderer // of views; may be nil
	Narrowing
}

// CompileResult plans how results of type t are written: one of several
// outcomes, an envelope, one of vocab's answers, a reader, or any JSON value.
func CompileResult(t reflect.Type, c Results) (*Output, error) {
	o := &Output{result: t, pointer: t.Kind() == reflect.Pointer}
	err := o.compile(t, &c)
	if o.content != "" {
		o.contentLines = []string{o.content}
	}
	return o, err
}

func (o *Output) compile(t reflect.Type, c *Results) error {
	switch {
	case model.IsOutcomes(t):
		return o.compileOutcomes(c)
	case model.IsEnvelope(t):
		return o.compileEnvelope(c)
	}
	return o.compileBody(t, c)
}

func (o *Output) compileBody(t reflect.Type, c *Results) error {
	special, err := o.compileAnswer(t, c)
	switch {
	case err != nil:
		return err
	case special && c.As != nil:
		return fmt.Errorf("%s is not written as JSON and has no members to narrow to %v", vocab.NameOf(t), c.As.Go)
	case special && !c.none():
		return fmt.Errorf("%s is not written as JSON and has no members to select", vocab.NameOf(t))
	case special:
		return nil
	}
	if c.ContentType != "" && !isJSON(mediaOf(c.ContentType)) {
		return fmt.Errorf("ContentType(%q): %v is written as JSON; return a string, []byte, io.Reader or signet.File", c.ContentType, t)
	}
	o.content = or(c.ContentType, "application/json")
	return o.compileJSON(t, c)
}

func (o *Output) compileJSON(t reflect.Type, c *Results) error {
	from, err := c.Types.ReadType(t)
	if err != nil {
		return err
	}
	o.notePage(from)
	if o.body, err = c.of(from, c.Plans); err != nil {
		return err
	}
	if o.body == from {
		o.encoder, err = c.Plans.Encoder(from)
		return err
	}
	o.encoder, err = c.Plans.Projection(from, o.body)
	return err
}

// ContentType is that of the body, with its charset; empty without a body. A
// result may have another.
func (o *Output) ContentType() string { return o.content }

// MediaType is what the document says of the body: ContentType without parameters,
// or any where a file's name decides.
func (o *Output) MediaType() string {
	if f, ok := o.streamed.(fileAnswer); ok && f.content == "" {
		return "*/*"
	}
	return mediaOf(o.content)
}

// SendsFile reports whether the body is a vocab.File, which may be sent in parts.
func (o *Output) SendsFile() bool {
	_, ok := o.streamed.(fileAnswer)
	return ok
}

// ContentLines is the ContentType as a header holds it, nil without a body. It is
// shared by all answers and not to be changed.
func (o *Output) ContentLines() []string { return o.contentLines }

// SetsHeaders reports whether Append needs a header to write to.
func (o *Output) SetsHeaders() bool { return o.envelope != nil || o.whole != nil || o.page != nil }

// Redirects reports whether the result sends the client to another URL.
func (o *Output) Redirects() bool { return o.whole == redirect{} }

// Body is what the body holds; nil if there is none, or nothing is known about it.
func (o *Output) Body() *model.Type { return o.body }

// Envelope describes the headers, cookies and the status of an envelope, nil
// if the result is the body itself.
func (o *Output) Envelope() *model.Envelope { return o.envelope }

// Append appends the body of the result at p to b. Of an envelope it also sets
// headers on h, in place of those of the same name, adds cookies, and returns
// the status, 0 if that is left to the route.
//
// An error is the server's, unless RefusesURL says otherwise: a nil pointer as the result, a value that JSON or
// a header cannot carry, a status that is none. h may then hold some of the
// headers; the caller drops them.
func (o *Output) Append(b []byte, p unsafe.Pointer, h http.Header) (body []byte, status int, err error) {
	if o.pointer && *(*unsafe.Pointer)(p) == nil {
		return b, 0, fmt.Errorf("the handler returned a nil %v and no error", o.result)
	}
	if o.envelope != nil {
		return o.appendEnvelope(b, p, h)
	}
	return o.appendBody(b, p, h)
}

func (o *Output) appendBody(b []byte, p unsafe.Pointer, h http.Header) (body []byte, status int, err error) {
	switch {
	case o.encoder != nil:
		body, err = o.encoder.Append(b, p)
		return body, 0, err
	case o.whole == nil:
		return b, 0, nil
	case o.deref:
		if p = *(*unsafe.Pointer)(p); p == nil {
			return b, 0, errors.New("the body is a nil pointer")
		}
	}
	return o.whole.append(b, p, h)
}

// bodyOf points to what the streamed body of the result at p is made of; nil for
// a nil pointer.
func (o *Output) bodyOf(p unsafe.Pointer) unsafe.Pointer {
	if o.envelope != nil {
		if o.pointer {
			p = *(*unsafe.Pointer)(p)
		}
		p = unsafe.Add(p, o.offset)
	}
	if o.deref {
		p = *(*unsafe.Pointer)(p)
	}
	return p
}
