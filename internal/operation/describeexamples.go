package operation

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// describeExamples adds the examples of the body and of parameters.
func (op *Operation) describeExamples(d *openapi.Operation) {
	d.BodyExamples = exampleList(op.Settings.Examples)
	for _, p := range op.Settings.ParamExamples {
		if d.ParamExamples == nil {
			d.ParamExamples = map[string][]openapi.Example{}
		}
		d.ParamExamples[p.Name] = append(d.ParamExamples[p.Name], exampleList(p.List)...)
	}
}

func exampleList(list []layer.Example) []openapi.Example {
	var out []openapi.Example
	for _, e := range list {
		out = append(out, openapi.Example(e))
	}
	return out
}

// checkExamples reports examples of what the operation does not have.
func (op *Operation) checkExamples() error {
	s := &op.Settings
	var mistakes []error
	if len(s.Examples) > 0 && !slices.ContainsFunc(op.inputs, func(in *model.Input) bool { return in.Source.InBody() }) {
		return fmt.Errorf("Example(%q): no function of the route reads a body", s.Examples[0].Name)
	}
	mistakes = append(mistakes, checkValues("Example", s.Examples))
	for _, p := range s.ParamExamples {
		name := fmt.Sprintf("ParamExamples(%q)", p.Name)
		if !op.hasParameter(p.Name) {
			mistakes = append(mistakes, fmt.Errorf("%s: no function of the route reads a parameter of this name", name))
		}
		mistakes = append(mistakes, checkValues(name, p.List))
	}
	return errors.Join(mistakes...)
}

func checkValues(name string, list []layer.Example) error {
	var mistakes []error
	for i, e := range list {
		if _, err := json.Marshal(e.Value); err != nil {
			mistakes = append(mistakes, fmt.Errorf("%s: the value of %q: %w", name, e.Name, err))
		}
		if slices.ContainsFunc(list[:i], func(earlier layer.Example) bool { return earlier.Name == e.Name }) {
			mistakes = append(mistakes, fmt.Errorf("%s: two examples are called %q", name, e.Name))
		}
	}
	return errors.Join(mistakes...)
}

func (op *Operation) hasParameter(name string) bool {
	return slices.ContainsFunc(op.described(), func(in *model.Input) bool {
		return !in.Source.InBody() && in.Source != model.Body && in.Name == name && !in.Doc.Hidden
	})
}
