package signet

import "github.com/signet-go/signet/internal/vocab"

// NewError returns an error that answers with status and detail. It is
// immutable and safe as a global; errors.As finds it through any wrapping, and
// what wraps it is never shown to the client. The detail is any JSON value; nil
// means the status' standard text. An answer whose status has no body (204, 205,
// 304) is its headers. A status outside 200 to 599 panics.
func NewError(status int, detail any, opts ...ErrorOption) *Error {
	return vocab.NewError(status, detail, opts...)
}

// Header adds a header to an error's answer; several of one name add up.
func Header(name, value string) ErrorOption { return vocab.ErrorHeader(name, value) }

// Type sets the problem type URI (RFC 9457) of an error, about:blank without. It
// is sent where ProblemJSON holds.
func Type(uri string) ErrorOption { return vocab.ErrorType(uri) }
