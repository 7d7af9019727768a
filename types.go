package signet

import (
	"net/http"

	"github.com/signet-go/signet/internal/vocab"
)

// Types that a signature may name.
type (
	// Opt is an optional value that knows absent from null from zero.
	Opt[T any] = vocab.Opt[T]

	// Secret holds a value that is never shown: not printed, logged, echoed or
	// encoded. Reveal returns it.
	Secret[T any] = vocab.Secret[T]

	// Date is a calendar day without a time zone: 2026-11-21.
	Date = vocab.Date

	// TimeOfDay is a time on the clock without a day or a zone: 14:30:00.
	TimeOfDay = vocab.TimeOfDay

	// Duration is a length of time that travels as ISO 8601: PT1H30M. A
	// time.Duration in a model travels the same way.
	Duration = vocab.Duration

	// UploadFile is a file of a multipart form: a field with the tag file:"name".
	UploadFile = vocab.UploadFile

	// Part is one part of a multipart body that is read as it arrives, by a
	// field of type iter.Seq2[*Part, error] with the tag body:"". The walk ends
	// with the first error.
	Part = vocab.Part

	// RawBody is the whole body of a request, of any content type, in a field
	// with the tag body:"". It may stand beside fields that read JSON or a form.
	RawBody = vocab.RawBody

	// Page is a part of a longer list, with Link headers to the other parts.
	Page[T any] = vocab.Page[T]

	// Reply lets a handler or a dependency add a status, headers and cookies to
	// the answer.
	Reply = vocab.Reply

	// HTML is an answer of text/html, written as it is.
	HTML = vocab.HTML

	// Text is an answer of text/plain, written as it is.
	Text = vocab.Text

	// Redirect sends the client to another URL, on this host unless it says
	// otherwise.
	Redirect = vocab.Redirect

	// File is an answer with the content of a file, with ranges and conditions.
	File = vocab.File

	// View is an answer of text/html made by templates.
	View = vocab.View

	// Renderer makes views; *html/template.Template is one.
	Renderer = vocab.Renderer

	// RouteInfo describes the route that serves a request.
	RouteInfo = vocab.RouteInfo

	// Bearer is the token of an Authorization header.
	Bearer = vocab.Bearer

	// Basic is the name and the password of an Authorization header.
	Basic = vocab.Basic

	// Digest is what follows Digest in an Authorization header.
	Digest = vocab.Digest

	// APIKey is a key in a header, a query parameter or a cookie: a field of a
	// request struct.
	APIKey = vocab.APIKey

	// AnyOf is one of two kinds of credentials.
	AnyOf[A, B any] = vocab.AnyOf[A, B]

	// Scopes are the OAuth2 scopes that a route requires.
	Scopes = vocab.Scopes

	// Preconditions are the If-Match and If-None-Match of a request.
	Preconditions = vocab.Preconditions

	// BodyCodec is a form of bodies beside JSON.
	BodyCodec = vocab.BodyCodec

	// EventStream is a result that is sent as server-sent events.
	EventStream[T any] = vocab.EventStream[T]

	// Event is one server-sent event as it is written.
	Event = vocab.Event

	// Cleanup undoes what a dependency did.
	Cleanup = vocab.Cleanup

	// Error is an answer that a handler or a dependency gives instead of a result.
	Error = vocab.Error

	// ErrorOption adds to an Error.
	ErrorOption = vocab.ErrorOption

	// FieldError is one mistake of a client, with its place. As the error of a
	// function it is a 422 of this one mistake; a ValidationError holds several.
	FieldError = vocab.FieldError

	// ValidationError is the 422 answer to a request that does not fit the
	// signature. A Validate method may return one to give places of its own.
	ValidationError = vocab.ValidationError
)

// ErrUploadGone is wrapped by the errors of an UploadFile that is read after the
// answer was given.
var ErrUploadGone = vocab.ErrUploadGone

// NewUploadFile returns a file whose content is in memory, for tests that call
// a handler themselves.
func NewUploadFile(filename, contentType string, content []byte) UploadFile {
	return vocab.BytesUpload(filename, contentType, content)
}

// PreconditionsOf returns the conditions of a request, for middleware and for
// tests that call a handler themselves.
func PreconditionsOf(r *http.Request) Preconditions { return vocab.PreconditionsOf(r, nil) }

// Some returns an Opt that holds v.
func Some[T any](v T) Opt[T] { return vocab.Some(v) }

// NewSecret returns a Secret that holds v.
func NewSecret[T any](v T) Secret[T] { return vocab.NewSecret(v) }

// Null returns an Opt that holds null.
func Null[T any]() Opt[T] { return vocab.NullOpt[T]() }

// NewPage returns the items that come after the first skip ones, at most limit,
// of total; a total below 0 is unknown. The links then need a full page to
// promise a next one, and do not say which is the last. A limit of 0 or less
// makes no links.
func NewPage[T any](items []T, total, skip, limit int) Page[T] {
	return vocab.NewPage(items, total, skip, limit)
}
