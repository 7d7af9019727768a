package depend

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/signature"
)

// Layer is what one layer declares.
type Layer struct {
	Name         string // for messages: app, group /v1, function, route
	Declarations []*Declaration
	Public       bool // takes away what outer layers declare with credentials in its chain
}

// Resolve makes the plan of a handler under the given layers, outermost first.
// All mistakes come joined, each with the chain of who needs what.
func Resolve(layers []Layer, singles []*Single, handler *signature.Func) (*Plan, error) {
	r := &resolver{layers: layers, singles: singles, known: map[identity]*Node{}}
	r.refuseTwins()
	r.open()
	for at, layer := range r.layers {
		for _, d := range layer.Declarations {
			if d.Runs {
				r.demand(d, at)
			}
		}
	}
	h := &Node{Func: handler}
	r.path = []*Node{h}
	r.feed(h, len(layers)-1, nil)
	if len(r.mistakes) > 0 {
		return nil, errors.Join(r.mistakes...)
	}
	return r.plan(h), nil
}

type resolver struct {
	layers   []Layer
	singles  []*Single
	known    map[identity]*Node
	order    []*Node
	path     []*Node // being resolved, outermost demand first
	freed    []freed // what Public took away
	mistakes []error
}

// report adds the chain of who needs the function that the text is about, the
// last of the path.
func (r *resolver) report(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	for i := len(r.path) - 2; i >= 0; i-- {
		text += "\n\tneeded by " + r.path[i].Func.String()
	}
	r.mistakes = append(r.mistakes, errors.New(text))
}

// refuseTwins reports two declarations of one layer that offer the same type.
func (r *resolver) refuseTwins() {
	for _, layer := range r.layers {
		offers := map[reflect.Type]*Declaration{}
		for _, d := range layer.Declarations {
			t := d.Func.ResultType()
			if t == nil {
				continue
			}
			if twin := offers[t]; twin != nil && identify(twin.Func) != identify(d.Func) {
				r.report("%s: %v and %v both provide %v; an argument of that type could not choose: give one a type of its own", layer.Name, twin.Func, d.Func, t)
			}
			offers[t] = d
		}
	}
}

// demand returns the node of a declaration of layer at, made on first demand.
func (r *resolver) demand(d *Declaration, at int) *Node {
	id := identify(d.Func)
	if n, ok := r.known[id]; ok && !d.NoCache {
		if n.Position < 0 {
			r.reportCycle(n)
		}
		if !slices.Contains(n.Declared, d) {
			n.Declared = append(n.Declared, d)
		}
		return n
	}
	n := &Node{Declaration: d, Declared: []*Declaration{d}, Func: d.Func, Position: -1}
	if r.runsInto(d) {
		r.reportCycle(n)
		return n
	}
	r.known[id] = n
	r.path = append(r.path, n)
	r.feed(n, at, d)
	r.path = r.path[:len(r.path)-1]
	n.Position = len(r.order)
	r.order = append(r.order, n)
	return n
}

// runsInto reports whether d, which is made anew for each demand, is demanded
// while it is being resolved.
func (r *resolver) runsInto(d *Declaration) bool {
	for _, n := range r.path {
		if n.Declaration == d {
			return true
		}
	}
	return false
}

func (r *resolver) reportCycle(n *Node) {
	var chain strings.Builder
	inside := false
	for _, p := range r.path {
		inside = inside || p.Func == n.Func
		if inside {
			fmt.Fprintf(&chain, "\n\t%v needs", p.Func)
		}
	}
	r.mistakes = append(r.mistakes, fmt.Errorf("dependencies go in a circle:%s\n\t%v", chain.String(), n.Func))
}

// feed finds the source of each argument of n, from layer at outward. own is
// n's declaration: it cannot feed itself, so a provider may take the outer
// value of the type that it provides.
func (r *resolver) feed(n *Node, at int, own *Declaration) {
	for i, a := range n.Func.Arguments {
		var f Feed
		if a.Role == signature.Dependency {
			f = r.find(n, i, a.Type, at, own)
			r.refuseEarlyEnd(n, i, f.Node)
		}
		n.Feeds = append(n.Feeds, f)
		n.NeedsBody = n.NeedsBody || f.Node != nil && f.Node.NeedsBody || readsBody(a)
	}
}

// refuseEarlyEnd reports a cleanup that waits for the answer while what it may
// still use, directly or through others, is undone before.
func (r *resolver) refuseEarlyEnd(n *Node, argument int, fed *Node) {
	if n.Declaration == nil || !n.Declaration.AfterResponse || fed == nil {
		return
	}
	if early := fed.endsEarly(); early != nil {
		r.report("%v: argument %d: its cleanup runs after the answer, but that of %v, which it needs, before; pass signet.AfterResponse() to both or to neither", n.Func, argument+1, early.Func)
	}
}

// endsEarly returns the first of n and what n needs that is undone before the answer.
func (n *Node) endsEarly() *Node {
	if n.Func.Cleanup >= 0 && !n.Declaration.AfterResponse {
		return n
	}
	for _, f := range n.Feeds {
		if f.Node != nil {
			if early := f.Node.endsEarly(); early != nil {
				return early
			}
		}
	}
	return nil
}

func readsBody(a signature.Argument) bool {
	if a.Role != signature.Input {
		return false
	}
	for _, p := range a.Input.Params {
		for _, o := range p.Origins {
			if o.Source.InBody() {
				return true
			}
		}
	}
	return false
}

func (r *resolver) find(n *Node, argument int, t reflect.Type, at int, own *Declaration) Feed {
	d, i := r.offer(t, at, own)
	if nearer := r.takenAway(t, i); d == nil || nearer == nil {
		if d != nil {
			return Feed{Node: r.demand(d, i)}
		}
		for _, s := range r.singles {
			if s.Type == t && nearer == nil {
				return Feed{Single: s}
			}
		}
	}
	r.report("%v: argument %d: nothing provides %v%s", n.Func, argument+1, t, r.hint(t))
	return Feed{}
}

// offer returns the declaration of a type, from layer at outward, and its layer.
func (r *resolver) offer(t reflect.Type, at int, own *Declaration) (*Declaration, int) {
	for i := at; i >= 0; i-- {
		for _, d := range r.layers[i].Declarations {
			if d != own && d.Func.ResultType() == t {
				return d, i
			}
		}
	}
	return nil, 0
}

// hint says what is nearest to a type that nothing provides.
func (r *resolver) hint(t reflect.Type) string {
	for _, d := range r.freed {
		if d.Func.ResultType() == t {
			return fmt.Sprintf(": signet.Public() took away %v, whose chain reads credentials; leave out Public(), or declare a dependency that returns %v beside it or further inside", d.Func, t)
		}
	}
	if near := r.furtherInside(t) + Nearest(t, r.offers()); near != "" {
		return near
	}
	base := t
	if base.Kind() == reflect.Pointer {
		base = base.Elem()
	}
	if base.Kind() == reflect.Struct && base.NumField() > 0 && !model.IsRequest(base) {
		return fmt.Sprintf("; to read it from the request, give the fields of %v source tags (path, query, header, cookie, form, file, body), or put it into a request struct as a field tagged body:\"\"", base)
	}
	return "; add signet.Provide(f) or signet.Depends(f) to a layer of the route, with a function f that returns it"
}

// furtherInside names the layers that provide the type where the function that
// is being fed, an outer layer's, must not see it.
func (r *resolver) furtherInside(t reflect.Type) string {
	asking, text := r.path[len(r.path)-1], ""
	for _, layer := range r.layers {
		for _, d := range layer.Declarations {
			if d.Func.ResultType() == t && d.Func != asking.Func {
				text += fmt.Sprintf("; %v provides it in %s, further inside than where %s is declared: declare one of them in the layer of the other", d.Func, layer.Name, asking.Func.Place.Name)
			}
		}
	}
	return text
}

func (r *resolver) offers() []reflect.Type {
	var types []reflect.Type
	for _, layer := range r.layers {
		for _, d := range layer.Declarations {
			if t := d.Func.ResultType(); t != nil {
				types = append(types, t)
			}
		}
	}
	for _, s := range r.singles {
		types = append(types, s.Type)
	}
	return types
}

// plan moves what needs the body behind what does not, each in its order.
func (r *resolver) plan(handler *Node) *Plan {
	p := &Plan{Handler: handler, Singles: r.singles, Used: r.usedInOrder()}
	p.Freed = slices.ContainsFunc(r.freed, func(f freed) bool { return f.Runs })
	for _, needsBody := range []bool{false, true} {
		for _, n := range r.order {
			if n.NeedsBody == needsBody {
				n.Position = len(p.Nodes)
				p.Nodes = append(p.Nodes, n)
			}
		}
		if !needsBody {
			p.BeforeBody = len(p.Nodes)
		}
	}
	handler.Position = len(p.Nodes)
	return p
}
