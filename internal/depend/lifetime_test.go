package depend

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// TestLifetimes compares random graphs of the app's lifetime with a plain
// recursive reading of the rules: what is built, in which order, who sees whose
// value, and which cleanups run with which error, with an error or a panic at
// any node.
func TestLifetimes(t *testing.T) {
	t.Parallel()
	for seed := range 1000 {
		g := randomLifetime(rand.New(rand.NewPCG(uint64(seed), 11)))
		if got, want := g.live(t), g.interpret(); got != want {
			t.Fatalf("seed %d: %+v\nlived:\n%s\ninterpreted:\n%s", seed, g.nodes, got, want)
		}
	}
}

type (
	l0 struct{ Maker string }
	l1 struct{ Maker string }
	l2 struct{ Maker string }
	l3 struct{ Maker string }
	l4 struct{ Maker string }
)

var lifetimeTypes = []reflect.Type{
	reflect.TypeFor[*l0](), reflect.TypeFor[*l1](), reflect.TypeFor[*l2](), reflect.TypeFor[*l3](), reflect.TypeFor[*l4](),
}

// lived is a function of the app's lifetime: it makes type makes of those.
type lived struct {
	makes   int
	takes   []int // below makes, so that there is no circle
	cleanup string
	fate    string
}

func (n *lived) name() string { return fmt.Sprint("n", n.makes) }

// lifetimeGraph has its nodes in the order of registration.
type lifetimeGraph struct {
	nodes []*lived
	log   strings.Builder
}

func randomLifetime(r *rand.Rand) *lifetimeGraph {
	g := &lifetimeGraph{}
	for _, makes := range r.Perm(len(lifetimeTypes)) {
		n := &lived{makes: makes, cleanup: []string{"none", "ok", "fails"}[r.IntN(3)], fate: []string{"ok", "ok", "ok", "ok", "error", "panic"}[r.IntN(6)]}
		for _, k := range r.Perm(makes) {
			if r.IntN(2) == 0 {
				n.takes = append(n.takes, k)
			}
		}
		g.nodes = append(g.nodes, n)
	}
	return g
}

// interpret reads the rules off the page.
func (g *lifetimeGraph) interpret() string {
	var log strings.Builder
	var built []*lived
	made := map[int]bool{}
	var build func(*lived) error
	build = func(n *lived) error {
		if made[n.makes] {
			return nil
		}
		var values []string
		for _, k := range n.takes {
			if err := build(g.of(k)); err != nil {
				return err
			}
			values = append(values, g.of(k).name())
		}
		fmt.Fprintf(&log, "%s%v\n", n.name(), values)
		if n.fate != "ok" {
			return errors.New(n.name())
		}
		made[n.makes] = true
		built = append(built, n)
		return nil
	}
	var err error
	for _, n := range g.nodes {
		if err = build(n); err != nil {
			break
		}
	}
	outcome := "<nil>"
	if err != nil {
		outcome = err.Error()
	}
	for i := len(built) - 1; i >= 0; i-- {
		if built[i].cleanup != "none" {
			fmt.Fprintf(&log, "cleanup %s %s\n", built[i].name(), outcome)
		}
	}
	fmt.Fprintf(&log, "ends with %s\n", outcome)
	return log.String()
}

func (g *lifetimeGraph) of(makes int) *lived {
	for _, n := range g.nodes {
		if n.makes == makes {
			return n
		}
	}
	panic("every type is made")
}

// live starts and closes the graph.
func (g *lifetimeGraph) live(t *testing.T) string {
	t.Helper()
	g.log.Reset()
	var singles []*Single
	for _, n := range g.nodes {
		f, err := signature.ReadProvider(model.NewReader(), g.provider(n))
		if err != nil {
			t.Fatal(err)
		}
		singles = append(singles, NewSingle(&Declaration{Func: f}))
	}
	ordered, err := ResolveSingles(singles, nil)
	if err != nil {
		t.Fatalf("ResolveSingles = %v; want an order", err)
	}
	lifetime := NewLifetime()
	err = lifetime.Start(context.Background(), ordered)
	if err != nil {
		fmt.Fprintf(&g.log, "ends with %s\n", culprit(err))
		if closed := lifetime.Close(context.Background()); closed != nil {
			t.Errorf("Close after a failed start = %v", closed)
		}
		return g.log.String()
	}
	if again := lifetime.Start(context.Background(), ordered); again != nil {
		t.Errorf("Start of what is built = %v", again)
	}
	closed := lifetime.Close(context.Background())
	if failing := strings.Count(fmt.Sprint(closed), "cleanup fails"); failing != g.failing() {
		t.Errorf("Close = %v; want the errors of %d cleanups", closed, g.failing())
	}
	g.log.WriteString("ends with <nil>\n")
	return g.log.String()
}

func (g *lifetimeGraph) failing() (n int) {
	for _, node := range g.nodes {
		if node.cleanup == "fails" {
			n++
		}
	}
	return n
}

// culprit is the node that an error names first.
func culprit(err error) string {
	if err == nil {
		return "<nil>"
	}
	for _, word := range strings.FieldsFunc(err.Error(), func(r rune) bool { return r == ' ' || r == '\n' || r == ':' }) {
		if len(word) == 2 && word[0] == 'n' {
			return word
		}
	}
	return err.Error()
}

// provider makes the function of a node.
func (g *lifetimeGraph) provider(n *lived) any {
	made := lifetimeTypes[n.makes]
	var takes []reflect.Type
	for _, k := range n.takes {
		takes = append(takes, lifetimeTypes[k])
	}
	t := reflect.FuncOf(takes, []reflect.Type{made, cleanupType, reflect.TypeFor[error]()}, false)
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		var values []string
		for _, a := range args {
			values = append(values, a.Elem().Field(0).String())
		}
		fmt.Fprintf(&g.log, "%s%v\n", n.name(), values)
		failed := reflect.Zero(reflect.TypeFor[error]())
		switch n.fate {
		case "error":
			failed = reflect.ValueOf(errors.New(n.name()))
		case "panic":
			panic(n.name())
		}
		value := reflect.New(made.Elem())
		value.Elem().Field(0).SetString(n.name())
		return []reflect.Value{value, g.cleanup(n), failed}
	}).Interface()
}

func (g *lifetimeGraph) cleanup(n *lived) reflect.Value {
	if n.cleanup == "none" {
		return reflect.Zero(cleanupType)
	}
	return reflect.ValueOf(vocab.Cleanup(func(err error) error {
		fmt.Fprintf(&g.log, "cleanup %s %s\n", n.name(), culprit(err))
		if n.cleanup == "fails" {
			return errors.New("cleanup fails")
		}
		return nil
	}))
}
