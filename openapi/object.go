package openapi

import (
	"fmt"
	"maps"

	"github.com/signet-go/signet/internal/model"
)

// object is what the model says of a struct.
type object struct {
	properties ordered
	required   []string
	closed     bool // there are no other members
}

// object describes the members of a struct in one direction.
func (b *Builder) object(t *model.Type, d direction) (*object, error) {
	o := &object{closed: d == closed}
	for _, f := range t.Object.Fields {
		o.closed = o.closed && !f.Doc.Hidden
		if f.Doc.Hidden || f.Doc.ReadOnly && d != output || f.Doc.WriteOnly && d == output {
			continue
		}
		s, err := b.field(f, d, use{null: f.Nullable, title: spacedTitle(f.Name)})
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.GoName, err)
		}
		if s["description"] == nil {
			if text := b.comment(t.Go, f.GoName); text != "" {
				s = maps.Clone(s)
				s["description"] = text
			}
		}
		o.add(f.Name, s, b.present(f, d))
	}
	return o, nil
}

func (o *object) add(name string, s schema, required bool) {
	o.properties = append(o.properties, member{name, s})
	if required {
		o.required = append(o.required, name)
	}
}

// schema returns the object as a schema of its own.
func (o *object) schema(title string) schema {
	s := schema{"type": "object", "properties": o.properties}
	if len(o.required) > 0 {
		s["required"] = o.required
	}
	if o.closed {
		s["additionalProperties"] = false
	}
	if title != "" {
		s["title"] = title
	}
	return s
}

// present reports whether a member is always there: what a client has to send,
// and what the encoder writes whatever the value. FastAPI says the same of both.
// Nothing is written of an embedded pointer that is nil.
func (b *Builder) present(f *model.Field, d direction) bool {
	if d == output && len(f.Hops) > 0 {
		return false
	}
	if f.OmitNull || f.OmitDefault || f.OmitAbsent { // by a selection, which answers have
		return false
	}
	if d != output || b.compat {
		return f.Required
	}
	return !f.OmitEmpty && !f.OmitZero
}
