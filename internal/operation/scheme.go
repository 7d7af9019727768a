package operation

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

// Scheme is a way to authenticate: declared by the developer, or the default
// for a kind of credentials.
type Scheme struct {
	openapi.Scheme
	Realm string // shown in challenges; empty leaves it out
}

// kind says which credentials the scheme is about.
func (s *Scheme) kind() vocab.CredentialKind {
	switch {
	case s.Type == openapi.APIKey:
		return vocab.APIKeyKind
	case s.Type == openapi.HTTP && s.HTTP == "basic":
		return vocab.BasicKind
	case s.Type == openapi.HTTP && s.HTTP == "digest":
		return vocab.DigestKind
	}
	return vocab.BearerKind
}

// reads reports whether the scheme's key is in the given place. Names of headers
// have no case.
func (s *Scheme) reads(in, key string) bool {
	return s.Type == openapi.APIKey && s.In == in && (s.Key == key || in == "header" && strings.EqualFold(s.Key, key))
}

// String is what the scheme asks for.
func (s *Scheme) String() string {
	if s.Type == openapi.APIKey {
		return fmt.Sprintf("the API key in %s %q", s.In, s.Key)
	}
	return s.kind().String() + " credentials"
}

// Same reports whether two schemes of one name mean the same, where at most one
// is declared.
func (s *Scheme) Same(o *Scheme) bool {
	return s == o || s.kind() == o.kind() && (s.Type != openapi.APIKey || s.reads(o.In, o.Key))
}

// Clash says that two schemes have one name and not one meaning.
func (s *Scheme) Clash(o *Scheme) error {
	return fmt.Errorf("the scheme %q is for %v elsewhere and for %v here; declare one of them under a name of its own with signet.Scheme", s.Name, o, s)
}

// Schemes are those that the developer has declared. They do not change.
type Schemes []*Scheme

func (all Schemes) find(name string) *Scheme {
	for _, s := range all {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// only returns the single scheme that fits, nil if there is none. Several are a
// mistake: which one enforces would be a guess, and the document would be one too.
func (all Schemes) only(fits func(*Scheme) bool) (*Scheme, error) {
	var found *Scheme
	for _, s := range all {
		if !fits(s) {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("the schemes %q and %q are both declared for it; pick one with a field of the type and the tag scheme:%q", found.Name, s.Name, found.Name)
		}
		found = s
	}
	return found, nil
}

// usual is the scheme of credentials that name none: the only declared one of
// the kind, or the default.
func (all Schemes) usual(kind vocab.CredentialKind) (*Scheme, error) {
	if s, err := all.only(func(s *Scheme) bool { return s.kind() == kind }); s != nil || err != nil {
		return s, err
	}
	s := &Scheme{Scheme: openapi.Scheme{Name: "HTTP" + kind.String(), Type: openapi.HTTP}}
	switch kind {
	case vocab.BasicKind:
		s.HTTP = "basic"
	case vocab.DigestKind:
		s.HTTP = "digest"
	default:
		s.HTTP = "bearer"
	}
	return all.orDeclared(s)
}

var keyNames = map[model.Source]string{model.Header: "APIKeyHeader", model.Query: "APIKeyQuery", model.Cookie: "APIKeyCookie"}

// usualKey is the scheme of an API key that names none: the only declared one of
// its place, or the default.
func (all Schemes) usualKey(o model.Origin) (*Scheme, error) {
	if s, err := all.only(func(s *Scheme) bool { return s.reads(o.Source.String(), o.Names[0]) }); s != nil || err != nil {
		return s, err
	}
	return all.orDeclared(&Scheme{Scheme: openapi.Scheme{Name: keyNames[o.Source], Type: openapi.APIKey, In: o.Source.String(), Key: o.Names[0]}})
}

// orDeclared refuses a default scheme whose name is declared as something else.
func (all Schemes) orDeclared(s *Scheme) (*Scheme, error) {
	declared := all.find(s.Name)
	switch {
	case declared == nil:
		return s, nil
	case declared.Same(s):
		return declared, nil
	}
	return nil, fmt.Errorf("%v would be the scheme %q, and that name is declared for %v; declare a scheme for it and pick it with the tag scheme:\"…\"", s, s.Name, declared)
}

// assignment is what one of the alternatives of a credential stands for.
type assignment struct {
	leaf    vocab.CredentialLeaf
	schemes []*Scheme // alternatives of their own; an API key has one
}

// assign gives each alternative of a layout its scheme: those that are named
// first, each to the first alternative of its kind that has none, then what the
// keys say, then the usual ones.
func (all Schemes) assign(l *vocab.CredentialLayout, names []string, keys []model.Origin) ([]assignment, error) {
	list := make([]assignment, len(l.Leaves))
	for i, leaf := range l.Leaves {
		list[i].leaf = leaf
	}
	for _, name := range names {
		s := all.find(name)
		if s == nil {
			return nil, all.unknown(name)
		}
		if !give(list, s) {
			return nil, fmt.Errorf("scheme %q is for %v, and the type has no room for that; pick another scheme or take another type", name, s)
		}
	}
	keys = slices.Clone(keys)
	for i := range list {
		var err error
		if list[i].leaf.Kind == vocab.APIKeyKind {
			keys, err = all.assignKey(&list[i], keys)
		} else if list[i].schemes == nil {
			err = list[i].take(all.usual(list[i].leaf.Kind))
		}
		if err != nil {
			return nil, err
		}
	}
	if len(keys) > 0 {
		return nil, fmt.Errorf("tag %s:%q: the picked scheme is for another place; leave out the tag, or pick another scheme", keys[0].Source, keys[0].Names[0])
	}
	return list, nil
}

func (all Schemes) unknown(name string) error {
	if len(all) == 0 {
		return fmt.Errorf("scheme %q is not declared, as no scheme is; add signet.Scheme(%q, …) to signet.New", name, name)
	}
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Name
	}
	slices.Sort(names)
	return fmt.Errorf("scheme %q is not declared; there are %q%s", name, names, constraint.Suggest(name, names))
}

// give hands a scheme to the first alternative of its kind without one. If all
// have one, the last takes this as well: its credentials may be of either.
func give(list []assignment, s *Scheme) bool {
	last := -1
	for i := range list {
		if list[i].leaf.Kind != s.kind() {
			continue
		}
		last = i
		if list[i].schemes == nil {
			break
		}
	}
	if last < 0 || s.Type == openapi.APIKey && list[last].schemes != nil {
		return false
	}
	list[last].schemes = append(list[last].schemes, s)
	return true
}

func (a *assignment) take(s *Scheme, err error) error {
	a.schemes = []*Scheme{s}
	return err
}

// assignKey settles the place of an API key and returns the keys that are left.
func (all Schemes) assignKey(a *assignment, keys []model.Origin) ([]model.Origin, error) {
	if a.schemes != nil {
		return slices.DeleteFunc(keys, func(o model.Origin) bool { return a.schemes[0].reads(o.Source.String(), o.Names[0]) }), nil
	}
	if len(keys) == 0 {
		return nil, errors.New(`an API key needs a place: add a source tag such as header:"X-Key" for each, or pick a declared scheme for each with the tag scheme:"…"`)
	}
	return keys[1:], a.take(all.usualKey(keys[0]))
}
