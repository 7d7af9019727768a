package openapi

import (
	"encoding/json"
	"testing"
)

// TestBytes holds the document to the wire: bytes are base64 in JSON and the
// text itself everywhere else.
func TestBytes(t *testing.T) {
	t.Parallel()
	type parameters struct {
		Path   []byte            `path:"path"`
		Query  []byte            `query:"query" default:"hi" example:"ho"`
		List   [][]byte          `query:"list"`
		Map    map[string][]byte `query:"map"`
		Maybe  []*[]byte         `query:"maybe"`
		Header []byte            `header:"Header"`
		Cookie []byte            `cookie:"cookie"`
		Form   []byte            `form:"form"`
		Body   []byte            `body:"body" default:"hi" example:"ho"`
		Items  [][]byte          `body:"items" default:"[\"aGk=\"]"`
	}
	text, base64 := `{"type":"string"}`, `{"type":"string","contentEncoding":"base64"}`
	want := map[string]string{
		"path":   text,
		"query":  `{"type":"string","default":"hi","examples":["ho"]}`,
		"list":   `{"type":"array","items":` + text + `}`,
		"map":    `{"type":"object","additionalProperties":` + text + `}`,
		"maybe":  `{"type":"array","items":{"anyOf":[` + text + `,{"type":"null"}]}}`,
		"Header": text,
		"cookie": text,
		"form":   text,
		"body":   `{"type":"string","contentEncoding":"base64","default":"aGk=","examples":["aG8="]}`,
		"items":  `{"type":"array","items":` + base64 + `,"default":["aGk="]}`,
	}
	f := newFixture(t)
	for _, in := range f.inputs([]string{"path"}, parameters{}) {
		var got schema
		if in.Source.InBody() {
			s, err := f.part(in, input)
			if err != nil {
				t.Fatal(err)
			}
			got = s
		} else {
			p, err := f.parameter(in)
			if err != nil {
				t.Fatal(err)
			}
			got = p.Schema
		}
		if out, err := json.Marshal(got); err != nil || string(out) != canonical(t, want[in.Name]) {
			t.Errorf("%s %q is described as %s, %v; want %s", in.Source, in.Name, out, err, want[in.Name])
		}
	}
}

// Paging is embedded by a pointer.
type Paging struct {
	Skip  int `json:"skip"`
	Limit int `json:"limit"`
}

// TestEmbeddedPointer holds that members of an embedded pointer have to be sent,
// but are not always answered: it may be nil.
func TestEmbeddedPointer(t *testing.T) {
	t.Parallel()
	type page struct {
		*Paging
		Total int `json:"total"`
	}
	f := newFixture(t)
	typ := f.of(page{})
	for d, want := range map[direction]string{input: `["skip","limit","total"]`, output: `["total"]`} {
		for _, compat := range []bool{false, true} {
			f.compat = compat
			o, err := f.object(typ, d)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := json.Marshal(o.required); string(got) != want {
				t.Errorf("object(page, %d), compat %t: required %s; want %s", d, compat, got, want)
			}
		}
	}
}
