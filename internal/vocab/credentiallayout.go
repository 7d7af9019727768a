package vocab

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// CredentialKind tells credentials apart by how they travel.
type CredentialKind uint8

// The kinds.
const (
	BearerKind CredentialKind = iota
	BasicKind
	DigestKind
	APIKeyKind
)

var kindNames = [...]string{"Bearer", "Basic", "Digest", "APIKey"}

// String is the name of the kind's type.
func (k CredentialKind) String() string { return kindNames[k] }

// CredentialLayout says which credentials a type holds, and where.
type CredentialLayout struct {
	Optional bool // an Opt: a request without credentials is served too
	Leaves   []CredentialLeaf
}

// CredentialLeaf is one of the alternatives, in the order in which they are
// looked for.
type CredentialLeaf struct {
	Kind   CredentialKind
	Value  uintptr   // offset of the Bearer, Basic, Digest or APIKey
	States []uintptr // offsets of the Presences that say it is there
}

var (
	bearerType = reflect.TypeFor[Bearer]()
	basicType  = reflect.TypeFor[Basic]()
	digestType = reflect.TypeFor[Digest]()
	apiKeyType = reflect.TypeFor[APIKey]()
)

func kindOf(t reflect.Type) (CredentialKind, bool) {
	switch t {
	case bearerType:
		return BearerKind, true
	case basicType:
		return BasicKind, true
	case digestType:
		return DigestKind, true
	case apiKeyType:
		return APIKeyKind, true
	}
	return 0, false
}

// alternatives says where an AnyOf keeps its parts, which are Opts.
type alternatives struct {
	first, second             reflect.Type
	firstOffset, secondOffset uintptr
}

// alternatives marks the type as an AnyOf: no other package can have this method.
func (c AnyOf[A, B]) alternatives() alternatives {
	return alternatives{
		reflect.TypeFor[Opt[A]](), reflect.TypeFor[Opt[B]](),
		unsafe.Offsetof(c.first), unsafe.Offsetof(c.second),
	}
}

// alternativesOf returns the parts of t if it is an AnyOf and not a struct that
// embeds one.
func alternativesOf(t reflect.Type) (alternatives, bool) {
	if t.Kind() != reflect.Struct || t.NumField() != 2 {
		return alternatives{}, false
	}
	marked, ok := reflect.Zero(t).Interface().(interface{ alternatives() alternatives })
	if !ok {
		return alternatives{}, false
	}
	parts := marked.alternatives()
	return parts, t.Field(0).Type == parts.first
}

// CredentialOf returns the layout of a type that holds credentials: Bearer,
// Basic, Digest, APIKey, an AnyOf of them, or an Opt of these. It is nil for
// other types. The error says what to write instead of a type that wraps
// credentials in a way that has no meaning.
func CredentialOf(t reflect.Type) (*CredentialLayout, error) {
	l := &CredentialLayout{}
	if inner, ok := optOfCredential(t); ok {
		l.Optional = true
		return l, l.add(inner.Elem, inner.Value, []uintptr{inner.State})
	}
	if cure := misplaced(t); cure != "" {
		return nil, fmt.Errorf("%s: %s", NameOf(t), cure)
	}
	if !holdsCredential(t) {
		return nil, nil
	}
	return l, l.add(t, 0, nil)
}

func optOfCredential(t reflect.Type) (OptLayout, bool) {
	o, ok := OptOf(t)
	if !ok {
		return o, false
	}
	return o, holdsCredential(o.Elem) || misplaced(o.Elem) != ""
}

func holdsCredential(t reflect.Type) bool {
	if _, ok := kindOf(t); ok {
		return true
	}
	_, ok := alternativesOf(t)
	return ok
}

// add enters the leaves of t, which lies at offset behind the given states.
func (l *CredentialLayout) add(t reflect.Type, offset uintptr, states []uintptr) error {
	if kind, ok := kindOf(t); ok {
		l.Leaves = append(l.Leaves, CredentialLeaf{kind, offset, states})
		return nil
	}
	parts, ok := alternativesOf(t)
	if !ok {
		if cure := misplaced(t); cure != "" {
			return fmt.Errorf("%s: %s", NameOf(t), cure)
		}
		return fmt.Errorf("%s is no kind of credentials: signet.AnyOf takes Bearer, Basic, Digest, APIKey and AnyOf", NameOf(t))
	}
	for _, part := range []struct {
		opt reflect.Type
		at  uintptr
	}{{parts.first, parts.firstOffset}, {parts.second, parts.secondOffset}} {
		inner, _ := OptOf(part.opt)
		at := offset + part.at
		if err := l.add(inner.Elem, at+inner.Value, append(slices.Clone(states), at+inner.State)); err != nil {
			return err
		}
	}
	return nil
}

// misplaced says what to write instead of a type that wraps credentials in a
// way that has no meaning, empty for any other type.
func misplaced(t reflect.Type) string {
	if _, ok := optOfCredential(t); ok {
		return "Opt goes around the whole: signet.Opt[signet.AnyOf[A, B]]"
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
	default:
		return ""
	}
	_, optional := optOfCredential(t.Elem())
	if !optional && !holdsCredential(t.Elem()) {
		return ""
	}
	if t.Kind() == reflect.Pointer && !optional {
		return fmt.Sprintf("take a %s, or if it is optional a signet.Opt[%s]", NameOf(t.Elem()), NameOf(t.Elem()))
	}
	return "take a " + NameOf(t.Elem())
}

// NameOf is the name of a type as users write it: they know the types of this
// package as those of signet.
func NameOf(t reflect.Type) string {
	return strings.NewReplacer(bearerType.PkgPath()+".", "signet.", "vocab.", "signet.").Replace(t.String())
}
