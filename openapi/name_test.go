package openapi

import (
	"reflect"
	"testing"
)

func TestTypeTitle(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, want, compat string }{
		{"Item", "Item", "Item"},
		{"Page[github.com/x/shop.Item]", "PageOfItem", "Page[Item]"},
		{"Page[*github.com/x/shop.Item]", "PageOfItem", "Page[Item]"},
		{"Page[[]string]", "PageOfListOfString", "Page[list[string]]"},
		{"Page[map[string]a.B]", "PageOfMapOfB", "Page[dict[B]]"},
		{"Page[interface {}]", "PageOfAny", "Page[any]"},
		{"Pair[string,a/b.C[d.E,int]]", "PairOfStringAndCOfEAndInt", "Pair[string, C[E, int]]"},
		{"Page[x.Item·1]", "PageOfItem", "Page[Item]"},
	}
	for _, tt := range tests {
		if got := typeTitle(tt.name, false); got != tt.want {
			t.Errorf("typeTitle(%q, false) = %q; want %q", tt.name, got, tt.want)
		}
		if got := typeTitle(tt.name, true); got != tt.compat {
			t.Errorf("typeTitle(%q, true) = %q; want %q", tt.name, got, tt.compat)
		}
	}
}

func TestSpacedTitle(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"item_id": "Item Id", "x-token": "X-Token", "userID": "Userid", "Body": "Body", "a1b": "A1B", "": "", "größe": "Größe",
	} {
		if got := spacedTitle(name); got != want {
			t.Errorf("spacedTitle(%q) = %q; want %q", name, got, want)
		}
	}
}

// Locals of one name in one package: nothing but a number tells them apart.
func localA() reflect.Type {
	type Local struct{ A int }
	return reflect.TypeFor[Local]()
}

func localB() reflect.Type {
	type Local struct{ B int }
	return reflect.TypeFor[Local]()
}

func TestNameComponents(t *testing.T) {
	t.Parallel()
	local := reflect.TypeFor[fixture]() // any type of this package
	other := reflect.TypeFor[reflect.Value]()
	tests := []struct {
		name   string
		list   []*component
		want   []string
		compat []string
	}{
		{"alone", []*component{{title: "Item", typ: local}}, []string{"Item"}, []string{"Item"}},
		{"two packages", []*component{{title: "Item", typ: local}, {title: "Item", typ: other}},
			[]string{"openapi_Item", "reflect_Item"}, []string{"github.com__signet-go__signet__openapi__Item", "reflect__Item"}},
		{"one package", []*component{{title: "Item", typ: local}, {title: "Item", typ: local}},
			[]string{"openapi_Item", "openapi_Item2"},
			[]string{"github.com__signet-go__signet__openapi__Item", "github.com__signet-go__signet__openapi__Item2"}},
		{"a known name stays", []*component{{title: "Problem", typ: local}, {title: "Problem", fixed: true}},
			[]string{"openapi_Problem", "Problem"}, []string{"github.com__signet-go__signet__openapi__Problem", "Problem"}},
		{"a body gives no way", []*component{{title: "MakeBody"}, {title: "MakeBody", typ: local}},
			[]string{"MakeBody", "openapi_MakeBody"}, []string{"MakeBody", "github.com__signet-go__signet__openapi__MakeBody"}},
		{"not ASCII", []*component{{title: "Größe", typ: local}}, []string{"Gr__e"}, []string{"Gr__e"}},
		{"generic", []*component{{title: "Page[Item]", typ: local}}, []string{"Page_Item_"}, []string{"Page_Item_"}},
	}
	for _, tt := range tests {
		for _, compat := range []bool{false, true} {
			want := tt.want
			if compat {
				want = tt.compat
			}
			names := nameComponents(tt.list, compat)
			for i, c := range tt.list {
				if names[c] != want[i] {
					t.Errorf("%s: nameComponents(…, %t)[%d] = %q; want %q", tt.name, compat, i, names[c], want[i])
				}
			}
		}
	}
}

func TestLocalTypesOfOneName(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	d := &Document{Info: Info{Title: "T", Version: "1"}}
	for i, typ := range []reflect.Type{localA(), localB()} {
		d.Operations = append(d.Operations, &Operation{
			Method: "GET", Path: "/" + string(rune('a'+i)), Responses: []Response{{Status: 200, Type: f.of(reflect.Zero(typ).Interface())}},
		})
	}
	doc := parse(t, f.build(d).JSON().Body)
	at(t, doc, "components", "schemas", "openapi_Local", "properties", "A")
	at(t, doc, "components", "schemas", "openapi_Local2", "properties", "B")
}
