package openapi

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/swaggest/jsonschema-go"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// reflection is a type in a direction: what is reflected once.
type reflection struct {
	typ *model.Type
	in  direction
}

// reflected is the outcome, as jsonschema-go and as we want it.
type reflected struct {
	typed  jsonschema.Schema
	schema schema
}

// value describes any value of a type.
func (b *Builder) value(t *model.Type, d direction) (schema, error) {
	s, err := b.base(t.Base(), d)
	if err == nil && t.Secret() {
		s = secret(s, d)
	}
	if err == nil && t.Nullable() {
		s = nullable(s)
	}
	return s, err
}

// base describes a type that is neither a pointer nor an Opt: by a reference if
// it is a component.
func (b *Builder) base(t *model.Type, d direction) (schema, error) {
	c, err := b.component(t, d)
	if err != nil {
		return nil, err
	}
	if c != nil {
		return schema{"$ref": ref{c, d}}, nil
	}
	r, err := b.inline(t, d)
	if err != nil {
		return nil, err
	}
	return r.schema, nil
}

// typed is value for jsonschema-go's own use. References are marks.
func (b *Builder) typed(t *model.Type, d direction) (s jsonschema.Schema, err error) {
	c, err := b.component(t.Base(), d)
	if err != nil {
		return s, err
	}
	if c != nil {
		s.WithRef(ref{c, d}.mark())
	} else {
		r, err := b.inline(t.Base(), d)
		if err != nil {
			return s, err
		}
		s = r.typed
	}
	if t.Secret() {
		if s, err = typedSecret(s, d); err != nil {
			return s, typeError(t, err)
		}
	}
	if t.Nullable() && t.Base().Kind != model.Any {
		inner := s
		s = jsonschema.Schema{AnyOf: []jsonschema.SchemaOrBool{inner.ToSchemaOrBool(), jsonschema.Null.ToSchemaOrBool()}}
	}
	return s, nil
}

// component returns the component that describes the type, nil if it is
// described in place: a type without a name, or one that says too little.
func (b *Builder) component(t *model.Type, d direction) (*component, error) {
	if t.Go.Name() == "" || t.Go.PkgPath() == "" {
		return nil, nil
	}
	switch {
	case t.Kind == model.Struct && !opaque(t, d), t.Kind == model.Union, recursive(t):
	case declares(t):
		r, err := b.inline(t, d)
		if err != nil || !worthAName(r.schema) {
			return nil, err
		}
	default:
		return nil, nil
	}
	c := b.components[t]
	if c == nil {
		c = b.newComponent(typeTitle(t.Go.Name(), b.compat) + t.Selected)
		c.typ = t.Go
		b.components[t] = c
	}
	if c.shapes[d] == nil {
		c.shapes[d] = &shape{} // a recursive type finds itself
		r, err := b.inline(t, d)
		if err != nil {
			return nil, err
		}
		c.set(d, b.titled(r.schema, c.title))
	}
	return c, nil
}

func (b *Builder) newComponent(title string) *component {
	c := &component{id: len(b.ids), title: title}
	b.ids = append(b.ids, c)
	return c
}

const markPrefix = "signet:"

// mark is how jsonschema-go sees a reference: as a text.
func (r ref) mark() string { return markPrefix + strconv.Itoa(r.to.id) }

// resolved turns marks back into references.
func (b *Builder) resolved(s schema, d direction) schema {
	return mapRefs(s, func(v any) any {
		if text, ok := v.(string); ok && strings.HasPrefix(text, markPrefix) {
			if id, err := strconv.Atoi(text[len(markPrefix):]); err == nil {
				return ref{b.ids[id], d}
			}
		}
		return v
	}).(schema)
}

// inline reflects a type, once in each direction.
func (b *Builder) inline(t *model.Type, d direction) (*reflected, error) {
	key := reflection{t, d}
	if known := b.reflected[key]; known != nil {
		return known, nil
	}
	w := &walk{builder: b, typ: t, in: d}
	r, err := w.run()
	if err != nil {
		return nil, err
	}
	b.reflected[key] = r
	return r, nil
}

func (b *Builder) comment(t reflect.Type, field string) string {
	if b.comments == nil {
		return ""
	}
	return b.comments(t, field)
}

// declares reports whether a type tells jsonschema-go more than its Go kind.
func declares(t *model.Type) bool {
	pointer := reflect.PointerTo(t.Go)
	for _, i := range declaring {
		if pointer.Implements(i) {
			return true
		}
	}
	return choices(t) != nil
}

var declaring = [...]reflect.Type{
	reflect.TypeFor[jsonschema.Exposer](), reflect.TypeFor[jsonschema.RawExposer](), reflect.TypeFor[jsonschema.Preparer](),
	reflect.TypeFor[jsonschema.Enum](), reflect.TypeFor[jsonschema.NamedEnum](),
	reflect.TypeFor[jsonschema.OneOfExposer](), reflect.TypeFor[jsonschema.AnyOfExposer](), reflect.TypeFor[jsonschema.AllOfExposer](),
}

// choices returns the values that a type lists itself. What is wrong with them
// is reported where the type is read.
func choices(t *model.Type) []any {
	list, _ := constraint.Choices(t)
	return list
}

// opaque reports whether a struct writes itself in a way that nobody knows.
func opaque(t *model.Type, d direction) bool {
	return d == output && t.MarshalsJSON && !declares(t)
}

// worthAName reports whether a declared schema is more than a scalar with a
// format: enums, objects and unions.
func worthAName(s schema) bool {
	for _, keyword := range []string{"enum", "properties", "oneOf", "anyOf", "allOf"} {
		if s[keyword] != nil {
			return true
		}
	}
	return false
}

// recursive reports whether a list or a map contains itself without a struct in
// between, so that only a reference can describe it.
func recursive(t *model.Type) bool {
	seen := map[*model.Type]bool{}
	for inner := t; !seen[inner]; inner = inner.Elem {
		seen[inner] = true
		switch inner.Kind {
		case model.Slice, model.Array, model.Map, model.Pointer, model.Opt, model.Secret:
		default:
			return false
		}
		if inner.Elem == t {
			return true
		}
	}
	return false
}

func typeError(t *model.Type, err error) error { return fmt.Errorf("%v: %w", t.Go, err) }
