package signet

import (
	"net/http"

	"github.com/signet-go/signet/internal/vocab"
)

// Types that a signature may name.
type (
	// Opt is an optional T that knows absent from null from zero: see its methods
	// Get, Or, Null and Absent. The zero Opt is absent. A field of type Opt is never
	// required (add validate:"required" to require that it is sent, null included)
	// and takes no default; its constraints apply to the T inside, when there is
	// one. Only a JSON body can say null.
	Opt[T any] = vocab.Opt[T]

	// Secret holds a T that is never shown: printed, logged or encoded it is ten
	// asterisks, and a mistake of a client does not echo it. It is read from every
	// source as a T is, with the constraints of a T. Reveal returns the T; two
	// Secrets are not compared by ==.
	Secret[T any] = vocab.Secret[T]

	// Date is a calendar day without a time zone: 2026-11-21 (RFC 3339). The zero
	// Date is no day. In(loc) is its midnight there, Compare orders two.
	Date = vocab.Date

	// TimeOfDay is a time on the clock without a day or a zone: 14:30:00. It is read
	// without seconds too, and with a fraction. Since is how far from midnight it is.
	TimeOfDay = vocab.TimeOfDay

	// Duration is a length of time that travels as ISO 8601: P1DT2H30M. A day is 24
	// hours; years and months have no fixed length and are refused. A time.Duration
	// in a model travels the same way.
	Duration = vocab.Duration

	// UploadFile is a file of a multipart form: a field with the tag file:"name". It
	// may be copied, and read by several goroutines with Open and Bytes, until the
	// answer is given; then the error is ErrUploadGone. Its Filename, without
	// directories, and its ContentType are what the client says.
	UploadFile = vocab.UploadFile

	// Part is one part of a multipart body that is read as it arrives, by a
	// field of type iter.Seq2[*Part, error] with the tag body:"". The walk ends
	// with the first error, and a part with the next one. A handler that returns
	// an error of Read answers with 413 over the limit (MaxUpload), or with 400.
	Part = vocab.Part

	// RawBody is the whole body of a request, of any content type and at most
	// MaxBody bytes, in a field with the tag body:"". It may stand beside fields
	// that read JSON or a form. The handler may keep it.
	RawBody = vocab.RawBody

	// Page is a part of a longer list. As the body of an answer it also sets the
	// header Link (RFC 8288) with first, prev, next and last as far as they are
	// known. NewPage makes one that was counted off; one with Next alone is of a
	// list that is walked by cursors. Params renames the parameters in the links.
	Page[T any] = vocab.Page[T]

	// Reply lets a handler or a dependency that takes a *Reply add a status, headers
	// and cookies to the answer. Its status beats that of the option Status, and
	// loses to that of an envelope. An error answer drops all of it. It belongs to
	// one request and one goroutine, and ends with the handler.
	Reply = vocab.Reply

	// HTML is an answer of text/html in UTF-8, written as it is: whatever came from
	// outside has to be escaped before. A View escapes.
	HTML = vocab.HTML

	// Text is an answer of text/plain in UTF-8, written as it is.
	Text = vocab.Text

	// Redirect sends the client to its URL, with 307 unless its Status or the route's
	// says 301, 302, 303 or 308. A URL that leaves this host is answered with 400, so
	// that text from a client cannot send people elsewhere; External allows it.
	Redirect = vocab.Redirect

	// File is an answer with the content of a file: of Name in FS, or Content, which
	// is closed after the answer if it is an io.Closer. It answers ranges and
	// conditions (RFC 9110, 13 and 14). A name that FS lacks, or that leads out of
	// it, is a 404. Filename is what the client is to call it (RFC 6266).
	File = vocab.File

	// View is an answer of text/html made by the Templates of the innermost layer,
	// before the status is sent: a template that fails is an opaque 500.
	View = vocab.View

	// Renderer makes views; *html/template.Template is one. It is called by many
	// goroutines.
	Renderer = vocab.Renderer

	// RouteInfo describes a route: as an argument *RouteInfo, the one that serves the
	// request. All requests of the route share it: read it, do not change it.
	RouteInfo = vocab.RouteInfo

	// Bearer is the token of a header Authorization with the scheme Bearer
	// (RFC 6750). Without it, or with a malformed one, the answer is 401 before the
	// function that takes it runs; whether it is a good one is for the function to
	// say. Equal compares it in constant time, string(t) is the token itself, and
	// logs, fmt and encoders write [redacted].
	Bearer = vocab.Bearer

	// Basic is the name and the password of a header Authorization with the scheme
	// Basic (RFC 7617), in UTF-8; 401 as for Bearer. Matches compares both in
	// constant time. Logs, fmt and encoders do not write the Password.
	Basic = vocab.Basic

	// Digest is what follows the scheme Digest in a header Authorization (RFC 7616),
	// unread; 401 as for Bearer. To verify it, and to keep nonces, is for the
	// function that takes it: see HTTPDigest.
	Digest = vocab.Digest

	// APIKey is a key in a header, a query parameter or a cookie: a field of a
	// request struct, placed by its source tag or by the scheme that the tag
	// scheme:"name" picks. Without it, or with an empty one or two, the answer is
	// 401. Equal compares it in constant time, string(k) is the key itself.
	APIKey = vocab.APIKey

	// AnyOf is one of two kinds of credentials, and nests: the first kind that the
	// request has counts (First, else Second), and the other is not looked at.
	// Neither, or malformed ones of the kind that counts, are answered with 401.
	AnyOf[A, B any] = vocab.AnyOf[A, B]

	// Scopes are the OAuth2 scopes that RequireScopes asks for on the way to the
	// function that takes them, outer layers' first, each once. Missing and Refuse
	// compare them with what a token grants. All requests of the route share them:
	// read them, do not change them.
	Scopes = vocab.Scopes

	// Preconditions are what a request demands of the present state by If-Match and
	// If-None-Match (RFC 9110, 13). Check returns a 412, for GET and HEAD a 304, where
	// they do not hold; Require a 428 (RFC 6585) where there are none. Check belongs
	// into one transaction with the change.
	Preconditions = vocab.Preconditions

	// BodyCodec is a form of bodies beside JSON, such as CBOR; see Codec. Encode gets
	// the plain values of JSON: nil, bool, int64, uint64, float64, string, []any and
	// map[string]any. Decode is given an *any, reads to the end and refuses what
	// follows the value. Both are called by many goroutines.
	BodyCodec = vocab.BodyCodec

	// EventStream is a result that is sent as server-sent events: one for each T,
	// whose data is the T as JSON, or the event itself if T is Event. The answer is
	// committed when the iteration starts; a handler refuses before that, with
	// (EventStream[T], error). An error that it yields cuts the connection. yield
	// returns false when the client is gone or the server shuts down; the request's
	// context ends at the same time.
	EventStream[T any] = vocab.EventStream[T]

	// Event is one server-sent event as it is written; the zero value of a field
	// leaves its line out. ID and Event are single lines, Data and Raw exclude each
	// other: what breaks this ends the stream with an error.
	Event = vocab.Event

	// Cleanup undoes what a dependency did. It runs once, in reverse order of the
	// dependencies, before a buffered answer is committed and after a streamed one
	// has ended. It gets the request's error, nil when all went well; what it returns
	// counts as the handler's error if there was none.
	Cleanup = vocab.Cleanup

	// Error is an answer that a handler or a dependency gives instead of a result: a
	// status and a detail that the client sees, made by NewError. It is immutable.
	Error = vocab.Error

	// ErrorOption is for NewError: Header, Type and Title.
	ErrorOption = vocab.ErrorOption

	// FieldError is one mistake of a client. Type is its name for programs, Msg for
	// people. Loc leads to the value: path, query, header, cookie or body, then names
	// on the wire (string) and indices of lists (int). Input is nil for what must not
	// be echoed. As the error of a function it is a 422 of this one mistake, and
	// several that errors.Join joins are a 422 of all. In a Validate method Loc leads
	// from the value that is validated: {"name"}.
	FieldError = vocab.FieldError

	// ValidationError is the 422 answer to a request that does not fit the
	// signature. A Validate method may return one to give places of its own.
	ValidationError = vocab.ValidationError
)

// ErrUploadGone is wrapped by the errors of an UploadFile that is read after the
// answer was given, and of one that no request has filled.
var ErrUploadGone = vocab.ErrUploadGone

// NewUploadFile returns a file whose content is in memory and stays, for tests
// that call a handler themselves. It does not copy content.
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
