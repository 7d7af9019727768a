package openapi

import (
	"errors"
	"fmt"

	"github.com/swaggest/openapi-go/openapi31"
)

// describe turns an operation into its entity.
func (b *Builder) describe(op *Operation, used *used) (*openapi31.Operation, error) {
	e := &openapi31.Operation{
		Tags:         op.Tags,
		Summary:      optional(op.Summary),
		Description:  optional(op.Description),
		ExternalDocs: op.ExternalDocs.entity(),
		ID:           optional(op.ID),
	}
	if op.Deprecated {
		e.WithDeprecated(true)
	}
	if len(op.Servers) > 0 {
		e.Servers = entities(op.Servers, (*Server).entity)
	}
	b.describeSecurity(op, e)
	for _, x := range op.Extensions {
		e.WithMapOfAnythingItem(x.Name, x.Value)
	}
	return e, errors.Join(
		b.describeParameters(op, e, used),
		b.describeBody(op, e, used),
		b.describeResponses(op, e, used),
		b.describeCallbacks(op, e, used),
	)
}

// describeSecurity writes an empty list through the side door, for the entity
// drops it, and a public operation would look like a forgotten one.
func (b *Builder) describeSecurity(op *Operation, e *openapi31.Operation) {
	if op.Security != nil && len(op.Security) == 0 {
		e.WithMapOfAnythingItem("security", []any{})
		return
	}
	for _, r := range op.Security {
		needs := make(map[string][]string, len(r))
		for name, scopes := range r {
			needs[name] = append([]string{}, scopes...) // OpenAPI wants [], not null
		}
		e.Security = append(e.Security, needs)
	}
}

func (b *Builder) describeCallbacks(op *Operation, e *openapi31.Operation, used *used) error {
	for _, c := range op.Callbacks {
		inner, err := b.describe(c.Operation, used)
		if err != nil {
			return fmt.Errorf("callback %s: %w", c.Name, err)
		}
		if e.Callbacks[c.Name].Callbacks == nil {
			e.WithCallbacksItem(c.Name, openapi31.CallbacksOrReference{Callbacks: &openapi31.Callbacks{}})
		}
		list := e.Callbacks[c.Name].Callbacks
		item := list.AdditionalProperties[c.Expression]
		if item.PathItem == nil {
			item.PathItem = &openapi31.PathItem{}
		}
		if err := item.PathItem.SetOperation(c.Operation.Method, inner); err != nil {
			return fmt.Errorf("callback %s: %w", c.Name, err)
		}
		list.WithAdditionalPropertiesItem(c.Expression, item)
	}
	return nil
}

// namedExamples keeps the order of examples: the first is what people see.
func namedExamples(list []Example) ordered {
	out := make(ordered, len(list))
	for i, x := range list {
		value := x.Value
		out[i] = member{x.Name, openapi31.Example{Summary: optional(x.Summary), Description: optional(x.Description), Value: &value}}
	}
	return out
}
