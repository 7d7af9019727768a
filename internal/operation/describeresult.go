package operation

import (
	"reflect"
	"slices"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// describeResults lists what the function's result may become: one good answer,
// or one for each outcome.
func (op *Operation) describeResults() ([]openapi.Response, error) {
	good := openapi.Response{Status: op.status, Description: op.Settings.ResponseDescription}
	if op.sequence != nil {
		good.Type, good.MediaType, good.Stream = op.sequence.Item(), op.sequence.MediaType(), true
	}
	if op.output == nil {
		return []openapi.Response{good}, nil
	}
	list := describeOutputs(good, op.output)
	outcomes := op.output.Outcomes()
	if outcomes == nil {
		op.describeLocation(&list[0], op.output)
		return list, op.describeLinks(&list[0], op.output)
	}
	for i, o := range outcomes {
		op.describeLocation(&list[i], o.Output)
		if err := op.describeLinks(&list[i], o.Output); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// describeOutputs says what a result may become: its one answer, or each of its
// outcomes in order.
func describeOutputs(one openapi.Response, o *binding.Output) []openapi.Response {
	outcomes := o.Outcomes()
	if outcomes == nil {
		describeOutput(&one, o)
		return []openapi.Response{one}
	}
	list := make([]openapi.Response, len(outcomes))
	for i, each := range outcomes {
		list[i] = openapi.Response{Status: each.Status, Description: each.Description}
		describeOutput(&list[i], each.Output)
	}
	return list
}

// describeOutput says what a result holds.
func describeOutput(r *openapi.Response, o *binding.Output) {
	r.Type = o.Body()
	r.MediaType = o.MediaType()
	switch e := o.Envelope(); {
	case e != nil:
		r.Headers, r.Cookies = e.Headers, e.Cookies
	case r.Type != nil && r.Type.Kind == model.Pointer:
		r.Type = r.Type.Elem // nil as the whole result is never null on the wire
	}
}

// describeLocation adds where a redirect leads; FastAPI does not.
func (op *Operation) describeLocation(r *openapi.Response, o *binding.Output) {
	if o.Redirects() && !op.kit.Compat {
		r.Headers = append(slices.Clip(r.Headers), &model.Field{
			Name: "Location", Type: &model.Type{Go: reflect.TypeFor[string](), Kind: model.String}, Doc: model.Doc{Format: "uri-reference"},
		})
	}
}

// describeLinks adds the header that pages have.
func (op *Operation) describeLinks(r *openapi.Response, o *binding.Output) error {
	if !o.Pages() {
		return nil
	}
	text, err := op.kit.Types.ReadType(reflect.TypeFor[string]())
	if err != nil {
		return err
	}
	r.Headers = append(slices.Clip(r.Headers), &model.Field{Name: "Link", Type: text, Doc: model.Doc{Description: linkText}})
	return nil
}

const linkText = "Other pages (RFC 8288), relative to this one: first, prev, next, last, as far as they are known."
