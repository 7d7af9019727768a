package openapi

import (
	"fmt"
	"strings"

	"github.com/swaggest/openapi-go/openapi31"

	"github.com/signet-go/signet/internal/model"
)

const jsonMedia = "application/json"

// describeBody describes the request's body: one value, or an object that the
// properties and form fields of all inputs make up.
func (b *Builder) describeBody(op *Operation, e *openapi31.Operation, used *used) error {
	body := openapi31.RequestBody{}
	var s schema
	var err error
	required := false
	whole, parts := bodyInputs(op)
	switch {
	case whole != nil:
		s, err = b.field(&whole.Field, input, use{null: whole.Nullable, title: spacedTitle(whole.GoName), bare: true})
		required = whole.Required
		body.Description = optional(whole.Doc.Description)
	case len(parts) > 0:
		s, required, err = b.describeParts(op, parts)
	case op.Body == nil:
		return nil
	case op.Body.Type != nil:
		s, err = b.value(op.Body.Type, input)
	}
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	media := openapi31.MediaType{}
	describeMedia(&media, s, used)
	if len(op.BodyExamples) > 0 {
		media.WithMapOfAnythingItem("examples", namedExamples(op.BodyExamples))
	}
	types := mediaTypes(whole, parts)
	if d := op.Body; d != nil {
		required = required || d.Required
		if d.Description != "" {
			body.Description = &d.Description
		}
		if len(d.MediaTypes) > 0 {
			types = d.MediaTypes
		}
	}
	for _, t := range types {
		body.WithContentItem(t, media)
	}
	if required {
		body.WithRequired(true)
	}
	e.WithRequestBody(openapi31.RequestBodyOrReference{RequestBody: &body})
	return nil
}

// describeMedia sets the schema of a body. The entity drops one that allows
// anything, so it goes in by the side door; nil is no schema.
func describeMedia(m *openapi31.MediaType, s schema, used *used) {
	switch {
	case len(s) > 0:
		m.Schema = s
		eachRef(s, used.add)
	case s != nil:
		m.WithMapOfAnythingItem("schema", s)
	}
}

// bodyInputs picks what is read from the body: all of it, or parts.
func bodyInputs(op *Operation) (whole *model.Input, parts []*model.Input) {
	for _, in := range op.Inputs {
		switch {
		case in.Source == model.Body:
			whole = in
		case in.Source.InBody() && !in.Doc.Hidden:
			parts = appendInput(parts, in)
		}
	}
	return whole, parts
}

func mediaTypes(whole *model.Input, parts []*model.Input) []string {
	media := jsonMedia
	for _, in := range parts {
		switch in.Source {
		case model.File:
			return []string{"multipart/form-data"}
		case model.Form:
			media = "application/x-www-form-urlencoded"
		}
	}
	return []string{media}
}

// describeParts makes a component of the parts, so that generated clients have a
// name for it.
func (b *Builder) describeParts(op *Operation, parts []*model.Input) (s schema, required bool, err error) {
	o := &object{}
	for _, in := range parts {
		s, err := b.part(in)
		if err != nil {
			return nil, false, fmt.Errorf("%s %q: %w", in.Source, in.Name, err)
		}
		o.add(in.Name, s, in.Required)
	}
	c := &component{title: bodyTitle(op, b.compat)}
	title := ""
	if b.compat {
		title = c.title
	}
	c.set(input, o.schema(title))
	return schema{"$ref": ref{c, input}}, len(o.required) > 0, nil
}

func (b *Builder) part(in *model.Input) (schema, error) {
	switch in.Source {
	case model.File:
		s := b.titled(fileSchema(in.Type), spacedTitle(in.Name))
		if b.compat && optionalType(in.Type) {
			s = nullable(s)
		}
		return s, annotate(s, &in.Field, use{text: true})
	case model.Form:
		return b.field(&in.Field, input, use{null: b.compat && optionalType(in.Type), title: spacedTitle(in.Name), text: true})
	default:
		return b.field(&in.Field, input, use{null: in.Nullable, title: spacedTitle(in.Name)})
	}
}

// fileSchema describes an upload: the bytes of one file, or a list of files.
func fileSchema(t *model.Type) schema {
	file := schema{"type": "string", "contentMediaType": "application/octet-stream"}
	if k := t.Base().Kind; k == model.Slice || k == model.Array {
		return schema{"type": "array", "items": file}
	}
	return file
}

// bodyTitle names the component of a body that is made of parts.
func bodyTitle(op *Operation, compat bool) string {
	id := op.ID
	if id == "" {
		id = keyText(strings.ToLower(op.Method) + op.Path)
	}
	if compat {
		return "Body_" + id
	}
	return capital(id) + "Body"
}
