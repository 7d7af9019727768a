package vocab

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Error is an answer that a handler or a dependency gives instead of a result:
// a status and a detail that the client sees. It is immutable and safe as a
// global; errors.As finds it through any wrapping. What wraps it is for the
// log, never for the client.
type Error struct {
	status int
	detail any
	header http.Header
	typ    string
	title  string
}

// ErrorOption adds to an Error.
type ErrorOption interface{ applyToError(*Error) }

// NewError returns an error that answers with status and detail. The detail is
// any JSON value and is sent as it is; nil means the status' standard text. An
// answer whose status has no body (204, 205, 304) is its headers. A status outside
// 200 to 599 is the developer's mistake and panics.
func NewError(status int, detail any, opts ...ErrorOption) *Error {
	if status < 200 || status > 599 {
		panic(fmt.Sprintf("signet: NewError(%d, …): an error's status is from 200 to 599", status))
	}
	e := &Error{status: status, detail: detail}
	for _, o := range opts {
		if o != nil {
			o.applyToError(e)
		}
	}
	return e
}

// Error returns the status and the detail as one line.
func (e *Error) Error() string {
	return strconv.Itoa(e.Status()) + ": " + fmt.Sprint(e.Detail())
}

// Status is the HTTP status of the answer: 500 of an Error that NewError did not
// make.
func (e *Error) Status() int {
	if e.status == 0 {
		return http.StatusInternalServerError
	}
	return e.status
}

// Detail is what the client is told: the given detail, or the status' text.
func (e *Error) Detail() any {
	if e.detail == nil {
		return http.StatusText(e.Status())
	}
	return e.detail
}

// Header returns a copy of the headers that the answer carries; nil without any.
func (e *Error) Header() http.Header { return e.header.Clone() }

// AddTo adds the error's headers to h, as MergeHeader does.
func (e *Error) AddTo(h http.Header) { MergeHeader(h, e.header.Clone()) }

// Type is the problem type URI of RFC 9457; empty means about:blank.
func (e *Error) Type() string { return e.typ }

// Title is the problem title of RFC 9457; empty means the status' text.
func (e *Error) Title() string { return e.title }

type errorHeader struct{ name, value string }

// ErrorHeader adds a header to the answer; several of one name add up.
func ErrorHeader(name, value string) ErrorOption { return errorHeader{name, value} }

func (o errorHeader) applyToError(e *Error) {
	if e.header == nil {
		e.header = http.Header{}
	}
	e.header.Add(o.name, o.value)
}

type errorType string

// ErrorType sets the problem type URI of RFC 9457.
func ErrorType(uri string) ErrorOption { return errorType(uri) }

func (o errorType) applyToError(e *Error) { e.typ = string(o) }

type errorTitle string

// ErrorTitle sets the problem title of RFC 9457.
func ErrorTitle(text string) ErrorOption { return errorTitle(text) }

func (o errorTitle) applyToError(e *Error) { e.title = string(o) }

// ValidationError is the answer to a request that does not fit the signature:
// every mistake, in the order of the document. Its status is 422.
type ValidationError struct {
	Fields []FieldError
}

// Error lists the mistakes in one line.
func (e *ValidationError) Error() string {
	texts := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		texts[i] = f.Error()
	}
	return "invalid request: " + strings.Join(texts, "; ")
}

// Status is 422.
func (*ValidationError) Status() int { return http.StatusUnprocessableEntity }

// locText prints a location as body.items[0].price.
func locText(loc []any) string {
	var b strings.Builder
	for i, step := range loc {
		switch step := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", step)
		default:
			if i > 0 {
				b.WriteByte('.')
			}
			fmt.Fprint(&b, step)
		}
	}
	return b.String()
}
