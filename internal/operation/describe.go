package operation

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// Describe tells the document what Serve does. Only types that a layer names
// for the document alone can fail.
func (op *Operation) Describe() (*openapi.Operation, error) {
	s := &op.Settings
	said, more := op.commentFunction()
	d := &openapi.Operation{
		Method:          op.Info.Method,
		Path:            op.Pattern.Template(),
		ID:              op.Info.OperationID,
		Summary:         op.summary(said),
		Description:     cmp.Or(s.Description, more),
		Tags:            s.Tags,
		Deprecated:      s.Deprecated,
		Inputs:          op.described(),
		Strict:          on(s.Strict),
		ValidationError: len(op.inputs) > 0,
		Problem:         op.refusals.Style.Problem,
	}
	for _, w := range op.Pattern.Wildcards() {
		d.Wildcards = append(d.Wildcards, w.Name)
	}
	for _, e := range s.Extensions {
		d.Extensions = append(d.Extensions, openapi.Extension(e))
	}
	results, err := op.describeResults()
	if err != nil {
		return nil, err
	}
	d.Responses = results
	if err := op.describeResponses(d); err != nil {
		return nil, err
	}
	op.describeTags(d, len(results))
	op.describeForms(d, len(results))
	if err := op.describeErrors(d); err != nil {
		return nil, err
	}
	op.describeFile(d, len(results))
	if err := op.describeSecurity(d); err != nil {
		return nil, err
	}
	op.describeExamples(d)
	return d, op.describeCallbacks(d)
}

// described are the inputs that the request can send: not the defaults that
// stand in for a wildcard which the route lacks.
func (op *Operation) described() []*model.Input {
	return slices.DeleteFunc(slices.Clone(op.inputs), func(in *model.Input) bool {
		return in.Source == model.Path && in.Wildcard < 0
	})
}

// summary is the chosen one, or what the source says, or the words of the
// function's name.
func (op *Operation) summary(said string) string {
	if s := cmp.Or(op.Settings.Summary, said); s != "" {
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
