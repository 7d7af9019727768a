package jsonplan

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

type product struct {
	ID     int               `json:"id"`
	Name   string            `json:"name"`
	Price  float64           `json:"price"`
	Note   *string           `json:"note"`
	Rank   vocab.Opt[int]    `json:"rank,omitzero"`
	Owner  person            `json:"owner"`
	Parts  []part            `json:"parts"`
	Refs   map[string]*part  `json:"refs"`
	More   any               `json:"more"`
	Made   time.Time         `json:"made"`
	Parent *product          `json:"parent"`
	Raw    json.RawMessage   `json:"raw"`
	Sizes  [2]int            `json:"sizes"`
	Labels map[string]string `json:"labels"`
}

type person struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

type part struct {
	Code string `json:"code"`
	Cost int32  `json:"cost"`
}

type personName struct {
	Name string `json:"name"`
}

type partCode struct {
	Code string `json:"code"`
}

type productView struct {
	Parent *productView        `json:"parent"`
	Name   string              `json:"name"`
	Note   *string             `json:"note,omitempty"`
	Rank   *int                `json:"rank,omitempty"`
	Owner  personName          `json:"owner"`
	Parts  []partCode          `json:"parts"`
	Refs   map[string]partCode `json:"refs"`
	More   any                 `json:"more"`
	Made   time.Time           `json:"made"`
	Lacks  string              `json:"lacks,omitempty"`
	Maybe  *float64            `json:"price"`
}

func TestProjection(t *testing.T) {
	t.Parallel()
	note := "n"
	v := []*product{{
		ID: 1, Name: "cup", Price: 2.5, Owner: person{"Ada", "hush"}, Parts: []part{{"p1", 3}}, Refs: map[string]*part{"r": {"p2", 4}}, More: []int{1},
		Made: time.Unix(0, 0).UTC(), Parent: &product{Name: "set", Note: &note, Rank: vocab.Some(2)},
	}}
	e := projection[[]*product, []productView](t)
	got, err := e.Append(nil, unsafe.Pointer(&v))
	want := `[{"parent":{"parent":null,"name":"set","note":"n","rank":2,"owner":{"name":""},"parts":[],"refs":{},"more":null,"made":"0001-01-01T00:00:00Z","price":0},` +
		`"name":"cup","owner":{"name":"Ada"},"parts":[{"code":"p1"}],"refs":{"r":{"code":"p2"}},"more":[1],"made":"1970-01-01T00:00:00Z","price":2.5}]`
	if err != nil || string(got) != want {
		t.Errorf("Append = %s, %v; want\n%s", got, err, want)
	}
	v = append(v, nil)
	if _, err := e.Append(nil, unsafe.Pointer(&v)); err == nil || err.Error() != "encode []*jsonplan.product: [1]: is nil, and its place has no null" {
		t.Errorf("Append of a nil item = %v; want an error with its place", err)
	}
}

func projection[From, To any](t *testing.T) *Encoder {
	t.Helper()
	e, err := project(t, reflect.TypeFor[From](), reflect.TypeFor[To]())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func project(t *testing.T, from, to reflect.Type) (*Encoder, error) {
	t.Helper()
	c := newTestCompiler(Options{})
	f, err := c.types.ReadType(from)
	if err != nil {
		t.Fatal(err)
	}
	g, err := c.types.ReadType(to)
	if err != nil {
		t.Fatal(err)
	}
	return c.Projection(f, g)
}

func TestProjectionErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		from, to any
		want     string
	}{
		{"lacking", personName{}, person{}, `password: jsonplan.person needs it, jsonplan.personName has no member "password"`},
		{"lacking in a list", []product{}, []struct {
			Parts []struct {
				Size int `json:"size"`
			} `json:"parts"`
		}{}, `[].parts[].size: struct { Size int "json:\"size\"" } needs it, jsonplan.part has no member "size"`},
		{"lacking but a pointer", personName{}, struct {
			Age *int `json:"age"`
		}{}, `age: struct { Age *int "json:\"age\"" } needs it, jsonplan.personName has no member "age"`},
		{"another kind", product{}, struct {
			ID string `json:"id"`
		}{}, `id: struct { ID string "json:\"id\"" } needs string (string), jsonplan.product has int (int)`},
		{"null where none may be", product{}, struct {
			Note string `json:"note"`
		}{}, `note: struct { Note string "json:\"note\"" } needs string (string), jsonplan.product has *string, which can be null`},
		{"an interface where a type is needed", product{}, struct {
			More []int `json:"more"`
		}{}, `more: struct { More []int "json:\"more\"" } needs []int (slice), and jsonplan.product has an interface, which may hold anything`},
		{"a narrower number", product{}, struct {
			ID int32 `json:"id"`
		}{}, `id: struct { ID int32 "json:\"id\"" } needs int32, which cannot hold every int of jsonplan.product`},
		{"another length", product{}, struct {
			Sizes [3]int `json:"sizes"`
		}{}, `sizes: struct { Sizes [3]int "json:\"sizes\"" } needs 3 items, jsonplan.product has 2`},
		{"other keys", product{}, struct {
			Labels map[int]string `json:"labels"`
		}{}, `labels: struct { Labels map[int]string "json:\"labels\"" } needs keys of int, jsonplan.product has string`},
		{"quoted or not", product{}, struct {
			ID int `json:"id,string"`
		}{}, `id: struct { ID int "json:\"id,string\"" } and jsonplan.product disagree about the option "string" of its json tag`},
		{"root", []int{}, map[string]int{}, `[]int as map[string]int: map[string]int needs map[string]int (map), []int has []int (slice)`},
		{"own JSON", struct {
			V louder `json:"v"`
		}{}, struct {
			V struct{} `json:"v"`
		}{}, `v: jsonplan.louder and struct {} write their own JSON; use the same type`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := project(t, reflect.TypeOf(tt.from), reflect.TypeOf(tt.to))
			if err == nil || err.Error() != tt.want {
				t.Errorf("Projection =\n%v; want\n%s", err, tt.want)
			}
		})
	}
}

func TestProjectionOfPointersAndOpts(t *testing.T) {
	t.Parallel()
	type from struct {
		A *int           `json:"a"`
		B vocab.Opt[int] `json:"b"`
		C int            `json:"c"`
	}
	type to struct {
		C vocab.Opt[int] `json:"c"`
		B *int           `json:"b"`
		A vocab.Opt[int] `json:"a"`
	}
	one := 1
	e := projection[*from, to](t)
	for want, v := range map[string]*from{`{"c":3,"b":2,"a":1}`: {&one, vocab.Some(2), 3}, `{"c":0,"b":null,"a":null}`: {}} {
		if got, err := e.Append(nil, unsafe.Pointer(&v)); err != nil || string(got) != want {
			t.Errorf("Append = %s, %v; want %s", got, err, want)
		}
	}
}
