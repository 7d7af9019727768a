package binding

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"reflect"
	"testing"
	"time"
)

// rehearsed is a codec whose values are known beforehand.
type rehearsed struct {
	decodes any
	encoded *any
}

func (f rehearsed) Decode(_ io.Reader, v any) error {
	if err, ok := f.decodes.(error); ok {
		return err
	}
	*v.(*any) = f.decodes
	return nil
}

func (f rehearsed) Encode(_ io.Writer, v any) error { *f.encoded = v; return nil }

func TestCodecToJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   any
		want string // empty: refused
	}{
		{"nil", nil, `null`},
		{"maps within maps", map[any]any{"a": []any{map[any]any{uint64(1): "x", int64(-2): nil}}}, `{"a":[{"-2":null,"1":"x"}]}`},
		{"maps of texts", map[string]any{"a": map[any]any{"b": 1.5}}, `{"a":{"b":1.5}}`},
		{"bytes are base64", map[string]any{"a": []byte("hi")}, `{"a":"aGk="}`},
		{"times", time.Date(2026, 11, 21, 1, 2, 3, 0, time.UTC), `"2026-11-21T01:02:03Z"`},
		{"a key that is no text", map[any]any{true: 1}, ``},
		{"a key that is no text, further in", []any{map[string]any{"a": map[any]any{1.5: 1}}}, ``},
		{"one member in two ways", map[any]any{"1": 1, int64(1): 2}, ``},
		{"no number", math.NaN(), ``},
		{"no value of JSON", func() {}, ``},
		{"the codec's error", errors.New("broken"), ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := Codec{MediaType: "a/b", BodyCodec: rehearsed{decodes: tt.in}}
			got, err := c.toJSON(nil)
			if string(got) != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("toJSON(%v) = %s, %v; want %s", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestCodecFromJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		json string
		want any
	}{
		{`null`, nil},
		{`-5`, int64(-5)},
		{`18446744073709551615`, uint64(math.MaxUint64)},
		{`18446744073709551616`, 18446744073709551616.0},
		{`1.0`, 1.0},
		{`1e999`, "1e999"},
		{`{"a":[1,"x",{"b":true}]}`, map[string]any{"a": []any{int64(1), "x", map[string]any{"b": true}}}},
	}
	for _, tt := range tests {
		var got any
		c := Codec{MediaType: "a/b", BodyCodec: rehearsed{encoded: &got}}
		if _, err := c.FromJSON([]byte(tt.json)); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("FromJSON(%s) encodes %#v, %v; want %#v", tt.json, got, err, tt.want)
		}
	}
	var broken *json.SyntaxError
	if _, err := (&Codec{BodyCodec: rehearsed{}}).FromJSON([]byte("{]")); !errors.As(err, &broken) {
		t.Errorf("FromJSON of what is no JSON: %v; want a syntax error", err)
	}
}
