package operation

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// Describe tells the document what Serve does. Only types that a layer names
// for the document alone can fail.
func (op *Operation) Describe() (*openapi.Operation, error) {
	s := &op.Settings
	d := &openapi.Operation{
		Method:          op.Info.Method,
		Path:            op.Pattern.Template(),
		ID:              op.Info.OperationID,
		Summary:         op.summary(),
		Description:     s.Description,
		Tags:            s.Tags,
		Deprecated:      s.Deprecated,
		Inputs:          op.described(),
		ValidationError: len(op.inputs) > 0,
		Problem:         op.refusals.Style.Problem,
	}
	for _, w := range op.Pattern.Wildcards() {
		d.Wildcards = append(d.Wildcards, w.Name)
	}
	for _, e := range s.Examples {
		d.BodyExamples = append(d.BodyExamples, openapi.Example(e))
	}
	for _, e := range s.Extensions {
		d.Extensions = append(d.Extensions, openapi.Extension(e))
	}
	d.Responses = append(d.Responses, op.describeResult())
	if err := op.describeResponses(d); err != nil {
		return nil, err
	}
	op.describeErrors(d)
	op.describeSecurity(d)
	return d, nil
}

// described are the inputs that the request can send: not the defaults that
// stand in for a wildcard which the route lacks.
func (op *Operation) described() []*model.Input {
	return slices.DeleteFunc(slices.Clone(op.inputs), func(in *model.Input) bool {
		return in.Source == model.Path && in.Wildcard < 0
	})
}

// summary is the chosen one, or the words of the function's name.
func (op *Operation) summary() string {
	if s := op.Settings.Summary; s != "" {
		return s
	}
	var b strings.Builder
	upper := false
	for i, r := range op.BareName() {
		if i > 0 && unicode.IsUpper(r) && !upper {
			b.WriteByte(' ')
		}
		upper = unicode.IsUpper(r)
		switch {
		case i == 0 || op.kit.Compat && strings.HasSuffix(b.String(), " "):
			r = unicode.ToUpper(r)
		case strings.HasSuffix(b.String(), " "):
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// describeResult is the good answer.
func (op *Operation) describeResult() openapi.Response {
	r := openapi.Response{Status: op.status, Description: op.Settings.ResponseDescription}
	if op.output != nil {
		describeOutput(&r, op.output)
	}
	return r
}

// describeOutput says what a result holds.
func describeOutput(r *openapi.Response, o *binding.Output) {
	if r.Type = o.Body(); r.Type != nil {
		r.MediaType = o.ContentType()
	}
	switch e := o.Envelope(); {
	case e != nil:
		r.Headers, r.Cookies = e.Headers, e.Cookies
	case r.Type != nil && r.Type.Kind == model.Pointer:
		r.Type = r.Type.Elem // nil as the whole result is never null on the wire
	}
}

// describeResponses adds what the layers say beside the signature. One that
// speaks of the good status describes that answer further.
func (op *Operation) describeResponses(d *openapi.Operation) error {
	for _, extra := range op.Settings.Responses {
		r, err := op.describeResponse(extra)
		if err != nil {
			return err
		}
		if extra.Status != op.status {
			d.Responses = append(d.Responses, r)
			continue
		}
		good := &d.Responses[0]
		good.Description = r.Description
		if r.Type != nil {
			good.Type, good.MediaType = r.Type, r.MediaType
		}
	}
	return nil
}

func (op *Operation) describeResponse(extra layer.Response) (openapi.Response, error) {
	r := openapi.Response{Status: extra.Status, Description: extra.Description}
	if extra.Model == nil {
		return r, nil
	}
	t, err := op.kit.Types.ReadType(extra.Model)
	if err != nil {
		return r, fmt.Errorf("Response(%d): %w", extra.Status, err)
	}
	r.Type = t
	return r, nil
}
