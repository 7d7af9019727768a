package signet

import (
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// Webhook documents a request that the app sends to its users: fn has the
// signature of the handler that they are to write, and is never called. The
// options are those of a route that the document knows. Nothing is served.
func Webhook(name, method string, fn any, opts ...RouteOption) Option {
	hook := newOutgoing(layer.Outgoing{Name: name, Method: method, Func: fn}, "Webhook", caller.Here(1), opts)
	return appOption{"Webhook", func(c *config) { c.document.Webhooks = append(c.document.Webhooks, hook) }}
}

// Callback documents a request that the app sends because of a request to the
// operation, to the URL that the expression makes of it, such as
// {$request.body#/callback_url} or {$request.query.notify}/done. fn has the
// signature of the handler that the client is to write, and is never called.
func Callback(name, expression, method string, fn any, opts ...RouteOption) OperationOption {
	callback := newOutgoing(layer.Outgoing{Name: name, Expression: expression, Method: method, Func: fn}, "Callback", caller.Here(1), opts)
	return operationOption{"Callback", func(s *layer.Settings) { s.Callbacks = append(s.Callbacks, callback) }}
}

func newOutgoing(o layer.Outgoing, name string, at caller.Place, opts []RouteOption) layer.Outgoing {
	o.Settings = &layer.Settings{Name: name, Place: at}
	for _, opt := range opts {
		if opt != nil {
			opt.applyToRoute(o.Settings)
		}
	}
	return o
}

// ParamExamples adds examples of the parameter with the name, in the path, the
// query, a header or a cookie, to the document. A name that no function of the
// route reads is a mistake that App.Err reports.
func ParamExamples(name string, list ...NamedExample) OperationOption {
	return operationOption{"ParamExamples", func(s *layer.Settings) {
		s.ParamExamples = append(s.ParamExamples, layer.ParamExamples{Name: name, List: layerExamples(list)})
	}}
}

func layerExamples(list []NamedExample) []layer.Example {
	out := make([]layer.Example, len(list))
	for i, e := range list {
		out[i] = layer.Example(e)
	}
	return out
}
