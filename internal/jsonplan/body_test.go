package jsonplan

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// TestPropertyBody holds the decode of properties into two structs.
func TestPropertyBody(t *testing.T) {
	t.Parallel()
	type first struct {
		Item item `body:"item"`
		Q    *int `body:"q"`
	}
	type second struct {
		pad   int
		Count int    `body:"count" default:"4"`
		Key   string `body:"key" format:"password"`
	}
	c := newTestCompiler(Options{Strict: true})
	var list []Property
	for base, typ := range []reflect.Type{reflect.TypeFor[first](), reflect.TypeFor[second]()} {
		request, err := c.types.ReadRequest(typ)
		if err != nil {
			t.Fatal(err)
		}
		inputs, err := request.Resolve(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range inputs {
			list = append(list, Property{base, in})
		}
	}
	d, err := c.Properties(list)
	if err != nil {
		t.Fatal(err)
	}
	const allMissing = `missing ["body","item"] null; missing ["body","key"] null`
	for _, tt := range []struct{ name, body, want string }{
		{"all right", `{"item":{` + goodItem + `},"q":1,"count":9,"key":"k"}`, ""},
		{"empty", ``, allMissing},
		{"null", `null`, allMissing},
		{"an array", `[1]`, allMissing},
		{"an array that is none", `[1`, `json_invalid ["body",2] null`},
		{"a string and more", `"x" 1`, `json_invalid ["body",4] null`},
		{"nothing sent", `{}`, allMissing},
		{"wrong types", `{"key":7,"item":7,"q":"x","more":1}`,
			`model_attributes_type ["body","item"] 7; int_parsing ["body","q"] "x"; string_type ["body","key"] null; extra_forbidden ["body","more"] null`},
	} {
		var a first
		var b second
		errs := d.Decode([]byte(tt.body), []unsafe.Pointer{unsafe.Pointer(&a), unsafe.Pointer(&b)}, nil)
		if got := mistakes(errs); got != tt.want {
			t.Errorf("%s: Decode(%s) = %s; want %s", tt.name, tt.body, got, tt.want)
		}
		if tt.want == "" && (a.Item.Name != "cup" || *a.Q != 1 || b.Count != 9 || b.Key != "k") {
			t.Errorf("Decode(%s) filled %+v and %+v", tt.body, a, b)
		}
		if tt.body == "" && b.Count != 4 {
			t.Errorf("Decode of an empty body left the default out: %+v", b)
		}
	}
}

// TestPropertiesOptional holds a body none of whose properties is required.
func TestPropertiesOptional(t *testing.T) {
	t.Parallel()
	type request struct {
		Q *int `body:"q"`
	}
	c := newTestCompiler(Options{})
	r, err := c.types.ReadRequest(reflect.TypeFor[request]())
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := r.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.Properties([]Property{{0, inputs[0]}})
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{``: "", `null`: "", `{}`: "", `{"q":1}`: "", `[]`: `model_attributes_type ["body"] null`, `"q"`: `model_attributes_type ["body"] "q"`} {
		var v request
		if got := mistakes(d.Decode([]byte(body), []unsafe.Pointer{unsafe.Pointer(&v)}, nil)); got != want {
			t.Errorf("Decode(%s) = %s; want %s", body, got, want)
		}
	}
}

// TestWholeBody holds what the field of the body decides.
func TestWholeBody(t *testing.T) {
	t.Parallel()
	type pointer struct {
		Body *item `body:""`
	}
	type opt struct {
		Body vocab.Opt[item] `body:""`
	}
	type list struct {
		Body []int `body:""`
	}
	type defaulted struct {
		Body []int `body:"" default:"[1,2]"`
	}
	tests := []struct {
		name string
		typ  reflect.Type
		body string
		want string // the value, or the mistakes
	}{
		{"pointer, empty", reflect.TypeFor[pointer](), ``, `null`},
		{"pointer, null", reflect.TypeFor[pointer](), `null`, `null`},
		{"pointer, wrong", reflect.TypeFor[pointer](), `5`, `model_attributes_type ["body"] 5`},
		{"Opt, empty", reflect.TypeFor[opt](), ``, `null`},
		{"Opt, null", reflect.TypeFor[opt](), `null`, `null`},
		{"list, empty", reflect.TypeFor[list](), ``, `missing ["body"] null`},
		{"list, null", reflect.TypeFor[list](), `null`, `missing ["body"] null`},
		{"list", reflect.TypeFor[list](), `[3]`, `[3]`},
		{"list, an item", reflect.TypeFor[list](), `["x"]`, `int_parsing ["body",0] "x"`},
		{"default, empty", reflect.TypeFor[defaulted](), ``, `[1,2]`},
		{"default, sent", reflect.TypeFor[defaulted](), `[]`, `[]`},
		{"default, null", reflect.TypeFor[defaulted](), `null`, `list_type ["body"] null`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newTestCompiler(Options{})
			in := wholeBody(t, c, tt.typ)
			d, err := c.Decoder(in.Type, &in.Field)
			if err != nil {
				t.Fatal(err)
			}
			v := reflect.New(tt.typ)
			errs := d.Decode([]byte(tt.body), unsafe.Add(v.UnsafePointer(), in.Offset), nil)
			got := mistakes(errs)
			if errs == nil {
				got = asJSON(v.Elem().Field(0).Interface())
			}
			if got != tt.want {
				t.Errorf("Decode(%q) = %s; want %s", tt.body, got, tt.want)
			}
		})
	}
}

func wholeBody(t *testing.T, c *Compiler, typ reflect.Type) *model.Input {
	t.Helper()
	request, err := c.types.ReadRequest(typ)
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := request.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return inputs[0]
}
