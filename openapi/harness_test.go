package openapi

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// fixture is a builder with what it reads.
type fixture struct {
	t     testing.TB
	types *model.Reader
	*Builder
}

func newFixture(t testing.TB) *fixture {
	types := model.NewReader()
	return &fixture{t, types, NewBuilder(types, constraint.NewCompiler(), nil)}
}

// of reads the type of a value; nil is no type.
func (f *fixture) of(v any) *model.Type {
	f.t.Helper()
	if v == nil {
		return nil
	}
	t, err := f.types.ReadType(reflect.TypeOf(v))
	if err != nil {
		f.t.Fatal(err)
	}
	return t
}

// inputs resolves request structs on a route with the given wildcards.
func (f *fixture) inputs(wildcards []string, structs ...any) (list []*model.Input) {
	f.t.Helper()
	for _, s := range structs {
		r, err := f.types.ReadRequest(reflect.TypeOf(s))
		if err != nil {
			f.t.Fatal(err)
		}
		inputs, err := r.Resolve(wildcards)
		if err != nil {
			f.t.Fatal(err)
		}
		list = append(list, inputs...)
	}
	return list
}

func (f *fixture) build(d *Document) *Rendered {
	f.t.Helper()
	r, err := f.Build(d)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// parse reads JSON as a test compares it: without the order of members.
func parse(t testing.TB, text []byte) (v map[string]any) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// at follows names into a document.
func at(t testing.TB, v any, path ...string) any {
	t.Helper()
	for i, name := range path {
		m, ok := v.(map[string]any)
		if !ok || m[name] == nil {
			t.Fatalf("the document has no %q", path[:i+1])
		}
		v = m[name]
	}
	return v
}
