//lint:file-ignore U1000 fields and types that only reflection reads

package operation

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/route"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// TestDependencyGraphs compares random graphs of dependencies with an
// interpreter that reads the rules off the page: what runs, in which order, who
// sees whose value, how often, which cleanups run with which error, and what
// the client is told, with an error or a panic at any node.
func TestDependencyGraphs(t *testing.T) {
	t.Parallel()
	graphs := 3000
	if testing.Short() {
		graphs = 300
	}
	for seed := range graphs {
		randomGraph(rand.New(rand.NewPCG(uint64(seed), 7))).compare(t, seed)
	}
}

// TestDependencyGraphsFailAnywhere lets each node of a graph without failures
// fail in turn, in each way in which it can.
func TestDependencyGraphsFailAnywhere(t *testing.T) {
	t.Parallel()
	graphs := 60
	if testing.Short() {
		graphs = 10
	}
	for seed := range graphs {
		g := randomGraph(rand.New(rand.NewPCG(uint64(seed), 11)))
		nodes := append(slices.Concat(g.layers[:]...), g.handler)
		for _, n := range nodes {
			n.heal()
		}
		for _, n := range nodes {
			for _, n.fate = range []string{"error", "panic"} {
				g.compare(t, seed)
			}
			n.heal()
			if n.cleanup == "none" {
				continue
			}
			for _, n.cleanup = range []string{"fails", "panics"} {
				g.compare(t, seed)
			}
			n.heal()
		}
	}
}

// compare fails the test unless the graph is served as the rules say.
func (g *graph) compare(t *testing.T, seed int) {
	t.Helper()
	if want, got := g.interpret(), g.serve(t); got != want {
		t.Fatalf("seed %d: %s\n\nserved:\n%s\ninterpreted:\n%s", seed, g, got, want)
	}
}

// Each type is provided by one or more declarations; a value knows which one
// made it.
type (
	v0 struct{ maker string }
	v1 struct{ maker string }
	v2 struct{ maker string }
	v3 struct{ maker string }
	v4 struct{ maker string }
	v5 struct{ maker string }
)

var valueTypes = []reflect.Type{
	reflect.TypeFor[*v0](), reflect.TypeFor[*v1](), reflect.TypeFor[*v2](),
	reflect.TypeFor[*v3](), reflect.TypeFor[*v4](), reflect.TypeFor[*v5](),
}

const layerCount = 4

// node is a declaration of a graph.
type node struct {
	name    string
	makes   int   // index into valueTypes
	takes   []int // the same; all below makes, so that there is no circle
	layer   int
	runs    bool
	noCache bool
	cleanup string // none, ok, fails, panics
	fate    string // ok, error, panic
}

// heal takes the node's failures away.
func (n *node) heal() {
	if n.fate = "ok"; n.cleanup == "fails" || n.cleanup == "panics" {
		n.cleanup = "ok"
	}
}

type graph struct {
	layers  [layerCount][]*node
	handler *node
}

func randomGraph(r *rand.Rand) *graph {
	g := &graph{}
	visible := [layerCount]map[int]bool{}
	for l := range g.layers {
		visible[l] = map[int]bool{}
		if l > 0 {
			for k := range visible[l-1] {
				visible[l][k] = true
			}
		}
		for makes := range valueTypes {
			if r.IntN(3) == 0 {
				g.add(r, l, makes, visible[l])
				visible[l][makes] = true
			}
		}
	}
	g.handler = &node{name: "handler", takes: pick(r, visible[layerCount-1], len(valueTypes)), layer: layerCount - 1, fate: fate(r)}
	return g
}

func (g *graph) add(r *rand.Rand, l, makes int, visible map[int]bool) {
	n := &node{
		name: fmt.Sprintf("n%d@%d", makes, l), makes: makes, takes: pick(r, visible, makes), layer: l,
		runs: r.IntN(2) == 0, noCache: r.IntN(6) == 0, cleanup: []string{"none", "none", "ok", "ok", "ok", "ok", "fails", "panics"}[r.IntN(8)], fate: fate(r),
	}
	g.layers[l] = append(g.layers[l], n)
}

// pick returns some of the visible types below a bound, in a random order.
func pick(r *rand.Rand, visible map[int]bool, below int) (list []int) {
	for _, k := range r.Perm(below) {
		if visible[k] && r.IntN(2) == 0 {
			list = append(list, k)
		}
	}
	return list
}

func fate(r *rand.Rand) string {
	return [...]string{"ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "error", "panic"}[r.IntN(10)]
}

func (g *graph) String() string {
	var b strings.Builder
	for _, list := range g.layers {
		for _, n := range list {
			fmt.Fprintf(&b, "\n%+v", *n)
		}
	}
	fmt.Fprintf(&b, "\n%+v", *g.handler)
	return b.String()
}

// interpreter runs a graph by the rules, recursively.
type interpreter struct {
	*graph
	log      strings.Builder
	made     map[*node]bool
	cleanups []*node
}

func (g *graph) interpret() string {
	in := &interpreter{graph: g, made: map[*node]bool{}}
	err := in.run()
	for i := len(in.cleanups) - 1; i >= 0; i-- {
		n := in.cleanups[i]
		fmt.Fprintf(&in.log, "cleanup %s %s\n", n.name, short(err))
		switch {
		case err != nil: // the first error wins
		case n.cleanup == "fails":
			err = errors.New("cleanup " + n.name)
		case n.cleanup == "panics":
			err = errors.New("panic " + n.name)
		}
	}
	status := 204
	if err != nil {
		status = 409
		if !strings.HasPrefix(err.Error(), "error") {
			status = 500
		}
	}
	fmt.Fprintf(&in.log, "status %d\n", status)
	return in.log.String()
}

func (in *interpreter) run() error {
	for _, list := range in.layers {
		for _, n := range list {
			if n.runs {
				if err := in.make(n); err != nil {
					return err
				}
			}
		}
	}
	return in.call(in.handler)
}

// make runs a declaration unless its value is there.
func (in *interpreter) make(n *node) error {
	if in.made[n] && !n.noCache {
		return nil
	}
	in.made[n] = true
	if err := in.call(n); err != nil {
		return err
	}
	if n.cleanup != "none" {
		in.cleanups = append(in.cleanups, n)
	}
	return nil
}

func (in *interpreter) call(n *node) error {
	var values []string
	for _, k := range n.takes {
		from := in.find(k, n.layer)
		if err := in.make(from); err != nil {
			return err
		}
		values = append(values, from.name)
	}
	fmt.Fprintf(&in.log, "%s%v\n", n.name, values)
	if n.fate != "ok" {
		return errors.New(n.fate + " " + n.name)
	}
	return nil
}

// find returns the innermost declaration from a layer outward.
func (in *interpreter) find(k, from int) *node {
	for l := from; l >= 0; l-- {
		for _, n := range in.layers[l] {
			if n.makes == k {
				return n
			}
		}
	}
	panic("randomGraph takes only what is visible")
}

// short keeps of an error what both sides can say.
func short(err error) string {
	if err == nil {
		return "<nil>"
	}
	words := strings.Fields(strings.ReplaceAll(err.Error(), ":", " "))
	return words[0] + " " + words[len(words)-1]
}

// served runs a graph by the compiled plan.
type served struct{ log strings.Builder }

func (g *graph) serve(t *testing.T) string {
	t.Helper()
	s := &served{}
	kit := NewKit(slog.New(slog.DiscardHandler), false, false)
	src := Source{Method: "GET", Layers: []*layer.Settings{{}, {}, {}, {}}}
	var err error
	if src.Pattern, err = route.Parse("/"); err != nil {
		t.Fatal(err)
	}
	for _, list := range g.layers {
		var l depend.Layer
		for _, n := range list {
			f, err := signature.ReadProvider(kit.Types, s.provider(n))
			if err != nil {
				t.Fatal(err)
			}
			l.Declarations = append(l.Declarations, &depend.Declaration{Func: f, Runs: n.runs, NoCache: n.noCache})
		}
		src.Depends = append(src.Depends, l)
	}
	if src.Func, err = signature.ReadHandler(kit.Types, s.handler(g.handler)); err != nil {
		t.Fatal(err)
	}
	op, err := Compile(kit, src)
	if err != nil {
		t.Fatalf("%s\n%v", g, err)
	}
	w := httptest.NewRecorder()
	op.Serve(w, httptest.NewRequest("GET", "/", nil), nil)
	fmt.Fprintf(&s.log, "status %d\n", w.Code)
	return s.log.String()
}

func arguments(n *node) (types []reflect.Type) {
	for _, k := range n.takes {
		types = append(types, valueTypes[k])
	}
	return types
}

var (
	errorType   = reflect.TypeFor[error]()
	cleanupType = reflect.TypeFor[vocab.Cleanup]()
)

// provider makes the function of a node.
func (s *served) provider(n *node) any {
	made := valueTypes[n.makes]
	t := reflect.FuncOf(arguments(n), []reflect.Type{made, cleanupType, errorType}, false)
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		err := s.call(n, args)
		value := reflect.New(made.Elem())
		reflect.NewAt(reflect.TypeFor[string](), value.UnsafePointer()).Elem().SetString(n.name)
		return []reflect.Value{value, s.cleanup(n), err}
	}).Interface()
}

func (s *served) handler(n *node) any {
	t := reflect.FuncOf(arguments(n), []reflect.Type{errorType}, false)
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value { return []reflect.Value{s.call(n, args)} }).Interface()
}

func (s *served) call(n *node, args []reflect.Value) reflect.Value {
	var values []string
	for _, a := range args {
		values = append(values, a.Elem().Field(0).String())
	}
	fmt.Fprintf(&s.log, "%s%v\n", n.name, values)
	switch n.fate {
	case "error":
		return reflect.ValueOf(error(fmt.Errorf("error %s%w", n.name, silent{vocab.NewError(409, "refused")})))
	case "panic":
		panic("panic " + n.name)
	}
	return reflect.Zero(errorType)
}

// silent keeps the wrapped error's text out of the wrapping one's.
type silent struct{ error }

func (silent) Error() string   { return "" }
func (s silent) Unwrap() error { return s.error }

func (s *served) cleanup(n *node) reflect.Value {
	if n.cleanup == "none" {
		return reflect.Zero(cleanupType)
	}
	return reflect.ValueOf(vocab.Cleanup(func(err error) error {
		fmt.Fprintf(&s.log, "cleanup %s %s\n", n.name, short(err))
		switch n.cleanup {
		case "fails":
			return errors.New("cleanup " + n.name)
		case "panics":
			panic("cleanup " + n.name)
		}
		return nil
	}))
}
