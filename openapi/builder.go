package openapi

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"sync"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// Comments returns what the source says about a type (field is empty) or about
// its field, named as in model.Field.GoName; empty if it says nothing. Tags and
// methods that describe win over it.
type Comments func(t reflect.Type, field string) string

// Builder renders documents. It remembers the schemas of types, so that a
// second Build after a change of routes is cheap. It is safe for concurrent use.
type Builder struct {
	types    *model.Reader
	checks   *constraint.Compiler
	comments Comments

	mu         sync.Mutex // guards the fields below
	compat     bool       // of the remembered schemas
	reflected  map[reflection]*reflected
	fields     map[fieldKey]schema
	components map[*model.Type]*component
	variants   map[variant]*component
	ids        []*component // by id
	errors     errorBodies
}

// NewBuilder returns a builder for one app. The comments may be nil.
func NewBuilder(types *model.Reader, checks *constraint.Compiler, comments Comments) *Builder {
	b := &Builder{types: types, checks: checks, comments: comments}
	b.forget(false)
	return b
}

// forget drops all remembered schemas.
func (b *Builder) forget(compat bool) {
	b.compat = compat
	b.reflected = map[reflection]*reflected{}
	b.fields = map[fieldKey]schema{}
	b.components = map[*model.Type]*component{}
	b.variants = map[variant]*component{}
	b.ids = nil
	b.errors = errorBodies{}
}

// Build renders the document. Its error joins what cannot be described, each
// with its operation; the developer made it.
func (b *Builder) Build(d *Document) (*Rendered, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.compat != d.Compat {
		b.forget(d.Compat)
	}
	text, err := b.write(d)
	if err != nil {
		b.forget(d.Compat) // a component may be half described
		return nil, err
	}
	return newRendered(text), nil
}

// write assembles the members of the document in the order in which people
// read them.
func (b *Builder) write(d *Document) ([]byte, error) {
	paths, used, err := b.describeAll(d)
	if err != nil {
		return nil, err
	}
	components, err := b.describeComponents(d, used)
	if err != nil {
		return nil, err
	}
	doc := ordered{{"openapi", "3.1.0"}, {"info", d.Info.entity()}}
	doc.add("servers", entities(d.Servers, (*Server).entity), len(d.Servers) > 0)
	doc.add("paths", paths.items, true)
	doc.add("webhooks", paths.webhooks, len(paths.webhooks) > 0)
	doc.add("components", components, len(components) > 0)
	doc.add("tags", entities(d.Tags, (*Tag).entity), len(d.Tags) > 0)
	doc.add("externalDocs", d.ExternalDocs.entity(), d.ExternalDocs != nil)
	for _, e := range d.Extensions {
		doc.add(e.Name, e.Value, true)
	}
	return doc.MarshalJSON()
}

// describeAll describes every operation before it encodes the first, because
// the names of components depend on all of them.
func (b *Builder) describeAll(d *Document) (*paths, *used, error) {
	used := newUsed()
	p := &paths{}
	ids := map[string]*Operation{}
	var mistakes []error
	for _, op := range d.Operations {
		entity, err := b.describe(op, used)
		if earlier := ids[op.ID]; earlier != nil && op.ID != "" && err == nil {
			err = fmt.Errorf("operation ID %q is that of %s %s too; give one of them another", op.ID, earlier.Method, earlier.Path)
		}
		ids[op.ID] = op
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("%s %s: %w", op.Method, op.Path, err))
			continue
		}
		p.add(op, entity)
	}
	for _, w := range d.Webhooks {
		entity, err := b.describe(w.Operation, used)
		if err == nil {
			err = p.addWebhook(w, entity)
		}
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("webhook %s: %w", w.Name, err))
		}
	}
	return p, used, errors.Join(mistakes...)
}

// describeComponents lists schemas by name and schemes in their own order.
func (b *Builder) describeComponents(d *Document, used *used) (components ordered, err error) {
	schemas, err := used.settle(d.Compat)
	if err != nil {
		return nil, err
	}
	var schemes ordered
	for _, s := range d.Schemes {
		entity, err := s.entity()
		if err != nil {
			return nil, err
		}
		schemes.add(s.Name, entity, true)
	}
	components.add("schemas", sorted(schemas), len(schemas) > 0)
	components.add("securitySchemes", schemes, len(schemes) > 0)
	return components, nil
}

func entities[T, E any](list []T, entity func(*T) E) []E {
	out := make([]E, len(list))
	for i := range list {
		out[i] = entity(&list[i])
	}
	return out
}

// titled adds FastAPI's title to a schema that has none; references have their own.
func (b *Builder) titled(s schema, title string) schema {
	inner, _ := nonNull(s)
	if !b.compat || title == "" || s["title"] != nil || inner["$ref"] != nil {
		return s
	}
	s = maps.Clone(s)
	s["title"] = title
	return s
}
