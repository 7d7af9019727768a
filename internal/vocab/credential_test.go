package vocab

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestEqual: comparisons that take the same time whatever they compare say the
// same as plain ones.
func TestEqual(t *testing.T) {
	t.Parallel()
	for _, given := range []string{"", "s", "secret", "secreT", "secret "} {
		if got := APIKey(given).Equal("secret"); got != (given == "secret") {
			t.Errorf("APIKey(%q).Equal(secret) = %t", given, got)
		}
		if got := Bearer(given).Equal("secret"); got != (given == "secret") {
			t.Errorf("Bearer(%q).Equal(secret) = %t", given, got)
		}
		for _, name := range []string{"ada", "adA"} {
			if got := (Basic{Username: name, Password: given}).Matches("ada", "secret"); got != (name == "ada" && given == "secret") {
				t.Errorf("Basic{%q, %q}.Matches(ada, secret) = %t", name, given, got)
			}
		}
	}
}

func TestScopes(t *testing.T) {
	t.Parallel()
	need := Scopes{"a", "b", "c"}
	tests := []struct{ granted, want []string }{
		{nil, []string{"a", "b", "c"}},
		{[]string{"b", "x"}, []string{"a", "c"}},
		{[]string{"c", "b", "a"}, nil},
	}
	for _, tt := range tests {
		if got := need.Missing(tt.granted...); !slices.Equal(got, tt.want) {
			t.Errorf("%v.Missing(%q) = %q; want %q", need, tt.granted, got, tt.want)
		}
	}
	if got := need.String(); got != "a b c" {
		t.Errorf("String() = %q; want a b c", got)
	}
}

func TestGuarded(t *testing.T) {
	t.Parallel()
	tests := []struct {
		security [][]string
		want     bool
	}{
		{nil, false}, {[][]string{{}}, false}, {[][]string{{"a"}}, true}, {[][]string{{"a"}, {}}, false}, {[][]string{{"a"}, {"b", "c"}}, true},
	}
	for _, tt := range tests {
		if got := (&RouteInfo{Security: tt.security}).Guarded(); got != tt.want {
			t.Errorf("Guarded() of %q = %t; want %t", tt.security, got, tt.want)
		}
	}
}

type lookalike struct {
	First  Opt[Bearer]
	Second Opt[Basic]
}

type embeds struct{ AnyOf[Bearer, Basic] }

func TestCredentialOf(t *testing.T) {
	t.Parallel()
	const b, n, d, k = BearerKind, BasicKind, DigestKind, APIKeyKind
	tests := []struct {
		typ      reflect.Type
		kinds    []CredentialKind
		optional bool
		says     string
	}{
		{reflect.TypeFor[Bearer](), []CredentialKind{b}, false, ""},
		{reflect.TypeFor[Opt[Digest]](), []CredentialKind{d}, true, ""},
		{reflect.TypeFor[AnyOf[Bearer, APIKey]](), []CredentialKind{b, k}, false, ""},
		{reflect.TypeFor[Opt[AnyOf[AnyOf[Basic, Bearer], AnyOf[APIKey, APIKey]]]](), []CredentialKind{n, b, k, k}, true, ""},
		{reflect.TypeFor[string](), nil, false, ""},
		{reflect.TypeFor[Opt[string]](), nil, false, ""},
		{reflect.TypeFor[[]string](), nil, false, ""},
		{reflect.TypeFor[lookalike](), nil, false, ""},
		{reflect.TypeFor[embeds](), nil, false, ""},
		{reflect.TypeFor[*Bearer](), nil, false, "take a signet.Bearer, or"},
		{reflect.TypeFor[*Opt[Bearer]](), nil, false, "take a signet.Opt[signet.Bearer]"},
		{reflect.TypeFor[[]APIKey](), nil, false, "take a signet.APIKey"},
		{reflect.TypeFor[Opt[*Bearer]](), nil, false, "*signet.Bearer: take"},
		{reflect.TypeFor[Opt[Opt[Bearer]]](), nil, false, "around the whole"},
		{reflect.TypeFor[AnyOf[Opt[Bearer], Basic]](), nil, false, "around the whole"},
		{reflect.TypeFor[AnyOf[Bearer, int]](), nil, false, "int is no kind"},
	}
	for _, tt := range tests {
		l, err := CredentialOf(tt.typ)
		if tt.says != "" {
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("CredentialOf(%v) = %v; want an error with %q", tt.typ, err, tt.says)
			}
			continue
		}
		if err != nil || (l == nil) != (tt.kinds == nil) {
			t.Errorf("CredentialOf(%v) = %+v, %v; want %v", tt.typ, l, err, tt.kinds)
			continue
		}
		if l == nil {
			continue
		}
		var kinds []CredentialKind
		for _, leaf := range l.Leaves {
			kinds = append(kinds, leaf.Kind)
		}
		if !slices.Equal(kinds, tt.kinds) || l.Optional != tt.optional {
			t.Errorf("CredentialOf(%v) = %v, optional: %t; want %v, %t", tt.typ, kinds, l.Optional, tt.kinds, tt.optional)
		}
	}
}
