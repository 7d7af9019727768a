package operation

import (
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/openapi"
)

// describeTags adds the entity tags of good answers, the conditions that a
// request may have, and what is answered if they do not hold.
func (op *Operation) describeTags(d *openapi.Operation, results int) {
	judges := slices.ContainsFunc(op.steps, func(s *step) bool { return s.node.Func.Takes(signature.Preconditions) })
	if op.tags == nil && !judges {
		return
	}
	addCondition(d, "If-Match", "Serve only if the present state has one of these entity tags; * stands for any.")
	addCondition(d, "If-None-Match", "Serve only if the present state has none of these entity tags; * stands for any.")
	for i := range d.Responses[:results] {
		if r := &d.Responses[i]; op.tags != nil && r.Status == http.StatusOK && (r.Type != nil || r.MediaType != "") {
			addTag(r)
		}
	}
	if m := op.Info.Method; op.tags != nil || m == http.MethodGet || m == http.MethodHead {
		op.addUnchanged(d, "The client has the answer already.")
	}
	op.addStatus(d, http.StatusPreconditionFailed, "The present state is not the one that If-Match or If-None-Match asks for.")
}

// addUnchanged adds the answer to a client that has the present state.
func (op *Operation) addUnchanged(d *openapi.Operation, text string) {
	op.addStatus(d, http.StatusNotModified, text)
	for i := range d.Responses {
		if d.Responses[i].Status == http.StatusNotModified {
			addTag(&d.Responses[i])
		}
	}
}

// addCondition describes a header of the request, unless a function reads it.
func addCondition(d *openapi.Operation, name, text string) {
	known := func(in *model.Input) bool { return in.Source == model.Header && strings.EqualFold(in.Name, name) }
	if !slices.ContainsFunc(d.Inputs, known) {
		d.Inputs = append(d.Inputs, &model.Input{
			Field: model.Field{Name: name, Type: plainText(), Doc: model.Doc{Description: text}}, Source: model.Header, Names: []string{name},
		})
	}
}

// addTag describes the header ETag, unless an envelope has it.
func addTag(r *openapi.Response) {
	if !slices.ContainsFunc(r.Headers, func(f *model.Field) bool { return strings.EqualFold(f.Name, "ETag") }) {
		r.Headers = append(slices.Clip(r.Headers), &model.Field{
			Name: "ETag", Type: plainText(), Doc: model.Doc{Description: "The entity tag of this state (RFC 9110, 8.8.3)."},
		})
	}
}

func plainText() *model.Type { return &model.Type{Go: reflect.TypeFor[string](), Kind: model.String} }
