package binding

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// rig is a plan with the structs that it fills.
type rig struct {
	types *model.Reader
	plans *jsonplan.Compiler
	slots []reflect.Type
	plan  *Plan
}

// build compiles a plan for pointers to request structs on a route.
func build(wildcards []string, c Config, structs ...any) (*rig, error) {
	g := &rig{types: model.NewReader()}
	c.Checks = constraint.NewCompiler()
	g.plans = jsonplan.NewCompiler(g.types, c.Checks, jsonplan.Options{MaxErrors: c.MaxErrors})
	c.Plans = g.plans
	var slots []Slot
	for _, s := range structs {
		typ := reflect.TypeOf(s).Elem()
		req, err := g.types.ReadRequest(typ)
		if err != nil {
			return nil, err
		}
		inputs, err := req.Resolve(wildcards)
		if err != nil {
			return nil, err
		}
		g.slots = append(g.slots, typ)
		slots = append(slots, Slot{Group: len(slots), Request: req, Inputs: inputs})
	}
	var err error
	g.plan, err = Compile(slots, c)
	return g, err
}

func mustBuild(t testing.TB, wildcards []string, c Config, structs ...any) *rig {
	t.Helper()
	g, err := build(wildcards, c, structs...)
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	return g
}

// basesOf returns the addresses of the structs.
func basesOf(structs ...any) []unsafe.Pointer {
	bases := make([]unsafe.Pointer, len(structs))
	for i, s := range structs {
		bases[i] = reflect.ValueOf(s).UnsafePointer()
	}
	return bases
}

// bind fills one struct from a request, body included, and returns the mistakes.
func bind[T any](t testing.TB, c Config, r *http.Request, wild ...string) (*T, []vocab.FieldError) {
	t.Helper()
	in := new(T)
	var names []string
	for i := range wild {
		names = append(names, fmt.Sprintf("w%d", i))
	}
	g := mustBuild(t, names, c, in)
	var bad Invalid
	bases := basesOf(in)
	g.plan.BindParams(r, wild, bases, &bad)
	if g.plan.HasBody() {
		if err := g.plan.BindBody(httptest.NewRecorder(), r, bases, &bad, new(Uploads)); err != nil {
			t.Fatalf("BindBody: %v", err)
		}
	}
	return in, bad.Fields()
}

func get(query string) *http.Request {
	return &http.Request{Method: "GET", Header: http.Header{}, URL: mustURL(query)}
}

func post(contentType, body string) *http.Request {
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	return r
}

// texts prints mistakes one a line: place, type and input.
func texts(errs []vocab.FieldError) string {
	var b strings.Builder
	for _, e := range errs {
		fmt.Fprintf(&b, "%v %s %v\n", e.Loc, e.Type, e.Input)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func newPlans() (*model.Reader, *jsonplan.Compiler) {
	types := model.NewReader()
	return types, jsonplan.NewCompiler(types, constraint.NewCompiler(), jsonplan.Options{})
}

// slowly hides the length of a body and gives it byte by byte.
type slowly struct{ r io.Reader }

func (s slowly) Read(p []byte) (int, error) { return s.r.Read(p[:min(1, len(p))]) }
func (s slowly) Close() error               { return nil }
