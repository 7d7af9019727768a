package operation

import (
	"context"
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/vocab"
)

// exposed is what a request carries in its context where code outside of the
// plans can see the request: middleware of a group or a route, a function that
// takes *http.Request.
type exposed struct {
	op     *Operation
	values []string
}

type exposedKey struct{}

// expose returns r with its route in the context and its path values set. The
// values are copied: a middleware such as http.TimeoutHandler may let the
// request outlive the look-up.
func (op *Operation) expose(r *http.Request, values []string) *http.Request {
	in := &exposed{op: op, values: slices.Clone(values)}
	r = r.WithContext(context.WithValue(r.Context(), exposedKey{}, in))
	for i, w := range op.Pattern.Wildcards() {
		r.SetPathValue(w.Name, in.values[i])
	}
	return r
}

// RouteOf returns the route that serves r, nil before the match and where
// nothing but plans sees the request.
func RouteOf(r *http.Request) *vocab.RouteInfo {
	in, ok := r.Context().Value(exposedKey{}).(*exposed)
	if !ok {
		return nil
	}
	return in.op.Info
}
