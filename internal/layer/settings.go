package layer

import (
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/vocab"
)

// Settings is what one layer says; a zero or nil field says nothing.
type Settings struct {
	Name  string // for messages: app, group /v1, function shop.ListItems, route
	Place caller.Place

	Prefix     string
	Depends    []*Dependency
	Public     bool // outer dependencies with credentials in their chain do not count
	Middleware []func(http.Handler) http.Handler
	OnError    []*ErrorFunc

	// Answers and limits; the innermost layer that speaks wins.
	MaxBody           *int64
	MaxUpload         *int64
	Gzip              *bool // requests may be compressed
	Strict            *bool
	StrictTypes       *bool
	StrictContentType *bool
	Problem           *bool
	KeepAlive         *time.Duration // of event streams; 0 for none
	ETag              *bool          // good answers have entity tags
	Status            int
	ResponseModel     reflect.Type
	Selection         jsonplan.Selection
	ContentType       string         // of answers that are not JSON by themselves
	Renderer          vocab.Renderer // of views

	Roles  []string // for dependencies to read, each once
	Scopes []string // OAuth2 scopes that the layer requires, each once

	Doc
}

// Dependency is a Depends or a Provide as it was written. Its function is read
// at link time, for a group may be part of several apps. Its address is its
// identity among apps.
type Dependency struct {
	Func          any
	Place         caller.Place // of the call of Depends or Provide
	Runs          bool         // Depends: runs for every route of the layer
	NoCache       bool
	AfterResponse bool
	Raises        []*vocab.Error
	Scopes        []string // OAuth2 scopes that it requires
}

// ErrorFunc is an OnError as it was written. Its function is read at link time.
type ErrorFunc struct {
	Func     any
	Statuses []int // none: any
	Place    caller.Place
}

// Doc is what a layer tells the document.
type Doc struct {
	Tags       []string // outer layers' first
	Deprecated bool     // one layer is enough
	Hidden     bool     // one layer is enough
	Responses  []Response
	Raises     []*vocab.Error // answers that functions give as errors
	Extensions []Extension

	// Of a route or a function; the innermost wins.
	RouteName           string
	OperationID         string
	Summary             string
	Description         string
	ResponseDescription string
	Examples            []Example
	ParamExamples       []ParamExamples
	Callbacks           []Outgoing
}

// Outgoing is a request that the app sends: a webhook, or a callback.
type Outgoing struct {
	Name       string
	Expression string // where a callback goes; empty for a webhook
	Method     string
	Func       any // with the signature of the receiver's handler
	Settings   *Settings
}

// Response is a documented answer beside the one that the signature says.
type Response struct {
	Status      int
	Model       reflect.Type // nil: no content
	Description string
	Content     []Content // of other media types
	Headers     []ResponseHeader
	Links       []Link
	Examples    []Example // of the model
}

// Content is a body of another media type; a nil model says nothing about it.
type Content struct {
	MediaType string
	Model     reflect.Type
}

// ResponseHeader is a header of a documented answer.
type ResponseHeader struct {
	Name, Description string
	Model             reflect.Type
}

// Link says which operation goes on from an answer.
type Link struct {
	Name, OperationID, Description string
	Parameters                     map[string]any
}

// Extension is a member x-… of an operation.
type Extension struct {
	Name  string
	Value any
}

// ParamExamples are examples of the parameter with the name.
type ParamExamples struct {
	Name string
	List []Example
}

// Example is a named example of a body or a parameter.
type Example struct {
	Name, Summary, Description string
	Value                      any
}

// Fold lays layers over each other, outermost first. What each layer declares
// as dependencies, scopes, middleware and OnError stays with its layer.
func Fold(layers []*Settings) Settings {
	var sum Settings
	for _, l := range layers {
		sum.Prefix += l.Prefix
		override(&sum.MaxBody, l.MaxBody)
		override(&sum.MaxUpload, l.MaxUpload)
		override(&sum.Gzip, l.Gzip)
		override(&sum.Strict, l.Strict)
		override(&sum.StrictTypes, l.StrictTypes)
		override(&sum.StrictContentType, l.StrictContentType)
		override(&sum.Problem, l.Problem)
		override(&sum.KeepAlive, l.KeepAlive)
		override(&sum.ETag, l.ETag)
		replace(&sum.Status, l.Status)
		replace(&sum.ResponseModel, l.ResponseModel)
		addSelection(&sum.Selection, &l.Selection)
		replace(&sum.ContentType, l.ContentType)
		if l.Renderer != nil {
			sum.Renderer = l.Renderer
		}
		sum.Roles = addNew(sum.Roles, l.Roles)
		sum.Doc.add(&l.Doc)
	}
	return sum
}

func (d *Doc) add(l *Doc) {
	d.Tags = append(d.Tags, l.Tags...)
	d.Deprecated = d.Deprecated || l.Deprecated
	d.Hidden = d.Hidden || l.Hidden
	for _, r := range l.Responses {
		d.Responses = addResponse(d.Responses, r)
	}
	d.Raises = append(d.Raises, l.Raises...)
	d.Extensions = append(d.Extensions, l.Extensions...)
	replace(&d.RouteName, l.RouteName)
	replace(&d.OperationID, l.OperationID)
	replace(&d.Summary, l.Summary)
	replace(&d.Description, l.Description)
	replace(&d.ResponseDescription, l.ResponseDescription)
	d.Examples = append(d.Examples, l.Examples...)
	d.ParamExamples = append(d.ParamExamples, l.ParamExamples...)
	d.Callbacks = append(d.Callbacks, l.Callbacks...)
}

// addSelection lets an inner layer's lists win; one layer is enough to omit.
func addSelection(sum, l *jsonplan.Selection) {
	if len(l.Include) > 0 {
		sum.Include = l.Include
	}
	if len(l.Exclude) > 0 {
		sum.Exclude = l.Exclude
	}
	sum.OmitNull = sum.OmitNull || l.OmitNull
	sum.OmitDefaults = sum.OmitDefaults || l.OmitDefaults
	sum.OmitAbsent = sum.OmitAbsent || l.OmitAbsent
}

// addResponse puts an inner layer's response in place of an outer one's of the
// same status.
func addResponse(list []Response, r Response) []Response {
	for i := range list {
		if list[i].Status == r.Status {
			list[i] = r
			return list
		}
	}
	return append(list, r)
}

// addNew appends the names that list lacks.
func addNew(list, names []string) []string {
	for _, name := range names {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

func override[T any](sum **T, v *T) {
	if v != nil {
		*sum = v
	}
}

func replace[T comparable](sum *T, v T) {
	var zero T
	if v != zero {
		*sum = v
	}
}

// Middleware returns the wrappers of the given layers, outermost first.
func Middleware(layers []*Settings) []func(http.Handler) http.Handler {
	var all []func(http.Handler) http.Handler
	for _, l := range layers {
		all = append(all, l.Middleware...)
	}
	return all
}
