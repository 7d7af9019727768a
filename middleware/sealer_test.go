package middleware

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
)

func TestSealer(t *testing.T) {
	t.Parallel()
	s := &sealer{keys(1), "a"}
	text := s.seal([]byte("plain"))
	if len(text) != sealedSize(len("plain")) || text == s.seal([]byte("plain")) {
		t.Errorf("seal = %d characters, or the same twice; want %d that differ", len(text), sealedSize(5))
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		raw[i] ^= 1
		if plain, ok := s.open(base64.RawURLEncoding.EncodeToString(raw)); ok {
			t.Errorf("a change of byte %d opens as %q", i, plain)
		}
		raw[i] ^= 1
	}
	if _, ok := (&sealer{keys(1), "b"}).open(text); ok {
		t.Errorf("a text for one use opens for another")
	}
}

func FuzzSealer(f *testing.F) {
	s := &sealer{keys(1), "a"}
	f.Add("", "")
	f.Add("plain", s.seal([]byte("x"))[:20])
	f.Add(`{"id":"a"}`, strings.Repeat("A", 43))
	f.Fuzz(func(t *testing.T, plain, forged string) {
		if got, ok := s.open(s.seal([]byte(plain))); !ok || string(got) != plain {
			t.Errorf("open(seal(%q)) = %q, %v", plain, got, ok)
		}
		if got, ok := s.open(forged); ok {
			t.Errorf("open(%q) = %q; nobody sealed that", forged, got)
		}
	})
}

// FuzzSessionCookie: no cookie of a client, sealed or not, stops a request.
func FuzzSessionCookie(f *testing.F) {
	f.Add("", []byte(`{"id":"a","born":1,"until":9999999999,"values":{"user":"ada"}}`))
	f.Add("a=b; __Host-session=", []byte(`{"id":"a","born":-9223372036854775808,"until":1,"values":null}`))
	f.Add("__Host-session=x", []byte(`{"values":{"user":1}}`))
	c := newSessions(SessionsOptions{Keys: keys(1)})
	h := Sessions(SessionsOptions{Keys: keys(1)})(http.HandlerFunc(shop))
	f.Fuzz(func(t *testing.T, header string, record []byte) {
		r := request("GET", "/login")
		r.Header["Cookie"] = []string{header, "__Host-session=" + c.sealer.seal(record)}
		if rec := do(h, r); rec.Code != 200 || !strings.HasPrefix(rec.Body.String(), "ada") {
			t.Errorf("Cookie %q, record %q = %s", header, record, printed(rec))
		}
	})
}
