package refusal

import (
	"cmp"
	"fmt"
	"net/http"
	"reflect"
	"slices"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/vocab"
)

// Chain holds the functions of all layers in the order in which they are asked:
// the innermost layer first; in a layer those for statuses, then those for a
// concrete type, for an interface, for any error; of several alike the last.
type Chain struct{ layers [][]*Func }

// NewChain orders the functions of layers, which come outermost first, each in
// the order of registration; nil if there are none.
func NewChain(layers [][]*Func) *Chain {
	c := &Chain{}
	for _, registered := range slices.Backward(layers) {
		if len(registered) == 0 {
			continue
		}
		asked := slices.Clone(registered)
		slices.Reverse(asked)
		slices.SortStableFunc(asked, func(a, b *Func) int { return cmp.Compare(a.rank(), b.rank()) })
		c.layers = append(c.layers, asked)
	}
	if len(c.layers) == 0 {
		return nil
	}
	return c
}

// answer asks the functions. It returns the answer of one, or the error that is
// left to be answered, and whether that is another one. An error that one returns goes on through those that were
// not asked yet, in its layer and further out: so a group can say what an error
// means, and the app how errors look.
func (c *Chain) answer(r *http.Request, route *vocab.RouteInfo, err error) (answer *failure.Answer, left error, changed bool) {
	for _, layer := range c.layers {
		asked := make([]bool, len(layer))
		for i := 0; i < len(layer); i++ {
			f := layer[i]
			if asked[i] {
				continue
			}
			status := failure.Status(err)
			given, fits := f.find(err, status)
			if !fits {
				continue
			}
			asked[i] = true
			x := call{f: f, request: r, route: route, given: given, status: status}
			instead, answer, failed := x.run()
			switch {
			case failed != nil:
				return nil, &brokenError{f: f, given: err, failed: failed}, true
			case answer != nil:
				return answer, err, changed
			case instead != nil:
				err, changed, i = instead, true, -1
			}
		}
	}
	return nil, err, changed
}

// brokenError is the failure of a function of OnError. It is no error of the
// client, whatever it was given and whatever broke it.
type brokenError struct {
	f      *Func
	given  error
	failed error
}

func (e *brokenError) Error() string {
	return fmt.Sprintf("OnError: %v: %v; it was given: %v", e.f.fn, e.failed, e.given)
}

// Unwrap lets the log find the stack of a panic.
func (e *brokenError) Unwrap() error {
	if panicked, ok := e.failed.(*failure.Panic); ok {
		return panicked
	}
	return nil
}

// Description is the answer that the document has for an error.
type Description struct {
	Output *binding.Output // nil: nothing is known of the body
}

// Describe returns what answers an error of type t with the status, as far as
// signatures tell; nil if it is answered in the style of its layer.
func (c *Chain) Describe(t reflect.Type, status int) *Description {
	if c == nil {
		return nil
	}
	for _, layer := range c.layers {
		for _, f := range layer {
			if f.answers(t, status) {
				return &Description{f.output}
			}
		}
	}
	return nil
}
