package openapi

import "github.com/swaggest/openapi-go/openapi31"

// Document is what an OpenAPI document says: about the API and about each of
// its operations, in the order in which they are to be shown.
type Document struct {
	Info
	Servers      []Server
	Tags         []Tag
	ExternalDocs *ExternalDocs
	Schemes      []Scheme
	Operations   []*Operation
	Webhooks     []Webhook
	Extensions   []Extension

	// Compat writes what FastAPI writes: titles on every schema and field, null
	// for optional parameters, its descriptions and its names for bodies.
	Compat bool
}

// Info says what the API is.
type Info struct {
	Title          string
	Summary        string
	Description    string // Markdown
	Version        string // of the API
	TermsOfService string // a URL
	Contact        *Contact
	License        *License
}

// Contact says whom to ask about the API; any field may be empty.
type Contact struct{ Name, URL, Email string }

// License names a license, by SPDX identifier or by URL, not both.
type License struct{ Name, Identifier, URL string }

// Server is where the API is served; the URL may hold {variables}.
type Server struct {
	URL         string
	Description string
	Variables   []ServerVariable
}

// ServerVariable is a part of a server's URL that a client chooses.
type ServerVariable struct {
	Name        string
	Default     string
	Enum        []string // empty: any text
	Description string
}

// Tag describes a tag; the order of tags is the order of the docs page.
type Tag struct {
	Name         string
	Description  string // Markdown
	ExternalDocs *ExternalDocs
}

// ExternalDocs is a link to documentation elsewhere.
type ExternalDocs struct{ URL, Description string }

// Extension is a member of the document or of an operation that OpenAPI does not
// know; its name begins with x-.
type Extension struct {
	Name  string
	Value any
}

// Webhook is a request that the API sends to its users.
type Webhook struct {
	Name      string
	Operation *Operation
}

func (i *Info) entity() openapi31.Info {
	e := openapi31.Info{
		Title:          i.Title,
		Summary:        optional(i.Summary),
		Description:    optional(i.Description),
		TermsOfService: optional(i.TermsOfService),
		Version:        i.Version,
	}
	if c := i.Contact; c != nil {
		e.Contact = &openapi31.Contact{Name: optional(c.Name), URL: optional(c.URL), Email: optional(c.Email)}
	}
	if l := i.License; l != nil {
		e.License = &openapi31.License{Name: l.Name, Identifier: optional(l.Identifier), URL: optional(l.URL)}
	}
	return e
}

func (s *Server) entity() openapi31.Server {
	e := openapi31.Server{URL: s.URL, Description: optional(s.Description)}
	for _, v := range s.Variables {
		e.WithVariablesItem(v.Name, openapi31.ServerVariable{Default: v.Default, Enum: v.Enum, Description: optional(v.Description)})
	}
	return e
}

func (t *Tag) entity() openapi31.Tag {
	return openapi31.Tag{Name: t.Name, Description: optional(t.Description), ExternalDocs: t.ExternalDocs.entity()}
}

func (d *ExternalDocs) entity() *openapi31.ExternalDocumentation {
	if d == nil {
		return nil
	}
	return &openapi31.ExternalDocumentation{URL: d.URL, Description: optional(d.Description)}
}

func (l *Link) entity() ordered {
	e := ordered{{"operationId", l.Operation}}
	e.add("parameters", l.Parameters, len(l.Parameters) > 0)
	e.add("description", l.Description, l.Description != "")
	return e
}

// optional returns nil for an empty text, so that the member is left out.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
