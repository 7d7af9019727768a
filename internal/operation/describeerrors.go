package operation

import (
	"net/http"
	"reflect"
	"slices"

	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

// describeErrors adds what layers and dependencies answer with as errors: one
// entry for each status that nobody described.
func (op *Operation) describeErrors(d *openapi.Operation) {
	if op.output != nil && op.output.Redirects() && !op.kit.Compat { // FastAPI sends clients anywhere
		op.addError(d, http.StatusBadRequest, "The redirect would leave this host.")
	}
	for _, e := range op.raised() {
		op.addError(d, e.Status(), raisedText(e))
	}
	if d.ValidationError {
		op.describeMistakes(d)
	}
}

// raised are the errors that layers and dependencies are said to answer with.
func (op *Operation) raised() []*vocab.Error {
	raised := slices.Clone(op.Settings.Raises)
	for _, d := range op.plan.Used {
		raised = append(raised, d.Raises...)
	}
	return raised
}

func raisedText(e *vocab.Error) string {
	if text, ok := e.Detail().(string); ok && text != "" {
		return text
	}
	return http.StatusText(e.Status())
}

// addError adds an error answer that nobody has described: what a function of
// OnError makes of it, else the body of the style.
func (op *Operation) addError(d *openapi.Operation, status int, text string) {
	if describes(d, status) {
		return
	}
	r, mapped := op.mapped(reflect.TypeFor[*vocab.Error](), status)
	if r.Description = text; !mapped {
		r.Error = true
	}
	d.Responses = append(d.Responses, r)
}

// describeMistakes adds the 422 of a function of OnError in the place of the one
// that the document has without.
func (op *Operation) describeMistakes(d *openapi.Operation) {
	r, mapped := op.mapped(reflect.TypeFor[*vocab.ValidationError](), http.StatusUnprocessableEntity)
	if mapped && !describes(d, r.Status) {
		d.Responses = append(d.Responses, r)
	}
}

// mapped describes the answer that a function of OnError gives to errors of type
// t with the status, as far as its signature tells.
func (op *Operation) mapped(t reflect.Type, status int) (r openapi.Response, found bool) {
	r.Status = status
	known := op.refusals.Chain.Describe(t, status)
	if known != nil && known.Output != nil {
		describeOutput(&r, known.Output)
	}
	return r, known != nil
}

func describes(d *openapi.Operation, status int) bool {
	return slices.ContainsFunc(d.Responses, func(r openapi.Response) bool { return r.Status == status })
}
