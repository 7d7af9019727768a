package openapi

import "github.com/signet-go/signet/internal/model"

// Operation is one method on one path.
type Operation struct {
	Method       string // upper case; one that OpenAPI does not know is listed beside the others
	Path         string // /items/{item_id}, without convertors
	ID           string // unique in the document; may be empty
	Summary      string
	Description  string // Markdown
	Tags         []string
	Deprecated   bool
	ExternalDocs *ExternalDocs
	Servers      []Server

	// Inputs are the fields of all request structs, resolved for this route. Of
	// two parameters of one name the first is described, required if one of them
	// is; so are body properties.
	Inputs []*model.Input
	Strict bool // unknown members of the body are refused
	// Wildcards are the names in the path, from left to right; one that no
	// input reads is described as a string.
	Wildcards []string
	// Body describes a body that no input reads, or adds to what inputs say.
	Body *Body

	Responses []Response // the successful one first
	// ValidationError adds the answer 422, unless Responses has 4XX, the default,
	// or a 422 that is no Error.
	ValidationError bool
	Problem         bool // error answers are application/problem+json

	// Security lists alternatives. Nil says nothing; empty says that the operation
	// is public.
	Security []Requirement

	ParamExamples map[string][]Example // by the parameter's name
	BodyExamples  []Example
	Callbacks     []Callback
	Extensions    []Extension
}

// incoming is the direction of what the client sends in the body.
func (op *Operation) incoming() direction {
	if op.Strict {
		return closed
	}
	return input
}

// Body describes the request's body.
type Body struct {
	Description string
	MediaTypes  []string    // none: what the inputs ask for, application/json without inputs
	Type        *model.Type // of a body that no input reads; nil: not described further
	Required    bool        // of a body that no input reads
}

// Response is one answer. Several of one status are one entry with the content
// of all.
type Response struct {
	Status      int    // 200; 0 is the default response, 1 to 5 are 1XX to 5XX
	Description string // empty: the status' text
	// Type is the type of the body, of each item if Stream. Nil without a
	// MediaType is an answer without a body.
	Type      *model.Type
	MediaType string // empty: application/json
	Stream    bool   // text/event-stream or JSON Lines of Type
	Error     bool   // the framework's error body; Type and MediaType do not count
	Headers   []*model.Field
	Cookies   []*model.Field // described as Set-Cookie
	Examples  []Example
	Links     []Link

	Extensions []Extension
}

// Link says how an answer leads to another operation.
type Link struct {
	Name        string
	Operation   string         // its ID
	Parameters  map[string]any // constants and expressions, by name
	Description string         // Markdown
}

// Example is a named example of a parameter or a body.
type Example struct {
	Name, Summary, Description string
	Value                      any
}

// Callback is a request that the API sends when the operation asks for it, to
// the URL that the expression gives: {$request.body#/callback_url}.
type Callback struct {
	Name, Expression string
	Operation        *Operation
}
