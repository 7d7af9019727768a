package operation

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

// describeErrors adds what layers and dependencies answer with as errors, and
// the client's mistakes: all but the statuses that somebody described.
func (op *Operation) describeErrors(d *openapi.Operation) error {
	described := slices.Clone(d.Responses)
	for _, e := range op.raised() {
		if describes(described, e.Status()) {
			continue
		}
		if err := op.addError(d, e); err != nil {
			return err
		}
	}
	if op.redirects() && !op.kit.Compat { // FastAPI sends clients anywhere
		op.addStatus(d, http.StatusBadRequest, "The redirect would leave this host.")
	}
	if d.ValidationError {
		op.describeMistakes(d, described)
	}
	return nil
}

// redirects reports whether the result, or one of several, is a Redirect.
func (op *Operation) redirects() bool {
	if op.output == nil {
		return false
	}
	return op.output.Redirects() || slices.ContainsFunc(op.output.Outcomes(), func(o binding.Outcome) bool { return o.Output.Redirects() })
}

// raised lists the errors of Raises, outer layers first, then those of
// dependencies, each once, and that of negotiation.
func (op *Operation) raised() []*vocab.Error {
	var list []*vocab.Error
	add := func(errs []*vocab.Error) {
		for _, e := range errs {
			if !slices.Contains(list, e) {
				list = append(list, e)
			}
		}
	}
	add(op.Settings.Raises)
	for _, d := range op.plan.Used {
		add(d.Raises)
	}
	if op.unacceptable != nil {
		list = append(list, op.unacceptable)
	}
	return list
}

// addError describes the answer to e: what a function of OnError makes of it,
// else the style's, with e's body as an example. Several errors of one status
// become one entry with an example each.
func (op *Operation) addError(d *openapi.Operation, e *vocab.Error) error {
	headers, err := op.errorHeaders(e)
	if err != nil {
		return err
	}
	for _, r := range op.errorAnswers(e.Status()) {
		if r.Error {
			r.Examples = op.errorExample(d, e)
		}
		if r.Status == e.Status() { // as long as it stays, the headers do
			r.Description = cmp.Or(r.Description, errorText(e))
			r.Headers = slices.Concat(r.Headers, headers)
		}
		d.Responses = append(d.Responses, r)
	}
	return nil
}

// addStatus describes answers with the status whose words depend on the request,
// unless somebody described it.
func (op *Operation) addStatus(d *openapi.Operation, status int, text string) {
	if describes(d.Responses, status) {
		return
	}
	for _, r := range op.errorAnswers(status) {
		r.Description = cmp.Or(r.Description, text)
		d.Responses = append(d.Responses, r)
	}
}

// errorAnswers describes what an Error with the status becomes, without the
// words of any.
func (op *Operation) errorAnswers(status int) []openapi.Response {
	if list, mapped := op.mapped(reflect.TypeFor[*vocab.Error](), status); mapped {
		return list
	}
	return []openapi.Response{{Status: status, Error: true}}
}

// errorText is what an error says in a few words; empty for the status' text.
func errorText(e *vocab.Error) string {
	if text, ok := e.Detail().(string); ok && text != "" {
		return text
	}
	return cmp.Or(e.Title(), http.StatusText(e.Status()))
}

// errorExample shows the body of an answer with e, named by its text; nil if the
// document shows it already, or no answer has it.
func (op *Operation) errorExample(d *openapi.Operation, e *vocab.Error) []openapi.Example {
	body, err := op.refusals.Style.Body(e)
	if err != nil || failure.Bodyless(e.Status()) {
		return nil
	}
	known := map[string]json.RawMessage{}
	for _, r := range d.Responses {
		for _, x := range r.Examples {
			if shown, ok := x.Value.(json.RawMessage); ok && r.Status == e.Status() {
				known[x.Name] = shown
			}
		}
	}
	name := errorText(e)
	for n := 2; known[name] != nil; n++ {
		if bytes.Equal(known[name], body) {
			return nil
		}
		name = fmt.Sprintf("%s (%d)", errorText(e), n)
	}
	return []openapi.Example{{Name: name, Value: body}}
}

// errorHeaders are those of an answer with e, the challenges of a 401 among them.
func (op *Operation) errorHeaders(e *vocab.Error) ([]*model.Field, error) {
	header := e.Header()
	if e.Status() == http.StatusUnauthorized && len(op.refusals.Challenges) > 0 && header["Www-Authenticate"] == nil {
		header = maps.Clone(header)
		if header == nil {
			header = http.Header{}
		}
		header["Www-Authenticate"] = nil
	}
	if len(header) == 0 {
		return nil, nil
	}
	text, err := op.kit.Types.ReadType(reflect.TypeFor[string]())
	if err != nil {
		return nil, err
	}
	var list []*model.Field
	for _, name := range slices.Sorted(maps.Keys(header)) {
		list = append(list, &model.Field{Name: spelled(name), Type: text, Doc: model.Doc{Example: header.Get(name)}})
	}
	return list, nil
}

// spelled is the name of a header as RFC 9110 writes it, which http.Header does
// not.
func spelled(name string) string {
	switch name {
	case "Www-Authenticate":
		return "WWW-Authenticate"
	case "Etag":
		return "ETag"
	}
	return name
}

// describeMistakes adds the 422 of a function of OnError in the place of the one
// that the document has without.
func (op *Operation) describeMistakes(d *openapi.Operation, described []openapi.Response) {
	list, mapped := op.mapped(reflect.TypeFor[*vocab.ValidationError](), http.StatusUnprocessableEntity)
	if !mapped || describes(described, http.StatusUnprocessableEntity) {
		return
	}
	d.ValidationError = false
	d.Responses = append(d.Responses, list...)
}

// mapped describes the answers that a function of OnError gives to errors of
// type t with the status, as far as its signature tells.
func (op *Operation) mapped(t reflect.Type, status int) (list []openapi.Response, found bool) {
	known := op.refusals.Chain.Describe(t, status)
	switch {
	case known == nil:
		return nil, false
	case known.Output == nil:
		return []openapi.Response{{Status: status}}, true
	}
	return describeOutputs(openapi.Response{Status: status}, known.Output), true
}

func describes(list []openapi.Response, status int) bool {
	return slices.ContainsFunc(list, func(r openapi.Response) bool { return r.Status == status })
}
