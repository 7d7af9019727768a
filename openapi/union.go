package openapi

import (
	"maps"
	"reflect"
	"slices"

	"github.com/signet-go/signet/internal/model"
)

// variant is a struct as part of a union. Its component is another than that
// of the struct alone, which has no tag.
type variant struct {
	union reflect.Type
	typ   *model.Type
}

// union describes an interface by its variants and the property that tells them
// apart.
func (b *Builder) union(t *model.Type, d direction) (schema, error) {
	var branches []any
	var mapping ordered
	for _, v := range t.Union.List {
		c, err := b.variant(t, v, d)
		if err != nil {
			return nil, err
		}
		r := ref{c, d}
		branches = append(branches, schema{"$ref": r})
		mapping.add(v.Tag, r, true)
	}
	return schema{
		"oneOf":         branches,
		"discriminator": ordered{{"propertyName", t.Union.Property}, {"mapping", mapping}},
	}, nil
}

func (b *Builder) variant(t *model.Type, v model.Variant, d direction) (*component, error) {
	key := variant{t.Go, v.Type}
	c := b.variants[key]
	if c == nil {
		c = b.newComponent(typeTitle(v.Type.Go.Name(), b.compat) + v.Type.Selected)
		c.typ, c.union = v.Type.Go, typeTitle(t.Go.Name(), b.compat)
		b.variants[key] = c
	}
	if c.shapes[d] != nil {
		return c, nil
	}
	c.shapes[d] = &shape{} // a variant that holds its union finds itself
	r, err := b.inline(v.Type, d)
	if err != nil {
		return nil, err
	}
	c.set(d, b.titled(b.tagged(r.schema, t.Union.Property, v.Tag), c.title))
	return c, nil
}

// tagged adds the tag to the schema of a struct, in place of a property of its
// name.
func (b *Builder) tagged(s schema, property, tag string) schema {
	own := b.titled(schema{"type": "string", "const": tag}, spacedTitle(property))
	properties := ordered{{property, own}}
	if known, ok := s["properties"].(ordered); ok {
		for _, m := range known {
			if m.name != property {
				properties = append(properties, m)
			}
		}
	}
	required := []any{property}
	switch known := s["required"].(type) {
	case []any:
		required = append(required, slices.DeleteFunc(slices.Clone(known), func(name any) bool { return name == property })...)
	case []string:
		for _, name := range known {
			if name != property {
				required = append(required, name)
			}
		}
	}
	s = maps.Clone(s)
	s["properties"], s["required"] = properties, required
	return s
}
