package openapi

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"

	"github.com/signet-go/signet/internal/constraint"
)

// schema is a JSON Schema. Once a function has returned one it is shared:
// whoever adds to it clones it first.
type schema = map[string]any

// nullable also allows null.
func nullable(s schema) schema {
	if len(s) == 0 {
		return s // anything, null included
	}
	return schema{"anyOf": []any{s, schema{"type": "null"}}}
}

// nonNull returns the schema that nullable was given.
func nonNull(s schema) (inner schema, null bool) {
	branches, ok := s["anyOf"].([]any)
	if !ok || len(branches) != 2 || len(s) != 1 {
		return s, false
	}
	last, ok := branches[1].(schema)
	if !ok || len(last) != 1 || last["type"] != "null" {
		return s, false
	}
	return branches[0].(schema), true
}

// constrain adds what rules check.
func constrain(s schema, rules *constraint.Rules) schema {
	if rules == nil {
		return s
	}
	inner, null := nonNull(s)
	out := maps.Clone(inner)
	for _, k := range rules.Keywords() {
		if k.Name == "exclusiveMinimum" {
			delete(out, "minimum") // an unsigned number's own, which is the weaker one
		}
		if !declared(inner, k) {
			out[k.Name] = k.Value
		}
	}
	for _, part := range []struct {
		name  string
		rules *constraint.Rules
	}{{"items", rules.Items()}, {"additionalProperties", rules.Items()}, {"propertyNames", rules.Keys()}} {
		inner, ok := out[part.name].(schema)
		if !ok && part.name == "propertyNames" {
			inner, ok = schema{}, part.rules != nil
		}
		if ok {
			out[part.name] = constrain(inner, part.rules)
		}
	}
	if names, ok := out["propertyNames"].(schema); ok {
		out["propertyNames"] = withTextChoices(names)
	}
	if null {
		return nullable(out)
	}
	return out
}

// withTextChoices has the values of an enum as keys of an object are: as text.
func withTextChoices(s schema) schema {
	list, ok := s["enum"].([]any)
	if !ok {
		return s
	}
	texts := make([]any, len(list))
	for i, v := range list {
		texts[i] = fmt.Sprint(v)
	}
	s = maps.Clone(s)
	s["enum"] = texts
	return s
}

// declared reports whether the component that s refers to says the keyword
// already, as an enum does.
func declared(s schema, k constraint.Keyword) bool {
	r, ok := s["$ref"].(ref)
	if !ok || r.to.shapes[r.in].schema[k.Name] == nil {
		return false
	}
	own, err := appendJSON(nil, r.to.shapes[r.in].schema[k.Name])
	if err != nil {
		return false
	}
	given, err := appendJSON(nil, k.Value)
	return err == nil && bytes.Equal(own, given)
}

// sameSchema compares two schemas; references are the same if they name the
// same component, whatever the direction.
func sameSchema(a, b any) bool {
	switch a := a.(type) {
	case schema:
		b, ok := b.(schema)
		return ok && maps.EqualFunc(a, b, sameSchema)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !sameSchema(a[i], b[i]) {
				return false
			}
		}
		return true
	case ordered:
		b, ok := b.(ordered)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if a[i].name != b[i].name || !sameSchema(a[i].value, b[i].value) {
				return false
			}
		}
		return true
	case ref:
		b, ok := b.(ref)
		return ok && a.to == b.to
	default:
		return reflect.DeepEqual(a, b)
	}
}

// eachRef calls visit for each reference in a part of a document.
func eachRef(v any, visit func(ref)) {
	switch v := v.(type) {
	case ref:
		visit(v)
	case schema:
		for _, inner := range v {
			eachRef(inner, visit)
		}
	case []any:
		for _, inner := range v {
			eachRef(inner, visit)
		}
	case ordered:
		for _, m := range v {
			eachRef(m.value, visit)
		}
	}
}

// mapRefs copies a part of a document with other values for its references.
func mapRefs(v any, change func(any) any) any {
	switch v := v.(type) {
	case schema:
		out := make(schema, len(v))
		for name, inner := range v {
			if name == "$ref" {
				out[name] = change(inner)
				continue
			}
			out[name] = mapRefs(inner, change)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = mapRefs(inner, change)
		}
		return out
	case ordered:
		out := make(ordered, len(v))
		for i, m := range v {
			out[i] = member{m.name, mapRefs(m.value, change)}
		}
		return out
	default:
		return v
	}
}
