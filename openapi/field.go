package openapi

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/signet-go/signet/internal/model"
)

// use is where a field stands.
type use struct {
	null  bool // null may be sent
	title string
	bare  bool // description and deprecation stand beside the schema
	text  bool // it travels as texts, not as JSON
}

// fieldKey is all that the schema of a field depends on.
type fieldKey struct {
	typ    *model.Type
	tag    reflect.StructTag
	quoted bool
	preset string // the default
	doc    model.Doc
	in     direction
	use    use
}

// field returns the schema of a field: its type's, with its own constraints and
// documentation. Parameters of embedded structs come back on every route, so
// that it is made once.
func (b *Builder) field(f *model.Field, d direction, u use) (schema, error) {
	key := fieldKey{f.Type, f.Tag, f.Quoted, f.Default, f.Doc, d, u}
	if known := b.fields[key]; known != nil {
		return known, nil
	}
	s, err := b.describeField(f, d, u)
	if err == nil {
		b.fields[key] = s
	}
	return s, err
}

func (b *Builder) describeField(f *model.Field, d direction, u use) (schema, error) {
	s, err := b.base(f.Type.Base(), d)
	if err != nil {
		return nil, err
	}
	if f.Type.Secret() {
		s = secret(s, d)
	}
	if u.text {
		s = asText(s, f.Type.Base())
	}
	switch {
	case f.Quoted:
		s = schema{"type": "string"}
	case f.Type.Secret() && d == output: // asterisks, whatever the value
	default:
		rules, err := b.checks.Field(f)
		if err != nil {
			return nil, err
		}
		s = constrain(s, rules)
	}
	if f.Doc.Format != "" && !f.Type.Secret() {
		s = formatted(s, f.Doc.Format)
	}
	title := b.titled(s, u.title)["title"] // of what is inside: null adds no name
	if u.null {
		s = nullable(s)
	}
	s = maps.Clone(s)
	if title != nil && s["title"] == nil {
		s["title"] = title
	}
	return s, annotate(s, f, u)
}

// formatted gives a schema a format. A list or map passes it on to what it
// holds, but for a password, which is all of it.
func formatted(s schema, format string) schema {
	s = maps.Clone(s)
	for _, inner := range []string{"items", "additionalProperties"} {
		held, ok := s[inner].(schema)
		if !ok || format == "password" {
			continue
		}
		held, null := nonNull(held)
		if s[inner] = formatted(held, format); null {
			s[inner] = nullable(formatted(held, format))
		}
		return s
	}
	s["format"] = format
	return s
}

// asText describes bytes that do not travel as JSON, on their own or in a list
// or map: they are the text itself.
func asText(s schema, t *model.Type) schema {
	inner := ""
	switch t.Kind {
	case model.Bytes:
		s = maps.Clone(s)
		delete(s, "contentEncoding")
		return s
	case model.Slice, model.Array, model.Set:
		inner = "items"
	case model.Map:
		inner = "additionalProperties"
	}
	held, ok := s[inner].(schema)
	if !ok {
		return s
	}
	held, null := nonNull(held)
	held = asText(held, t.Elem.Base())
	if null {
		held = nullable(held)
	}
	s = maps.Clone(s)
	s[inner] = held
	return s
}

// annotate adds what a field's tags tell the document alone.
func annotate(s schema, f *model.Field, u use) error {
	if f.Doc.Title != "" {
		s["title"] = f.Doc.Title
	}
	if !u.bare {
		if f.Doc.Description != "" {
			s["description"] = f.Doc.Description
		}
		if f.Doc.Deprecated {
			s["deprecated"] = true
		}
	}
	if f.Doc.ReadOnly {
		s["readOnly"] = true
	}
	if f.Doc.WriteOnly {
		s["writeOnly"] = true
	}
	if f.HasDefault && f.Doc.Format != "password" && !f.Type.HoldsSecret() {
		s["default"] = literal(f, f.Default, u)
	}
	if f.Doc.Example != "" {
		s["examples"] = []any{literal(f, f.Doc.Example, u)}
	}
	if text, ok := f.Tag.Lookup("examples"); ok {
		var list []json.RawMessage
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			return fmt.Errorf("tag examples:%q is not a JSON array", text)
		}
		s["examples"] = list
	}
	return nil
}

// literal is the value that a tag writes as text: scalars as they are in a
// query, everything else as JSON. What does not fit is shown as it was written.
func literal(f *model.Field, text string, u use) any {
	kind := f.Type.Base().Kind
	switch {
	case kind == model.Bytes && !u.text:
		return base64.StdEncoding.EncodeToString([]byte(text))
	case f.Quoted:
		return text
	case kind == model.Bool:
		switch strings.ToLower(text) {
		case "true", "1", "t", "yes", "y", "on":
			return true
		case "false", "0", "f", "no", "n", "off":
			return false
		}
		return text
	case kind == model.Int, kind == model.Uint, kind == model.Float, kind == model.Number,
		kind == model.BigInt, kind == model.BigFloat, kind == model.BigRat, unixTime(f.Type.Base()), !kind.Scalar():
		if json.Valid([]byte(text)) {
			return json.RawMessage(text)
		}
	}
	return text
}

// unixTime reports whether a time travels as a number.
func unixTime(t *model.Type) bool { return t.Layout == model.Unix || t.Layout == model.UnixMilli }
