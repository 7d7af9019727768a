package openapi

import (
	"strings"

	"github.com/swaggest/openapi-go/openapi31"
)

// paths collects path items in the order of their first operation.
type paths struct {
	items    ordered
	webhooks ordered
	byPath   map[string]*openapi31.PathItem
}

// additional holds the operations of a path that OpenAPI has no place for: a
// method that it does not know, or a second operation of one method, which a
// predicate or a convertor tells apart.
const additional = "x-additional-operations"

func (p *paths) add(op *Operation, entity *openapi31.Operation) {
	item := p.byPath[op.Path]
	if item == nil {
		if p.byPath == nil {
			p.byPath = map[string]*openapi31.PathItem{}
		}
		item = &openapi31.PathItem{}
		p.byPath[op.Path] = item
		p.items = append(p.items, member{op.Path, item})
	}
	if earlier, err := item.Operation(op.Method); err == nil && earlier == nil {
		// The error was ruled out by Operation, which knows the same methods.
		_ = item.SetOperation(op.Method, entity)
		return
	}
	list, _ := item.MapOfAnything[additional].([]any)
	item.WithMapOfAnythingItem(additional, append(list, ordered{{"method", strings.ToUpper(op.Method)}, {"operation", entity}}))
}

// addWebhook refuses a method that OpenAPI does not know.
func (p *paths) addWebhook(w Webhook, entity *openapi31.Operation) error {
	if known, ok := p.webhooks.get(w.Name); ok {
		return known.(*openapi31.PathItem).SetOperation(w.Operation.Method, entity)
	}
	item := &openapi31.PathItem{}
	p.webhooks = append(p.webhooks, member{w.Name, item})
	return item.SetOperation(w.Operation.Method, entity)
}
