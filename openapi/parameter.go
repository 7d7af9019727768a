package openapi

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/swaggest/openapi-go/openapi31"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// describeParameters describes path, query, header and cookie values, in that
// order; those of the path in the order of the path.
func (b *Builder) describeParameters(op *Operation, e *openapi31.Operation, used *used) error {
	for _, in := range parameters(op) {
		p, err := b.parameter(in)
		if err != nil {
			return err
		}
		if list := op.ParamExamples[p.Name]; len(list) > 0 {
			p.WithMapOfAnythingItem("examples", namedExamples(list))
		}
		eachRef(p.Schema, used.add)
		e.Parameters = append(e.Parameters, openapi31.ParameterOrReference{Parameter: p})
	}
	return nil
}

// parameters picks what OpenAPI calls a parameter, each once, and one for each
// wildcard.
func parameters(op *Operation) []*model.Input {
	var list []*model.Input
	for _, in := range op.Inputs {
		if in.Source <= model.Cookie && !in.Doc.Hidden && !(in.Source == model.Path && in.Wildcard < 0) && in.Type.Base().Go != apiKeyType {
			list = appendInput(list, in)
		}
	}
	for i, name := range op.Wildcards {
		if !slices.ContainsFunc(list, func(in *model.Input) bool { return in.Source == model.Path && in.Name == name }) {
			list = append(list, &model.Input{Field: model.Field{Name: name, Type: textType, Required: true}, Source: model.Path, Wildcard: i})
		}
	}
	slices.SortStableFunc(list, func(a, c *model.Input) int {
		if a.Source == model.Path && c.Source == model.Path {
			return a.Wildcard - c.Wildcard
		}
		return int(a.Source) - int(c.Source)
	})
	return list
}

// textType is the type of a wildcard that no field reads.
var textType = &model.Type{Go: reflect.TypeFor[string](), Kind: model.String}

// apiKeyType is described by a security scheme; OpenAPI does not want it twice.
var apiKeyType = reflect.TypeFor[vocab.APIKey]()

// appendInput adds an input unless its source and name are there; then the
// stricter presence wins.
func appendInput(list []*model.Input, in *model.Input) []*model.Input {
	for i, known := range list {
		if known.Source != in.Source || known.Name != in.Name {
			continue
		}
		if in.Required && !known.Required {
			both := *known
			both.Required = true
			list[i] = &both
		}
		return list
	}
	return append(list, in)
}

func (b *Builder) parameter(in *model.Input) (*openapi31.Parameter, error) {
	s, err := b.field(&in.Field, input, use{null: b.compat && optionalType(in.Type), title: spacedTitle(in.Name), bare: true, text: true})
	if err != nil {
		return nil, fmt.Errorf("%s parameter %q: %w", in.Source, in.Name, err)
	}
	p := &openapi31.Parameter{Name: in.Name, In: openapi31.ParameterIn(in.Source.String()), Schema: s, Description: optional(otherNames(in))}
	p.WithRequired(in.Required)
	if in.Doc.Deprecated {
		p.WithDeprecated(true)
	}
	if in.Type.Base().Kind == model.Map {
		p.WithStyle(openapi31.ParameterStyleDeepObject).WithExplode(true)
	}
	describeStyle(p, in)
	return p, nil
}

// describeStyle says how a list stands in one text. In a path and a header that
// is by commas anyway.
func describeStyle(p *openapi31.Parameter, in *model.Input) {
	if in.Source != model.Query && in.Source != model.Cookie {
		return
	}
	switch in.Style {
	case model.CSV:
		p.WithStyle(openapi31.ParameterStyleForm).WithExplode(false)
	case model.Pipes:
		p.WithStyle(openapi31.ParameterStylePipeDelimited).WithExplode(false)
	case model.Spaces:
		p.WithStyle(openapi31.ParameterStyleSpaceDelimited).WithExplode(false)
	}
}

// otherNames adds to a description by which names the parameter may be sent too.
func otherNames(in *model.Input) string {
	text := in.Doc.Description
	if in.Source == model.Path || len(in.Names) < 2 {
		return text
	}
	if text != "" {
		text += "\n\n"
	}
	return text + "May be sent as `" + strings.Join(in.Names[1:], "` or `") + "` too."
}

// optionalType reports whether FastAPI would write null for the type: T | None.
func optionalType(t *model.Type) bool { return t.Kind == model.Pointer || t.Kind == model.Opt }
