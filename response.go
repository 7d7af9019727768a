package signet

import (
	"reflect"

	"github.com/signet-go/signet/internal/layer"
)

// What Response takes for a status that stands for several.
const (
	StatusDefault = 0 // every status that is not described
	Status1XX     = 1
	Status2XX     = 2
	Status3XX     = 3
	Status4XX     = 4 // takes the place of the 422 in the document
	Status5XX     = 5
)

// Response documents an answer beside the one that the signature says, or
// describes that one further if it has its status. The status is from 100 to 599,
// or a constant such as Status4XX. The model is a value of its type, nil for an
// answer without content; an empty description becomes the status' text. An inner
// layer's takes the place of an outer one's of the same status. Nothing here
// changes what is answered.
func Response(status int, model any, description string, opts ...ResponseOption) LayerOption {
	r := layer.Response{Status: status, Description: description, Model: typeOf(model)}
	for _, o := range opts {
		if o != nil {
			o.applyToResponse(&r)
		}
	}
	return layerOption{"Response", func(s *layer.Settings) { s.Responses = append(s.Responses, r) }}
}

// typeOf is the type that a value stands for, nil for nil.
func typeOf(model any) reflect.Type {
	if model == nil {
		return nil
	}
	return reflect.TypeOf(model)
}

// ResponseOption is for Response.
type ResponseOption interface{ applyToResponse(*layer.Response) }

type responseOption func(*layer.Response)

func (o responseOption) applyToResponse(r *layer.Response) { o(r) }

// ResponseContent adds a body of another media type to the answer. The model is
// a value of its type, nil for one that is not described further.
func ResponseContent(mediaType string, model any) ResponseOption {
	return responseOption(func(r *layer.Response) {
		r.Content = append(r.Content, layer.Content{MediaType: mediaType, Model: typeOf(model)})
	})
}

// ResponseHeader adds a header to the answer. The model is a value of its type.
func ResponseHeader(name string, model any, description string) ResponseOption {
	return responseOption(func(r *layer.Response) {
		r.Headers = append(r.Headers, layer.ResponseHeader{Name: name, Model: typeOf(model), Description: description})
	})
}

// ResponseExamples adds examples of the answer's body; their values are written as
// JSON.
func ResponseExamples(list ...NamedExample) ResponseOption {
	return responseOption(func(r *layer.Response) {
		for _, e := range list {
			r.Examples = append(r.Examples, layer.Example(e))
		}
	})
}

// Link says which operation goes on from an answer.
type Link struct {
	OperationID string
	Parameters  map[string]any // by name: values, or expressions such as $response.body#/id
	Description string         // Markdown
}

// ResponseLink adds a link to the answer. An id that no operation of the document
// has is a mistake that App.Err reports.
func ResponseLink(name string, link Link) ResponseOption {
	return responseOption(func(r *layer.Response) {
		r.Links = append(r.Links, layer.Link{Name: name, OperationID: link.OperationID, Description: link.Description, Parameters: link.Parameters})
	})
}
