package depend

import (
	"reflect"
	"slices"

	"github.com/signet-go/signet/internal/signature"
)

// open takes away from the layers outside of the innermost public one what has
// credentials in its chain, so that a client without any reaches the handler.
// Everything else outside still runs.
func (r *resolver) open() {
	public := -1
	for i, l := range r.layers {
		if l.Public {
			public = i
		}
	}
	if public <= 0 {
		return
	}
	opened := slices.Clone(r.layers)
	for i := range public {
		opened[i].Declarations = slices.DeleteFunc(slices.Clone(r.layers[i].Declarations), func(d *Declaration) bool {
			secret := r.readsCredential(d, i, nil)
			if secret {
				r.freed = append(r.freed, freed{d, i})
			}
			return secret
		})
	}
	r.layers = opened
}

// freed is a declaration that Public took away, and its layer.
type freed struct {
	*Declaration
	at int
}

// takenAway returns what Public took away of a type, if it stood at layer from or
// further inside: an offer further outside must not silently stand in for it.
func (r *resolver) takenAway(t reflect.Type, from int) *Declaration {
	for _, f := range slices.Backward(r.freed) {
		if f.at >= from && f.Func.ResultType() == t {
			return f.Declaration
		}
	}
	return nil
}

// readsCredential reports whether the chain of d, declared in layer at, reads
// credentials. above are the declarations on the way, for a circle has no end.
func (r *resolver) readsCredential(d *Declaration, at int, above []*Declaration) bool {
	f := d.Func
	if d.Replaced != nil {
		f = d.Replaced // a test's routes are as open as the app's
	}
	if f.HoldsCredential() {
		return true
	}
	if slices.Contains(above, d) {
		return false
	}
	above = append(slices.Clone(above), d)
	for _, a := range f.Arguments {
		if a.Role != signature.Dependency {
			continue
		}
		if offer, layer := r.offer(a.Type, at, d); offer != nil && r.readsCredential(offer, layer, above) {
			return true
		}
	}
	return false
}

// usedInOrder are the declarations that the plan is made of, outer layers first.
func (r *resolver) usedInOrder() []*Declaration {
	var used []*Declaration
	for _, l := range r.layers {
		for _, d := range l.Declarations {
			declares := func(n *Node) bool { return slices.Contains(n.Declared, d) }
			if slices.ContainsFunc(r.order, declares) && !slices.Contains(used, d) {
				used = append(used, d)
			}
		}
	}
	return used
}
