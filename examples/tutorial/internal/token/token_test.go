package token

import (
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	t.Parallel()
	now := time.Unix(1000, 0)
	key := []byte("a key for tests")
	sign := func(c Claims) string {
		text, err := Sign(key, c)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	good := sign(Claims{Subject: "ada", Scope: "me", Expires: 1001})
	unsigned, err := part(header{Algorithm: "none"})
	if err != nil {
		t.Fatal(err)
	}
	other := unsigned + "." + unsigned
	tests := []struct {
		name, text string
		key        []byte
		want       string // the subject; empty for an error
	}{
		{"good", good, key, "ada"},
		{"without an end", sign(Claims{Subject: "ada"}), key, "ada"},
		{"expired", sign(Claims{Subject: "ada", Expires: 1000}), key, ""},
		{"another key", good, []byte("another"), ""},
		{"changed", "x" + good, key, ""},
		{"cut", good[:len(good)-2], key, ""},
		{"another algorithm", other + "." + encoding.EncodeToString(sum(key, other)), key, ""},
		{"no dots", "abc", key, ""},
		{"empty", "", key, ""},
	}
	for _, tt := range tests {
		got, err := Read(tt.key, tt.text, now)
		if got.Subject != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: Read(%q) = %+v, %v; want %q", tt.name, tt.text, got, err, tt.want)
		}
	}
}
