package operation

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// describeResponses adds what the layers say beside the signature. One that
// speaks of the status of a good answer describes that further.
func (op *Operation) describeResponses(d *openapi.Operation) error {
	results := len(d.Responses)
	for _, extra := range op.Settings.Responses {
		list, err := op.describeResponse(extra)
		if err != nil {
			return err
		}
		known := slices.IndexFunc(d.Responses[:results], func(good openapi.Response) bool { return good.Status == extra.Status })
		if known >= 0 {
			addTo(&d.Responses[known], &list[0])
			list = list[1:]
		}
		d.Responses = append(d.Responses, list...)
	}
	return nil
}

func addTo(good, r *openapi.Response) {
	good.Description = cmp.Or(r.Description, good.Description)
	if r.Type != nil {
		good.Type, good.MediaType = r.Type, r.MediaType
	}
	good.Headers = append(slices.Clip(good.Headers), r.Headers...)
	good.Examples = append(good.Examples, r.Examples...)
	good.Links = append(good.Links, r.Links...)
}

// describeResponse returns the answer, and its bodies of other media types as
// answers of the same status.
func (op *Operation) describeResponse(extra layer.Response) ([]openapi.Response, error) {
	r := openapi.Response{Status: extra.Status, Description: extra.Description}
	var err error
	if r.Type, err = op.typeOfModel(extra.Model); err != nil {
		return nil, fmt.Errorf("Response(%d): %w", extra.Status, err)
	}
	for _, h := range extra.Headers {
		t, err := op.typeOfModel(h.Model)
		if err == nil && t == nil {
			err = errors.New("its model is a value of the header's type, such as the empty string")
		}
		if err != nil {
			return nil, fmt.Errorf("Response(%d): ResponseHeader(%q): %w", extra.Status, h.Name, err)
		}
		r.Headers = append(r.Headers, &model.Field{Name: h.Name, Type: t, Doc: model.Doc{Description: h.Description}})
	}
	for _, e := range extra.Examples {
		r.Examples = append(r.Examples, openapi.Example(e))
	}
	for _, l := range extra.Links {
		r.Links = append(r.Links, openapi.Link{Name: l.Name, Operation: l.OperationID, Parameters: l.Parameters, Description: l.Description})
	}
	list := []openapi.Response{r}
	for _, c := range extra.Content {
		t, err := op.typeOfModel(c.Model)
		if err != nil {
			return nil, fmt.Errorf("Response(%d): ResponseContent(%q): %w", extra.Status, c.MediaType, err)
		}
		list = append(list, openapi.Response{Status: extra.Status, Type: t, MediaType: c.MediaType})
	}
	return list, nil
}

// typeOfModel reads a type that only the document names, which may be nil.
func (op *Operation) typeOfModel(t reflect.Type) (*model.Type, error) {
	if t == nil {
		return nil, nil
	}
	return op.kit.Types.ReadType(t)
}

// checkResponse reports what an option Response says and no document can hold.
func (op *Operation) checkResponse(r layer.Response) error {
	_, err := op.describeResponse(r)
	mistakes := []error{err}
	add := func(format string, args ...any) {
		mistakes = append(mistakes, fmt.Errorf("Response(%d): "+format, append([]any{r.Status}, args...)...))
	}
	switch {
	case r.Status < 0 || r.Status > 5 && r.Status < 100 || r.Status > 599:
		add("a status is from 100 to 599, or one of the constants Status4XX and the like")
	case (r.Model != nil || len(r.Content) > 0) && (r.Status == 1 || r.Status >= 100 && failure.Bodyless(r.Status)):
		add("an answer of that status has no body; leave the model out")
	}
	for _, c := range r.Content {
		if c.MediaType == "" {
			add("ResponseContent needs a media type")
		}
	}
	for _, e := range r.Examples {
		if _, err := json.Marshal(e.Value); err != nil {
			add("example %q: %w", e.Name, err)
		}
	}
	for _, l := range r.Links {
		if _, err := json.Marshal(l.Parameters); err != nil || l.OperationID == "" {
			add("ResponseLink(%q): a link has the id of an operation, and parameters that JSON can hold", l.Name)
		}
	}
	return errors.Join(mistakes...)
}
