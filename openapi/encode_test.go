package openapi

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"unicode/utf8"
)

// TestEncodeIsWhatEntitiesWrite holds the fast encoder against the entities' own.
func TestEncodeIsWhatEntitiesWrite(t *testing.T) {
	t.Parallel()
	for _, compat := range []bool{false, true} {
		f := newFixture(t)
		d := everything(f)
		d.Compat = compat
		f.forget(compat)
		p, used, err := f.describeAll(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := used.settle(compat); err != nil {
			t.Fatal(err)
		}
		for _, m := range append(p.items, p.webhooks...) {
			got, err := appendJSON(nil, m.value)
			if err != nil {
				t.Fatal(err)
			}
			want, err := json.Marshal(m.value)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(parse(t, got), parse(t, want)) {
				t.Errorf("appendJSON(%s) = %s; the entity writes %s", m.name, got, want)
			}
		}
	}
}

func FuzzAppendString(f *testing.F) {
	for _, seed := range []string{"", "plain", "<b>&", `\u003c`, "\\", "é\u2028", "\x00", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := appendString(nil, text)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var back, wantBack string
		if json.Unmarshal(want, &wantBack) != nil || json.Unmarshal(got, &back) != nil || back != wantBack {
			t.Errorf("appendString(%q) = %s; want the meaning of %s", text, got, want)
		}
	})
}

// FuzzYAML holds the writer against a YAML reader.
func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		`{}`, `[]`, `{"a":[],"b":{},"c":null,"d":true,"e":-1.5e3,"f":"yes"}`, `[[1,[2]],{"a":[{"b":"c"}]}]`, `{"200":"1","":" x ","a: b":"# c","~":"-"}`,
		`{"q":"a\nb\t\u0001\"","é":"\u2028"}`, `"<<"`, "\"\x7f\u0085\ufeff\uffff\"", `{"a":"2026-01-01","b":"0x1","c":"1_000","d":"a:","e":"$x","f":"/p/{q}"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want any
		if json.Unmarshal([]byte(text), &want) != nil || !utf8.ValidString(text) || !distinctNames([]byte(text)) {
			t.Skip()
		}
		if got := throughYAML(t, []byte(text)); !reflect.DeepEqual(got, want) {
			t.Errorf("toYAML(%s) = %s, which reads as %v", text, toYAML([]byte(text)), got)
		}
	})
}

// distinctNames reports whether no object has a name twice, which YAML refuses.
func distinctNames(text []byte) bool {
	d := json.NewDecoder(bytes.NewReader(text))
	ok := true
	var look func(v any)
	look = func(v any) {
		switch v := v.(type) {
		case ordered:
			seen := map[string]bool{}
			for _, m := range v {
				ok = ok && !seen[m.name]
				seen[m.name] = true
				look(m.value)
			}
		case []any:
			for _, inner := range v {
				look(inner)
			}
		}
	}
	look(readOrdered(d))
	return ok
}

func TestPlainText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`"\u003cb\u003e \u0026"`: `"<b> &"`, `"\\u003c"`: `"\\u003c"`, `"\\\u003c"`: `"\\<"`, `"\u00e9\n"`: `"\u00e9\n"`, `""`: `""`,
	} {
		if got := string(plainText([]byte(in))); got != want {
			t.Errorf("plainText(%s) = %s; want %s", in, got, want)
		}
	}
}
