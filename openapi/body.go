package openapi

import (
	"fmt"
	"slices"
	"strings"

	"github.com/swaggest/openapi-go/openapi31"

	"github.com/signet-go/signet/internal/model"
)

const jsonMedia = "application/json"

// describeBody describes the request's body: one value, an object that the
// properties or form fields of all inputs make up, or bytes.
func (b *Builder) describeBody(op *Operation, e *openapi31.Operation, used *used) error {
	body := openapi31.RequestBody{}
	var s schema
	var err error
	required := false
	whole, parts, raw := bodyInputs(op)
	switch {
	case whole != nil:
		s, err = b.field(&whole.Field, op.incoming(), use{null: whole.Nullable, title: spacedTitle(whole.GoName), bare: true})
		required = whole.Required
		body.Description = optional(whole.Doc.Description)
	case len(parts) > 0:
		s, required, err = b.describeParts(op, parts)
	case raw != nil:
		s, required = describeRaw(raw)
		body.Description = optional(raw.Doc.Description)
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
	types := b.mediaTypes(whole, parts, raw)
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
		media.Encoding = encodings(t, parts)
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

// bodyInputs picks what is read from the body: all of it, parts, or its bytes.
func bodyInputs(op *Operation) (whole *model.Input, parts []*model.Input, raw *model.Input) {
	for _, in := range op.Inputs {
		switch {
		case in.Source == model.Body:
			whole = in
		case in.Source == model.Raw || in.Source == model.Stream:
			raw = in
		case in.Source.InBody() && !in.Doc.Hidden:
			parts = appendInput(parts, in)
		}
	}
	return whole, parts, raw
}

const (
	urlencoded = "application/x-www-form-urlencoded"
	formData   = "multipart/form-data"
	octets     = "application/octet-stream"
)

// describeRaw describes bytes, which have no schema, or a form of which nothing
// is known.
func describeRaw(in *model.Input) (s schema, required bool) {
	if streamsForm(in) {
		return schema{"type": "object"}, true
	}
	return nil, in.Required
}

func streamsForm(in *model.Input) bool {
	return in.Source == model.Stream && in.Type.Go != model.ReaderType
}

// mediaTypes are those that the body may have. FastAPI documents one for a form.
func (b *Builder) mediaTypes(whole *model.Input, parts []*model.Input, raw *model.Input) []string {
	if whole == nil && len(parts) == 0 && raw != nil {
		switch types := raw.MediaTypes(); {
		case streamsForm(raw):
			return []string{formData}
		case types != nil:
			return types
		}
		return []string{octets}
	}
	types := []string{jsonMedia}
	for _, in := range parts {
		switch in.Source {
		case model.File:
			return []string{formData}
		case model.Form:
			types = []string{urlencoded, formData}
			if b.compat {
				types = types[:1]
			}
		}
	}
	return types
}

// encodings say which parts of a form have a content type of their own.
func encodings(media string, parts []*model.Input) map[string]openapi31.Encoding {
	var all map[string]openapi31.Encoding
	for _, in := range parts {
		types := in.MediaTypes()
		if in.InJSON() {
			types = []string{jsonMedia}
		}
		if types == nil || media != formData && media != urlencoded {
			continue
		}
		if all == nil {
			all = map[string]openapi31.Encoding{}
		}
		text := strings.Join(types, ", ")
		all[in.Name] = openapi31.Encoding{ContentType: &text}
	}
	return all
}

// describeParts makes a component of the parts, so that generated clients have a
// name for it.
func (b *Builder) describeParts(op *Operation, parts []*model.Input) (s schema, required bool, err error) {
	d := op.incoming()
	o := &object{closed: d == closed && !slices.ContainsFunc(op.Inputs, func(in *model.Input) bool { return in.Source.InBody() && in.Doc.Hidden })}
	for _, in := range parts {
		s, err := b.part(in, d)
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
	c.set(d, o.schema(title))
	return schema{"$ref": ref{c, d}}, len(o.required) > 0, nil
}

func (b *Builder) part(in *model.Input, d direction) (schema, error) {
	switch in.Source {
	case model.File:
		return b.file(in)
	case model.Form:
		if in.InJSON() {
			break
		}
		return b.field(&in.Field, d, use{null: b.compat && optionalType(in.Type), title: spacedTitle(in.Name), text: true})
	}
	return b.field(&in.Field, d, use{null: in.Nullable, title: spacedTitle(in.Name)})
}

func (b *Builder) file(in *model.Input) (schema, error) {
	media := octets
	if types := in.MediaTypes(); len(types) == 1 && !strings.Contains(types[0], "*") {
		media = types[0]
	}
	s := fileSchema(in.Type, media)
	if in.Type.Base().Kind == model.Slice { // how long the files are, a schema of text cannot say
		rules, err := b.checks.Field(&in.Field)
		if err != nil {
			return nil, err
		}
		s = constrain(s, rules)
	}
	s = b.titled(s, spacedTitle(in.Name))
	if b.compat && optionalType(in.Type) {
		s = nullable(s)
	}
	return s, annotate(s, &in.Field, use{text: true})
}

// fileSchema describes an upload: the bytes of one file, or a list of files.
func fileSchema(t *model.Type, media string) schema {
	file := schema{"type": "string", "contentMediaType": media}
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
