package openapi

import (
	"strings"

	"github.com/swaggest/openapi-go/openapi31"
)

// The functions here list an entity's members in the order in which people
// read them. Members that this package never sets are not listed; a test holds
// the outcome against the entities' own MarshalJSON.

func openPathItem(p *openapi31.PathItem) (o ordered) {
	for _, method := range []string{"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"} {
		op, _ := p.Operation(method) // these methods are known
		o.add(strings.ToLower(method), op, op != nil)
	}
	return append(o, sorted(p.MapOfAnything)...)
}

func openOperation(op *openapi31.Operation) (o ordered) {
	o.add("tags", op.Tags, len(op.Tags) > 0)
	o.text("summary", op.Summary)
	o.text("description", op.Description)
	o.text("operationId", op.ID)
	o.flag("deprecated", op.Deprecated)
	o.add("externalDocs", op.ExternalDocs, op.ExternalDocs != nil)
	o.add("servers", op.Servers, len(op.Servers) > 0)
	o.add("security", op.Security, len(op.Security) > 0)
	o.add("parameters", op.Parameters, len(op.Parameters) > 0)
	if op.RequestBody != nil {
		o.add("requestBody", op.RequestBody.RequestBody, true)
	}
	o.add("responses", op.Responses, op.Responses != nil)
	o.add("callbacks", op.Callbacks, len(op.Callbacks) > 0)
	return append(o, sorted(op.MapOfAnything)...)
}

func openParameter(p *openapi31.Parameter) (o ordered) {
	o.add("name", p.Name, true)
	o.add("in", string(p.In), true)
	o.flag("required", p.Required)
	o.text("description", p.Description)
	o.flag("deprecated", p.Deprecated)
	o.add("schema", p.Schema, len(p.Schema) > 0)
	if p.Style != nil {
		o.add("style", string(*p.Style), true)
	}
	o.flag("explode", p.Explode)
	return append(o, sorted(p.MapOfAnything)...)
}

func openRequestBody(r *openapi31.RequestBody) (o ordered) {
	o.text("description", r.Description)
	o.flag("required", r.Required)
	o.add("content", sorted(r.Content), true)
	return o
}

// openResponses puts the default last, where people look for the rest.
func openResponses(r *openapi31.Responses) (o ordered) {
	for _, m := range sorted(r.MapOfResponseOrReferenceValues) {
		o.add(m.name, m.value.(openapi31.ResponseOrReference).Response, true)
	}
	if r.Default != nil {
		o.add("default", r.Default.Response, true)
	}
	return o
}

func openResponse(r *openapi31.Response) (o ordered) {
	o.add("description", r.Description, true)
	o.add("headers", r.Headers, len(r.Headers) > 0)
	o.add("content", sorted(r.Content), len(r.Content) > 0)
	return append(o, sorted(r.MapOfAnything)...)
}

func openMediaType(m *openapi31.MediaType) (o ordered) {
	o.add("schema", m.Schema, len(m.Schema) > 0)
	o.add("encoding", m.Encoding, len(m.Encoding) > 0)
	return append(o, sorted(m.MapOfAnything)...)
}

func (o *ordered) text(name string, value *string) {
	if value != nil {
		o.add(name, *value, true)
	}
}

func (o *ordered) flag(name string, value *bool) {
	if value != nil {
		o.add(name, *value, true)
	}
}
