package operation

import (
	"context"
	"net/http"
	"reflect"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/vocab"
)

// roles says where in the frame the parts lie that every request sets anew.
type roles struct {
	context, request, writer, reply                     uintptr
	takesContext, takesRequest, takesWriter, takesReply bool

	preconditions      uintptr
	takesPreconditions bool
	forms              []string // of bodies, beside JSON
}

func (op *Operation) placeRoles() {
	r := &op.roles
	r.context, r.takesContext = roleAt[context.Context](op)
	r.request, r.takesRequest = roleAt[*http.Request](op)
	r.writer, r.takesWriter = roleAt[http.ResponseWriter](op)
	r.reply, r.takesReply = roleAt[*vocab.Reply](op)
	r.preconditions, r.takesPreconditions = roleAt[vocab.Preconditions](op)
	r.forms = codecForms(op.kit.Codecs)
	op.template = reflect.New(op.layout.typ).Elem()
	if i, ok := op.layout.places[place{what: partRole, typ: reflect.TypeFor[*vocab.RouteInfo]()}]; ok {
		op.template.Field(i).Set(reflect.ValueOf(op.Info))
	}
}

// roleAt returns where the frame holds the request's own T, if a function takes it.
func roleAt[T any](op *Operation) (offset uintptr, taken bool) {
	return op.layout.offsetOf(place{what: partRole, typ: reflect.TypeFor[T]()})
}

// placeSingles puts the values of the app's lifetime into the template.
func (op *Operation) placeSingles(plan *depend.Plan) {
	for _, s := range plan.Singles {
		if i, ok := op.layout.places[place{what: partSingle, typ: s.Type}]; ok && s.Value.IsValid() {
			op.template.Field(i).Set(s.Value)
		}
	}
	op.preset = !op.template.IsZero()
}

// Started takes over the values that the app's start has built. It must be
// called before the operation serves.
func (op *Operation) Started() { op.placeSingles(op.plan) }

// fill sets what the request gives by type.
func (r *roles) fill(x *exchange) {
	if r.takesContext {
		*at[context.Context](x.frame, r.context) = x.request.Context()
	}
	if r.takesRequest {
		*at[*http.Request](x.frame, r.request) = x.request
	}
	if r.takesReply {
		// Fresh for each request: a handler that keeps it must not reach a later one.
		x.reply = new(vocab.Reply)
		*at[*vocab.Reply](x.frame, r.reply) = x.reply
	}
	if r.takesPreconditions {
		*at[vocab.Preconditions](x.frame, r.preconditions) = vocab.PreconditionsOf(x.request, r.forms)
	}
	if r.takesWriter {
		x.taken = &takenWriter{ResponseWriter: x.writer}
		*at[http.ResponseWriter](x.frame, r.writer) = x.taken
	}
}
