package signet

import (
	"net/http"
	"time"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// The audiences of options. Their methods are unexported, so that the compiler
// refuses an option where it means nothing: New(Status(201)) does not build.
type (
	// Option is for New.
	Option interface{ applyToApp(*config) }

	// GroupOption is for App.Group, NewGroup and Include.
	GroupOption interface{ applyToGroup(*layer.Settings) }

	// RouteOption is for GET and the other verbs.
	RouteOption interface{ applyToRoute(*layer.Settings) }

	// HandleOption is for Handle: a Route, or what holds for all its routes.
	HandleOption interface{ applyToHandle(*handling) }

	// FrontendOption is for Frontend.
	FrontendOption interface{ applyToFrontend(*frontend) }

	// LayerOption is for any layer.
	LayerOption interface {
		Option
		GroupOption
		RouteOption
		HandleOption
		FrontendOption
	}

	// OperationOption is for a route, or for all routes of a Handle.
	OperationOption interface {
		RouteOption
		HandleOption
	}
)

// layerOption is a setting of any layer.
type layerOption struct {
	name string
	set  func(*layer.Settings)
}

func (o layerOption) applyToApp(c *config)           { o.set(c.settings) }
func (o layerOption) applyToGroup(s *layer.Settings) { o.set(s) }
func (o layerOption) applyToRoute(s *layer.Settings) { o.set(s) }
func (o layerOption) applyToHandle(h *handling)      { o.set(h.settings) }
func (o layerOption) applyToFrontend(f *frontend)    { o.set(f.settings) }

// String is the option's name.
func (o layerOption) String() string { return o.name }

// Tags adds tags to the operations in the document, those of outer layers first.
func Tags(names ...string) LayerOption {
	return layerOption{"Tags", func(s *layer.Settings) { s.Tags = append(s.Tags, names...) }}
}

// Deprecated marks the operations as deprecated in the document. No inner layer
// can take it back.
func Deprecated() LayerOption {
	return layerOption{"Deprecated", func(s *layer.Settings) { s.Deprecated = true }}
}

// Hidden leaves the operations out of the document; they are served all the same.
// No inner layer can take it back.
func Hidden() LayerOption {
	return layerOption{"Hidden", func(s *layer.Settings) { s.Hidden = true }}
}

// Use adds middleware to a layer, outermost first. See App.Use.
func Use(mw ...func(http.Handler) http.Handler) LayerOption {
	return layerOption{"Use", func(s *layer.Settings) { s.Middleware = append(s.Middleware, mw...) }}
}

// MaxBody limits the body of requests, in bytes: JSON, forms, a RawBody, an
// io.Reader, and of forms with files all that is no file. The default, which 0
// stands for, is 1 MiB; a body of exactly the limit is taken, a larger one is
// answered with 413.
func MaxBody(bytes int64) LayerOption {
	return layerOption{"MaxBody", func(s *layer.Settings) { s.MaxBody = &bytes }}
}

// MaxUpload limits the whole body of forms with files and of bodies that are
// handed on as they arrive, in bytes; an io.Reader has MaxBody's limit without
// it. The default, which 0 stands for, is 32 MiB; a larger body is answered with
// 413. What is no file in a form has MaxBody's limit too.
func MaxUpload(bytes int64) LayerOption {
	return layerOption{"MaxUpload", func(s *layer.Settings) { s.MaxUpload = &bytes }}
}

// GzipRequests takes bodies with Content-Encoding: gzip. The limits hold for
// what is inside, too. Without it, and for any other coding, the answer is 415.
func GzipRequests() LayerOption {
	return layerOption{"GzipRequests", func(s *layer.Settings) { s.Gzip = yes() }}
}

// Strict refuses members of JSON objects and fields of forms that no field reads, with the error
// type extra_forbidden, and the document forbids them (additionalProperties:
// false). By default they are skipped.
func Strict() LayerOption {
	return layerOption{"Strict", func(s *layer.Settings) { s.Strict = yes() }}
}

// StrictTypes turns off the coercion of JSON values: "5" is no number then, 1
// no bool. Parameters are text and always converted.
func StrictTypes() LayerOption {
	return layerOption{"StrictTypes", func(s *layer.Settings) { s.StrictTypes = yes() }}
}

// StrictContentType(false) takes a body without a Content-Type as JSON. By
// default a JSON body has to be declared as application/json or
// application/*+json.
func StrictContentType(strict bool) LayerOption {
	return layerOption{"StrictContentType", func(s *layer.Settings) { s.StrictContentType = &strict }}
}

// ProblemJSON answers errors as application/problem+json (RFC 9457), and says
// so in the document. Unmatched paths follow the app's layer.
func ProblemJSON() LayerOption {
	return layerOption{"ProblemJSON", func(s *layer.Settings) { s.Problem = yes() }}
}

// OnError lets f answer errors of the layer: those that f's argument takes by
// its type, as errors.As finds it, or all where it is error. With statuses only
// those that would be answered with one of them: a *ValidationError with 422, an
// *Error with its own, any other error and a panic with 500.
//
// Beside the error f may take context.Context, *http.Request, *RouteInfo (nil
// where no route was matched), *Reply and http.ResponseWriter. It returns
//
//   - nothing, or nil: the error stays as it is;
//   - an error, which takes its place;
//   - T or (T, error): the answer, as of a handler. Its status is that of an
//     envelope, of one of several answers, of Reply, or the error's own;
//   - or it writes the answer itself. It is sent when f has returned.
//
// The innermost layer comes first. In a layer functions for statuses come first,
// then those for a concrete type, for an interface, for error; of several alike
// the last. An answer is final; an error that takes another's place goes on to
// the functions that were not asked yet, in the layer and further out. Headers
// of an *Error stay in the answer as long as the status does.
//
// The app's functions also answer where no route matches: OnError(f, 404, 405).
// An internal error is logged unless it is answered below 500, a panic always;
// what f answers is up to f. If f panics or its answer cannot be encoded, that is
// logged and the answer is an opaque 500.
//
// The document follows what signatures tell: an answer T to *ValidationError is
// described as 422, one to *Error at each of Raises and of the credentials. For
// another status that f chooses see Raises and Response.
func OnError(f any, statuses ...int) LayerOption {
	declared := &layer.ErrorFunc{Func: f, Statuses: statuses, Place: caller.Here(1)}
	return layerOption{"OnError", func(s *layer.Settings) { s.OnError = append(s.OnError, declared) }}
}

// KeepAlive sets how long an event stream may be idle before a comment is sent,
// which keeps proxies and clients from giving up. The default is 15 seconds; 0
// sends none. The innermost layer counts.
func KeepAlive(idle time.Duration) LayerOption {
	return layerOption{"KeepAlive", func(s *layer.Settings) { s.KeepAlive = &idle }}
}

// ETag gives buffered answers of status 200 to GET and HEAD an entity tag, so that
// a client which has the answer already gets a 304 without a body (RFC 9110, 13):
// what the method ETag() string of the result, or of an envelope's body, returns
// (quotes are added where they lack, "" is no tag); without that method a hash of
// the encoded body. A tag that the handler sets itself, on *Reply or in an
// envelope, stays as it is. Where a Codec has chosen the form, the method's tag
// names it. If-Match that does not fit is a 412.
//
// The handler runs all the same: what is saved is the way to the client. For
// conditions of requests that change something, or that shall be answered before
// the work, take Preconditions.
func ETag() LayerOption {
	return layerOption{"ETag", func(s *layer.Settings) { s.ETag = yes() }}
}

func yes() *bool {
	b := true
	return &b
}

// Templates renders views with r, such as a *template.Template of html/template,
// which escapes what it inserts. The templates of text/template do not. The
// innermost layer's are taken; r is called by many goroutines.
func Templates(r Renderer) LayerOption {
	return layerOption{"Templates", func(s *layer.Settings) { s.Renderer = r }}
}

// Responses documents several answers, those that Response returned: a list that
// many routes share.
func Responses(list ...LayerOption) LayerOption {
	return layerOption{"Responses", func(s *layer.Settings) {
		for _, o := range list {
			if o != nil {
				o.applyToRoute(s)
			}
		}
	}}
}

// Extension adds a member to the operations in the document; its name begins
// with x-, its value is any that encoding/json can write. All else is a mistake
// that App.Err reports.
func Extension(name string, value any) LayerOption {
	return layerOption{"Extension", func(s *layer.Settings) {
		s.Extensions = append(s.Extensions, layer.Extension{Name: name, Value: value})
	}}
}

// prefix is a path in front of a group's routes.
type prefix string

// Prefix sets the path in front of the routes of a group. It begins with a
// slash and does not end with one.
func Prefix(path string) GroupOption { return prefix(path) }

func (p prefix) applyToGroup(s *layer.Settings) { s.Prefix = string(p) }
