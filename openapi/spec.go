package openapi

import (
	"encoding/json"
	"fmt"

	"github.com/swaggest/openapi-go/openapi31"
)

// Spec returns the document as openapi-go's entity. It is the caller's own copy.
// Written again it has the same content, but paths and properties in
// alphabetical order, because the entity keeps them in maps.
func (r *Rendered) Spec() (*openapi31.Spec, error) {
	text, err := liftExamples(r.json.Body)
	if err != nil {
		return nil, err
	}
	spec := &openapi31.Spec{}
	if err := spec.UnmarshalJSON(text); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	if spec.Paths != nil {
		for path, item := range spec.Paths.MapOfPathItemValues {
			restoreItem(&item)
			spec.Paths.MapOfPathItemValues[path] = item
		}
	}
	for _, w := range spec.Webhooks {
		restoreItem(w.PathItem)
	}
	return spec, nil
}

// lifted is where named examples wait while the entities are read: openapi-go
// 0.2.60 refuses every example (its check for "not: {}" is the wrong way round).
const lifted = "x-signet-examples"

func liftExamples(text []byte) ([]byte, error) {
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	for _, part := range []string{"paths", "webhooks"} {
		liftFromItems(doc[part])
	}
	return json.Marshal(doc)
}

// members returns a JSON object's members, none of anything else.
func members(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

func liftFromItems(items any) {
	for _, item := range members(items) {
		for _, op := range members(item) {
			op := members(op) // extensions of a path item may be lists
			parameters, _ := op["parameters"].([]any)
			for _, p := range parameters {
				lift(members(p))
			}
			liftFromContent(op["requestBody"])
			for _, r := range members(op["responses"]) {
				liftFromContent(r)
			}
			for _, callback := range members(op["callbacks"]) {
				liftFromItems(callback)
			}
		}
	}
}

func liftFromContent(body any) {
	for _, media := range members(members(body)["content"]) {
		lift(members(media))
	}
}

func lift(holder map[string]any) {
	if examples, ok := holder["examples"]; ok {
		holder[lifted] = examples
		delete(holder, "examples")
	}
}

// restoreItem puts back what the entities lose when they are read or written.
func restoreItem(item *openapi31.PathItem) {
	for _, op := range []*openapi31.Operation{item.Get, item.Put, item.Post, item.Delete, item.Options, item.Head, item.Patch, item.Trace} {
		if op != nil {
			restoreOperation(op)
		}
	}
}

func restoreOperation(op *openapi31.Operation) {
	if op.Security != nil && len(op.Security) == 0 {
		op.WithMapOfAnythingItem("security", []any{}) // omitempty would make it unspoken
	}
	for _, p := range op.Parameters {
		p.Parameter.Examples = restoreExamples(p.Parameter.MapOfAnything)
	}
	if op.RequestBody != nil {
		restoreContent(op.RequestBody.RequestBody.Content)
	}
	if op.Responses != nil {
		for _, r := range op.Responses.MapOfResponseOrReferenceValues {
			restoreContent(r.Response.Content)
		}
		if op.Responses.Default != nil {
			restoreContent(op.Responses.Default.Response.Content)
		}
	}
	for _, c := range op.Callbacks {
		for _, item := range c.Callbacks.AdditionalProperties {
			restoreItem(item.PathItem)
		}
	}
}

func restoreContent(content map[string]openapi31.MediaType) {
	for name, media := range content {
		media.Examples = restoreExamples(media.MapOfAnything)
		if media.Schema != nil && len(media.Schema) == 0 {
			media.WithMapOfAnythingItem("schema", schema{}) // as describeMedia
		}
		content[name] = media
	}
}

func restoreExamples(rest map[string]any) map[string]openapi31.ExampleOrReference {
	list := members(rest[lifted])
	delete(rest, lifted)
	var out map[string]openapi31.ExampleOrReference
	for name, v := range list {
		x := members(v)
		summary, _ := x["summary"].(string)
		description, _ := x["description"].(string)
		value := x["value"]
		if out == nil {
			out = map[string]openapi31.ExampleOrReference{}
		}
		out[name] = openapi31.ExampleOrReference{Example: &openapi31.Example{
			Summary: optional(summary), Description: optional(description), Value: &value,
		}}
	}
	return out
}
