package openapi

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/netip"
	"net/url"
	"reflect"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// halfText reads text and writes itself as the number it is.
type halfText int

func (*halfText) UnmarshalText([]byte) error { return nil }

// SelfEmbedding would never end.
type SelfEmbedding struct {
	*SelfEmbedding
	X int `json:"x"`
}

type named []string

func TestValue(t *testing.T) {
	t.Parallel()
	text := `{"type":"string"}`
	tests := []struct {
		name string
		typ  reflect.Type
		in   string
		out  string // empty: as in
	}{
		{"bool", reflect.TypeFor[bool](), `{"type":"boolean"}`, ""},
		{"plain int has no width", reflect.TypeFor[int](), `{"type":"integer"}`, ""},
		{"chosen width", reflect.TypeFor[int32](), `{"type":"integer","format":"int32"}`, ""},
		{"unsigned", reflect.TypeFor[uint16](), `{"type":"integer","format":"uint16","minimum":0}`, ""},
		{"float has no format", reflect.TypeFor[float64](), `{"type":"number"}`, ""},
		{"string", reflect.TypeFor[string](), text, ""},
		{"json.Number", reflect.TypeFor[json.Number](), `{"type":"number"}`, ""},
		{"time", reflect.TypeFor[time.Time](), `{"type":"string","format":"date-time"}`, ""},
		{"date", reflect.TypeFor[vocab.Date](), `{"type":"string","format":"date"}`, ""},
		{"time of day", reflect.TypeFor[vocab.TimeOfDay](), `{"type":"string","format":"time"}`, ""},
		{"Go's duration", reflect.TypeFor[time.Duration](), `{"type":"string","format":"duration"}`, ""},
		{"our duration", reflect.TypeFor[vocab.Duration](), `{"type":"string","format":"duration"}`, ""},
		{"uuid", reflect.TypeFor[uuid](), `{"type":"string","format":"uuid"}`, ""},
		{"url", reflect.TypeFor[url.URL](), `{"type":"string","format":"uri"}`, ""},
		{"ip", reflect.TypeFor[netip.Addr](), `{"type":"string","format":"ip"}`, ""},
		{"network", reflect.TypeFor[netip.Prefix](), `{"type":"string","format":"ip-network"}`, ""},
		{"big number", reflect.TypeFor[big.Int](), `{"type":"integer"}`, ""},
		{"text in one direction", reflect.TypeFor[halfText](), text, `{"type":"integer"}`},
		{"bytes", reflect.TypeFor[[]byte](), `{"type":"string","contentEncoding":"base64"}`, ""},
		{"raw JSON", reflect.TypeFor[json.RawMessage](), `{}`, ""},
		{"any", reflect.TypeFor[any](), `{}`, ""},
		{"pointer to any", reflect.TypeFor[*any](), `{}`, ""},
		{"interface", reflect.TypeFor[fmt.Stringer](), `{}`, ""},
		{"own schema", reflect.TypeFor[Code](), `{"type":"string","pattern":"^[A-Z]-[0-9]$"}`, ""},
		{"writes itself", reflect.TypeFor[Stamp](), `{"$ref":"Stamp"}`, `{}`},
		{"pointer", reflect.TypeFor[*int](), `{"anyOf":[{"type":"integer"},{"type":"null"}]}`, ""},
		{"optional", reflect.TypeFor[vocab.Opt[Dog]](), `{"anyOf":[{"$ref":"Dog"},{"type":"null"}]}`, ""},
		{"pointer to a struct", reflect.TypeFor[*Dog](), `{"anyOf":[{"$ref":"Dog"},{"type":"null"}]}`, ""},
		{"slice is not null", reflect.TypeFor[[]Dog](), `{"type":"array","items":{"$ref":"Dog"}}`, ""},
		{"named slice stays inline", reflect.TypeFor[named](), `{"type":"array","items":{"type":"string"}}`, ""},
		{"slice of pointers", reflect.TypeFor[[]*Dog](), `{"type":"array","items":{"anyOf":[{"$ref":"Dog"},{"type":"null"}]}}`, ""},
		{"slice of own schemas", reflect.TypeFor[[]*Code](),
			`{"type":"array","items":{"anyOf":[{"type":"string","pattern":"^[A-Z]-[0-9]$"},{"type":"null"}]}}`, ""},
		{"array", reflect.TypeFor[[2]int](), `{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2}`, ""},
		{"map", reflect.TypeFor[map[string]int](), `{"type":"object","additionalProperties":{"type":"integer"}}`, ""},
		{"map with dates", reflect.TypeFor[map[vocab.Date]Color](),
			`{"type":"object","additionalProperties":{"$ref":"Color"},"propertyNames":{"format":"date"}}`, ""},
		{"map with an enum", reflect.TypeFor[map[Color]any](), `{"type":"object","additionalProperties":{},"propertyNames":{"$ref":"Color"}}`, ""},
		{"map with numbers", reflect.TypeFor[map[int]any](), `{"type":"object","additionalProperties":{}}`, ""},
		{"recursive slice", reflect.TypeFor[Tree](), `{"$ref":"Tree"}`, ""},
		{"anonymous struct", reflect.TypeFor[struct {
			X int `json:"x,omitempty"`
		}](), `{"type":"object","properties":{"x":{"type":"integer"}}}`, ""},
		{"embeds itself", reflect.TypeFor[SelfEmbedding](), `{"$ref":"SelfEmbedding"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.out == "" {
				tt.out = tt.in
			}
			for d, want := range []string{tt.in, tt.out} {
				if got := valueJSON(t, tt.typ, direction(d)); got != canonical(t, want) {
					t.Errorf("value(%v, %d) = %s; want %s", tt.typ, d, got, want)
				}
			}
		})
	}
}

// valueJSON describes a type and names references by their component alone.
func valueJSON(t *testing.T, typ reflect.Type, d direction) string {
	t.Helper()
	f := newFixture(t)
	m, err := f.types.ReadType(typ)
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.value(m, d)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(mapRefs(s, func(v any) any { return v.(ref).to.title }))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func canonical(t *testing.T, text string) string {
	t.Helper()
	out, err := json.Marshal(parse(t, []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestSchemaAgreesWithModel holds the document to what the binder reads.
func TestSchemaAgreesWithModel(t *testing.T) {
	t.Parallel()
	for _, v := range []any{Everything{}, Item{}, Page[Everything]{}, Cat{}, Dog{}, Pair[int, *Dog]{}, SelfEmbedding{}, conflicting{}, presence{}} {
		f := newFixture(t)
		typ := f.of(v)
		for _, d := range []direction{input, output} {
			c, err := f.component(typ, d)
			if err != nil {
				t.Fatal(err)
			}
			agree(t, typ, c.shapes[d].schema, d)
		}
	}
}

func agree(t *testing.T, typ *model.Type, s schema, d direction) {
	t.Helper()
	var visible []*model.Field
	var required []any
	for _, f := range typ.Object.Fields {
		if f.Doc.Hidden || f.Doc.ReadOnly && d == input || f.Doc.WriteOnly && d == output {
			continue
		}
		visible = append(visible, f)
		if d == input && f.Required || d == output && !f.OmitEmpty && !f.OmitZero && len(f.Hops) == 0 {
			required = append(required, f.Name)
		}
	}
	properties := s["properties"].(ordered)
	if len(properties) != len(visible) {
		t.Fatalf("%v: %d properties; want %d", typ.Go, len(properties), len(visible))
	}
	for i, f := range visible {
		p := properties[i]
		if p.name != f.Name {
			t.Errorf("%v: property %d is %q; want %q", typ.Go, i, p.name, f.Name)
		}
		_, null := nonNull(schema{"anyOf": p.value.(schema)["anyOf"]})
		if len(p.value.(schema)) > 0 && null != f.Nullable && f.Type.Kind != model.Any {
			t.Errorf("%v: property %q: null is %t; the model says %t", typ.Go, f.Name, null, f.Nullable)
		}
	}
	got, _ := s["required"].([]any)
	if !reflect.DeepEqual(got, required) {
		t.Errorf("%v, direction %d: required = %v; want %v", typ.Go, d, got, required)
	}
}

// conflicting has names that encoding/json settles.
type conflicting struct {
	Dog
	presence
	Barks string `json:"barks"`
	Odd   int    `json:"-,"`
	Other int
}

// presence has each way to be optional.
type presence struct {
	A int            `json:"a"`
	B *int           `json:"b"`
	C *int           `json:"c" validate:"required"`
	D vocab.Opt[int] `json:"d"`
	E vocab.Opt[int] `json:"e,omitzero" validate:"required"`
	F int            `json:"f" default:"1"`
	G []int          `json:"g"`
	H []int          `json:"h,omitempty"`
	I any            `json:"i"`
	J any            `json:"j,omitempty"`
}
