package jsonplan

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
	"github.com/signet-go/signet/internal/vocab"
)

// The reference decodes in two steps that are each easy to believe: the text
// becomes a tree, and plain reflection gives the tree a meaning. Of constraints
// it knows the values that a type lists, and it knows no limits.

// tree is a JSON value: nil, bool, json.Number, string, []any or []pair.
type pair struct {
	name  string
	value any
}

func readTree(d *json.Decoder) any {
	token, err := d.Token()
	if err != nil {
		panic(err) // the text is known to be valid
	}
	switch token {
	case json.Delim('['):
		items := []any{}
		for d.More() {
			items = append(items, readTree(d))
		}
		_, _ = d.Token()
		return items
	case json.Delim('{'):
		members := []pair{}
		for d.More() {
			name, _ := d.Token()
			members = append(members, pair{name.(string), readTree(d)})
		}
		_, _ = d.Token()
		return members
	}
	return token
}

// reference collects what the decode of a tree finds.
type reference struct {
	errs   []string
	repeat bool // a member stands twice where it is read: the only mistake then
	hidden bool // the mistakes are of a secret
}

func (r *reference) add(f *vocab.Fault, input any, loc []any) {
	switch input.(type) {
	case []any, []pair:
		input = nil
	}
	if r.hidden {
		input = nil
	}
	r.errs = append(r.errs, fmt.Sprintf("%s %s %s", f.Type, asJSON(loc), asJSON(input)))
}

func at(loc []any, step any) []any { return append(slices.Clone(loc), step) }

func (r *reference) value(t *model.Type, tree any, v reflect.Value, loc []any) {
	switch t.Kind {
	case model.Any:
		if x := r.any(tree, loc); x != nil {
			v.Set(reflect.ValueOf(x))
		}
	case model.Pointer:
		if tree != nil {
			v.Set(reflect.New(t.Elem.Go))
			r.value(t.Elem, tree, v.Elem(), loc)
		}
	case model.Opt:
		r.opt(t, tree, v, loc)
	case model.Slice, model.Array:
		r.list(t, tree, v, loc)
	case model.Map:
		r.table(t, tree, v, loc)
	case model.Struct:
		r.object(t, tree, v, loc)
	case model.Set:
		r.set(t, tree, v, loc)
	case model.Union:
		r.union(t, tree, v, loc)
	case model.Secret:
		r.secret(t, tree, v, loc)
	default:
		r.item(t, tree, v, loc)
		r.enum(t, tree, v, loc)
	}
}

// mismatch is a value of another kind; one of a type with secrets in it may be
// one of them.
func (r *reference) mismatch(t *model.Type, f *vocab.Fault, tree any, loc []any) {
	if t.HoldsSecret() {
		tree = nil
	}
	r.add(f, tree, loc)
}

func (r *reference) opt(t *model.Type, tree any, v reflect.Value, loc []any) {
	elem := reflect.New(t.Elem.Go).Elem()
	state := vocab.Null
	if tree != nil {
		state = vocab.Present
		r.value(t.Elem, tree, elem, loc)
	}
	reflect.NewAt(t.Elem.Go, unsafe.Add(v.Addr().UnsafePointer(), t.OptValue)).Elem().Set(elem)
	*(*vocab.Presence)(unsafe.Add(v.Addr().UnsafePointer(), t.OptState)) = state
}

func (r *reference) any(tree any, loc []any) any {
	switch tree := tree.(type) {
	case json.Number:
		f, err := tree.Float64()
		if err != nil {
			r.add(finiteNumber, tree, loc)
			return nil
		}
		return f
	case []any:
		items := []any{}
		for i, item := range tree {
			items = append(items, r.any(item, at(loc, i)))
		}
		return items
	case []pair:
		members := map[string]any{}
		for _, p := range tree {
			if _, ok := members[p.name]; ok {
				r.repeat = true
			}
			members[p.name] = r.any(p.value, at(loc, p.name))
		}
		return members
	}
	return tree
}

func (r *reference) list(t *model.Type, tree any, v reflect.Value, loc []any) {
	items, ok := tree.([]any)
	if !ok {
		r.mismatch(t, listType, tree, loc)
		return
	}
	if t.Kind == model.Slice {
		v.Set(reflect.MakeSlice(t.Go, len(items), len(items)))
	}
	for i := range min(len(items), v.Len()) {
		r.value(t.Elem, items[i], v.Index(i), at(loc, i))
	}
	if v.Len() != len(items) {
		r.add(lengthFault(v.Len(), len(items)), nil, loc)
	}
}

func (r *reference) table(t *model.Type, tree any, v reflect.Value, loc []any) {
	members, ok := tree.([]pair)
	if !ok {
		r.mismatch(t, dictType, tree, loc)
		return
	}
	v.Set(reflect.MakeMap(t.Go))
	codec, _ := scalar.For(t.Key, false)
	refused := map[string]bool{}
	for _, p := range members {
		key, elem := reflect.New(t.Key.Go), reflect.New(t.Elem.Go)
		fault := codec.FromString(p.name, key.UnsafePointer())
		if fault != nil {
			r.add(fault, p.name, at(at(loc, p.name), "[key]"))
		}
		r.value(t.Elem, p.value, elem.Elem(), at(loc, p.name))
		// A name that is no key is only itself; keys are compared as what they mean.
		if fault != nil {
			r.repeat = r.repeat || refused[p.name]
			refused[p.name] = true
			continue
		}
		r.repeat = r.repeat || v.MapIndex(key.Elem()).IsValid()
		v.SetMapIndex(key.Elem(), elem.Elem())
	}
}

func (r *reference) object(t *model.Type, tree any, v reflect.Value, loc []any) {
	members, ok := tree.([]pair)
	if !ok {
		r.mismatch(t, modelAttributesType, tree, loc)
		return
	}
	r.members(t, members, v, loc)
}

func (r *reference) members(t *model.Type, members []pair, v reflect.Value, loc []any) {
	for _, f := range t.Object.Fields {
		sent := slices.DeleteFunc(slices.Clone(members), func(p pair) bool { return p.name != f.Name })
		r.repeat = r.repeat || len(sent) > 1
		switch {
		case len(sent) > 0:
			r.member(f, sent[0].value, field(f, v), at(loc, f.Name))
		case f.HasDefault:
			r.fill(f, field(f, v))
		case f.Required:
			r.add(missing, nil, at(loc, f.Name))
		}
	}
}

func (r *reference) member(f *model.Field, tree any, v reflect.Value, loc []any) {
	if tree == nil && !f.Nullable && f.Type.Kind == model.Pointer {
		r.value(f.Type.Elem, nil, reflect.New(f.Type.Elem.Go).Elem(), loc)
		return
	}
	r.value(f.Type, tree, v, loc)
}

// fill knows the defaults of the types below: JSON all of them.
func (r *reference) fill(f *model.Field, v reflect.Value) {
	if err := json.Unmarshal([]byte(f.Default), v.Addr().Interface()); err != nil {
		panic(err)
	}
}

// field returns a field by its Go name, and makes the embedded structs on the way.
func field(f *model.Field, v reflect.Value) reflect.Value {
	for name := range strings.SplitSeq(f.GoName, ".") {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.FieldByName(name)
	}
	return v
}

func (r *reference) scalar(t *model.Type, tree any, v reflect.Value, loc []any) {
	codec, _ := scalar.For(t, false)
	fault := codec.TypeFault
	p := v.Addr().UnsafePointer()
	switch x := tree.(type) {
	case string:
		if codec.FromString != nil {
			fault = codec.FromString(x, p)
		}
	case json.Number:
		if codec.FromNumber != nil {
			fault = codec.FromNumber(string(x), p)
		}
	case bool:
		if codec.FromBool != nil {
			fault = codec.FromBool(x, p)
		}
	}
	if fault != nil {
		r.add(fault, tree, loc)
	}
}

// family is a struct with every shape that the reference knows.
type family struct {
	A int               `json:"a"`
	B string            `json:"b"`
	C *float64          `json:"c"`
	D []familyMember    `json:"d"`
	E map[int]bool      `json:"e,omitempty"`
	F vocab.Opt[uint8]  `json:"f"`
	G any               `json:"g,omitempty"`
	H [2]int8           `json:"h,omitempty"`
	K int64             `json:"k" default:"7"`
	L []string          `json:"l" default:"[\"x\"]"`
	N *family           `json:"n"`
	M map[string]*int32 `json:"m,omitempty"`
	P *bool             `json:"p,omitempty" validate:"required"`
	*Inherited
	Q vocab.Opt[*familyMember] `json:"q"`
	R float32                  `json:"r,omitempty"`
}

type familyMember struct {
	X uint   `json:"x"`
	Y string `json:"y,omitempty"`
	Z []byte `json:"z,omitempty"`
}

// Inherited is embedded by a pointer.
type Inherited struct {
	I float64     `json:"i,omitempty"`
	J json.Number `json:"j" default:"1"`
}

var familySeeds = []string{
	`{"a":1,"b":"x","c":1.5,"d":[{"x":1,"y":"y","z":"AAEC"}],"e":{"1":true},"f":3,"g":{"a":[1,null,"x",false]},"h":[1,-2],"k":5,"l":["a","b"],"m":{"a":1,"b":null},"p":true,"i":2.5,"j":3,"q":{"x":4},"r":0.1}`,
	`{"a":"5","b":"\u00e9\n","c":"1e3","d":[],"f":null,"p":1,"q":null,"n":{"a":5.0,"b":"","d":[],"p":"yes","n":null}}`,
	`{}`, `[]`, `null`, `5`, `{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":null,"k":null,"l":null,"m":null,"p":null,"q":null,"r":null,"i":null,"j":null}`,
	`{"d":[{"x":-1},{"x":1.5},{"x":"x"},{},null,[],{"x":1,"x":2}]}`, `{"e":{"1":1,"x":0,"01":true},"m":{"a":"x","a":1}}`, `{"h":[1],"g":[1e999,{"a":1,"a":1}],"f":256,"a":1e999}`,
	`{"h":[1,2,3],"f":-1,"a":9223372036854775808,"k":-9223372036854775808,"r":1e39,"i":1e-400,"c":123456789.123456789,"b":"` + strings.Repeat("long ", 20) + `"}`,
	`{"m":{"":"","":0}}`, `{"m":{"a":0,"a":""}}`, `{"e":{"x":true,"x":1}}`, `{"e":{"1":[],"01":true}}`, `{"e":{"x":[],"y":[]},"x":1,"x":2}`,
	`{"a":"x","a":1}`, `{"g":{"a":1e999,"a":1}}`,
	`{"a":true,"b":true,"c":false,"d":{"x":1},"l":[1,"a"],"z":[{"unknown":[1,2]}],"p":"maybe"}`,
}

// FuzzDecode compares the plans with the reference: the same mistakes at the
// same places, the same values.
func FuzzDecode(f *testing.F) {
	for _, seed := range familySeeds {
		f.Add(seed)
	}
	p := plans[family](f, Options{MaxErrors: math.MaxInt})
	f.Fuzz(func(t *testing.T, text string) { p.compare(t, text) })
}

// compare decodes a text by the plans and by the reference. ok is false if it
// has a mistake.
func (p typed[T]) compare(t *testing.T, text string) (got T, ok bool) {
	t.Helper()
	got, errs := p.decode(text)
	if text == "" {
		return got, false
	}
	if !valid(text, 512) {
		if len(errs) != 1 || errs[0].Type != "json_invalid" {
			t.Errorf("Decode(%q) = %s; want json_invalid alone", text, mistakes(errs))
		}
		return got, false
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var want T
	var r reference
	if tree := readTree(d); tree == nil {
		r.add(missing, nil, []any{"body"})
	} else {
		r.value(p.typ, tree, reflect.ValueOf(&want).Elem(), []any{"body"})
	}
	switch {
	case r.repeat:
		if len(errs) != 1 || errs[0].Type != "json_invalid" || !strings.Contains(errs[0].Msg, "twice") {
			t.Errorf("Decode(%q) = %s; want a member that stands twice", text, mistakes(errs))
		}
	case mistakes(errs) != strings.Join(r.errs, "; "):
		t.Errorf("Decode(%q)\n got %s\nwant %s", text, mistakes(errs), strings.Join(r.errs, "; "))
	case errs == nil && !reflect.DeepEqual(got, want):
		t.Errorf("Decode(%q)\n got %s\nwant %s", text, asJSON(got), asJSON(want))
	}
	return got, len(errs) == 0
}

// exported is family without what encoding/json writes in another way.
type exported struct {
	A int                        `json:"a"`
	B string                     `json:"b,omitempty"`
	C *float64                   `json:"c"`
	D []familyMember             `json:"d"`
	E map[int]bool               `json:"e"`
	F vocab.Opt[uint8]           `json:"f,omitzero"`
	G any                        `json:"g,omitempty"`
	H [2]int8                    `json:"h"`
	M map[string]*float32        `json:"m"`
	N *exported                  `json:"n,omitempty"`
	Q int                        `json:"q,string,omitempty"`
	R json.RawMessage            `json:"r,omitempty"`
	S map[string]map[string]bool `json:"s,omitempty"`
	*Inherited
}

// FuzzEncode compares what the plans write with encoding/json.
func FuzzEncode(f *testing.F) {
	for _, seed := range familySeeds {
		f.Add(seed)
	}
	f.Add(`{"a":1,"d":[{"x":0}],"e":{"10":true,"9":false},"h":[0,1],"m":{"b":1e30,"a":1e-30},"q":"5","r":[ 1 ,{"x":" "}],"s":{"b":{"z":true,"y":false},"a":{}},"g":{"z":1,"y":[1e21,1e-7,-0]}}`)
	p := plans[exported](f, Options{})
	f.Fuzz(func(t *testing.T, text string) {
		v, errs := p.decode(text)
		if errs != nil {
			return
		}
		got, err := p.encode(v)
		want := asJSON(v)
		if strings.Contains(want, `\u202`) {
			return // encoding/json escapes U+2028, we do not
		}
		if err != nil || got != want {
			t.Errorf("Append(%q)\n got %s, %v\nwant %s", text, got, err, want)
		}
	})
}
