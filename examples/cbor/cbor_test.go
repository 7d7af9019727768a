package cbor_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	fx "github.com/fxamacker/cbor/v2"

	"github.com/signet-go/signet/examples/cbor"
	"github.com/signet-go/signet/signettest"
)

func TestReadings(t *testing.T) {
	t.Parallel()
	app, err := cbor.App()
	if err != nil {
		t.Fatal(err)
	}
	client := signettest.New(t, app)
	whole := map[string]any{"sensor": "attic", "celsius": 21.5}
	tests := []struct {
		name   string
		body   any
		accept string
		status int
		want   string // words of a JSON answer; empty: CBOR
	}{
		{"there and back", whole, cbor.Media, 201, ""},
		{"JSON for the answer", whole, "", 201, `{"sensor":"attic","celsius":21.5,"samples":1}`},
		{"checked", map[string]any{"sensor": "a", "celsius": -300}, cbor.Media, 422, `"loc":["body","celsius"]`},
		{"a member is missing", map[string]any{"sensor": "attic"}, cbor.Media, 422, `"type":"missing"`},
		{"cut off", fx.RawMessage{0xa2, 0x66}, cbor.Media, 422, `must be valid application/cbor`},
		{"two values", fx.RawMessage{0xa0, 0xa0}, cbor.Media, 422, `must be valid application/cbor`},
		{"a key that is no text", map[int]int{1: 2}, cbor.Media, 422, `must be valid application/cbor`},
		{"not acceptable", whole, "text/csv", 406, `application/json, application/cbor`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, ok := tt.body.(fx.RawMessage)
			if !ok {
				var err error
				if body, err = fx.Marshal(tt.body); err != nil {
					t.Fatal(err)
				}
			}
			answer := client.For(t).POST("/readings", []byte(body),
				signettest.Header("Content-Type", cbor.Media), signettest.Header("Accept", tt.accept)).Want(tt.status)
			if !strings.Contains(answer.Text(), tt.want) {
				t.Errorf("POST /readings %v = %s; want %s", tt.body, answer, tt.want)
			}
			if tt.want != "" {
				return
			}
			var got cbor.Reading
			if err := fx.Unmarshal(answer.Body, &got); err != nil || answer.Header.Get("Content-Type") != cbor.Media {
				t.Fatalf("the answer %x of type %q: %v; want CBOR", answer.Body, answer.Header.Get("Content-Type"), err)
			}
			if want := (cbor.Reading{Sensor: "attic", Celsius: 21.5, Samples: 1}); got != want {
				t.Errorf("POST /readings = %+v; want %+v", got, want)
			}
		})
	}
}

func BenchmarkReading(b *testing.B) {
	app, err := cbor.App()
	if err != nil {
		b.Fatal(err)
	}
	value := map[string]any{"sensor": "attic", "celsius": 21.5}
	coded, err := fx.Marshal(value)
	if err != nil {
		b.Fatal(err)
	}
	for _, form := range []struct {
		media string
		body  []byte
	}{{"application/json", []byte(`{"sensor":"attic","celsius":21.5}`)}, {cbor.Media, coded}} {
		b.Run(form.media, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "/readings", bytes.NewReader(form.body))
				r.Header.Set("Content-Type", form.media)
				r.Header.Set("Accept", form.media)
				app.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
