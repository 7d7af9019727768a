package security

import (
	"reflect"
	"slices"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

func TestRequirement(t *testing.T) {
	t.Parallel()
	one := func(names ...string) Requirement { return Requirement(nil).Or(names) }
	either := one("a").Or([]string{"b"})
	optional := one("k").Or(nil)
	tests := []struct {
		name string
		got  Requirement
		want [][]string
	}{
		{"one", one("a"), [][]string{{"a"}}},
		{"the same once more", one("a").Or([]string{"a"}), [][]string{{"a"}}},
		{"in another order", one("a", "b").Or([]string{"b", "a"}), [][]string{{"a", "b"}}},
		{"either", either, [][]string{{"a"}, {"b"}}},
		{"nothing said before", Requirement(nil).And(either), [][]string{{"a"}, {"b"}}},
		{"both", one("a").And(one("b")), [][]string{{"a", "b"}}},
		{"the same twice", one("a").And(one("a")), [][]string{{"a"}}},
		{"one with either", one("k").And(either), [][]string{{"k", "a"}, {"k", "b"}}},
		{"one with an optional one", one("a").And(optional), [][]string{{"a", "k"}, {"a"}}},
		{"optional and needed", optional.And(one("k")), [][]string{{"k"}}},
	}
	for _, tt := range tests {
		if !reflect.DeepEqual([][]string(tt.got), tt.want) {
			t.Errorf("%s: %q; want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestRefuse(t *testing.T) {
	t.Parallel()
	bearer, basic := Challenge{Kind: vocab.BearerKind}, Challenge{Kind: vocab.BasicKind, Realm: `a "b" \c`}
	tests := []struct {
		name       string
		challenges []Challenge
		malformed  int
		want       []string
	}{
		{"nothing sent", []Challenge{bearer}, -1, []string{"Bearer"}},
		{"malformed", []Challenge{bearer}, 0, []string{`Bearer error="invalid_token"`}},
		{"realm", []Challenge{basic}, 0, []string{`Basic realm="a \"b\" \\c"`}},
		{"realm and error", []Challenge{{vocab.BearerKind, "r"}}, 0, []string{`Bearer realm="r", error="invalid_token"`}},
		{"several", []Challenge{bearer, basic}, 1, []string{"Bearer", `Basic realm="a \"b\" \\c"`}},
		{"the same once", []Challenge{bearer, bearer}, -1, []string{"Bearer"}},
	}
	for _, tt := range tests {
		err := Refuse(tt.challenges, tt.malformed)
		if got := err.Header()["Www-Authenticate"]; err.Status() != 401 || !slices.Equal(got, tt.want) {
			t.Errorf("%s: Refuse = %v with %q; want 401 with %q", tt.name, err, got, tt.want)
		}
	}
}
