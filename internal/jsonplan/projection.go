package jsonplan

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/model"
)

// projected is a pair of types: what is read, and whose members are written.
type projected struct{ from, to *model.Type }

// Projection compiles an encoder that reads values of from and writes of them
// what to names: members of one wire name, at every depth, in the order of to
// and left out where to says so.
//
// A member of to that from lacks is an error, unless to leaves it out when it
// is empty (omitempty, omitzero): then it always is. So is a member that from
// has as another kind, as an interface, or as something that can be null where
// to's cannot. Pointers in lists and maps are taken to be filled: there a nil
// where to has no null is an error of Append. An interface in to takes any
// value as it is. Types that write their own JSON are not looked into: they fit
// themselves only.
func (c *Compiler) Projection(from, to *model.Type) (*Encoder, error) {
	e := &Encoder{typ: from.Go}
	err := c.compile(func(s *session) (err error) {
		e.root, err = s.project(from, to, place{from.Go, to.Go, ""})
		return err
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// place says where two types meet: in a member of two structs.
type place struct {
	from, to reflect.Type // the innermost structs around it
	path     string       // items[].price
}

func (at place) member(name string) place {
	if at.path != "" {
		name = at.path + "." + name
	}
	at.path = name
	return at
}

func (at place) item() place {
	at.path += "[]"
	return at
}

// inMember reports whether the types meet right in a member, not in an item.
func (at place) inMember() bool { return at.path != "" && !strings.HasSuffix(at.path, "]") }

func (at place) mistake(format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	if at.path == "" {
		return fmt.Errorf("%v as %v: %s", at.from, at.to, text)
	}
	return fmt.Errorf("%s: %s", at.path, text)
}

func (s *session) project(from, to *model.Type, at place) (writer, error) {
	pair := projected{from, to}
	if w, ok := s.projections.find(pair); ok {
		return w, nil
	}
	switch {
	case from == to || to.Kind == model.Any:
		return s.writer(from)
	case from.Go == to.Go && from.Kind.Scalar() && to.Kind.Scalar():
		return s.writer(to) // their tags differ in the form
	case from.Kind == model.Union || to.Kind == model.Union:
		return s.projectUnion(pair, from, to, at)
	case from.Kind == model.Secret:
		return s.projectSecret(to, at)
	case from.Kind == model.Any:
		return nil, at.mistake("%v needs %s, and %v has an interface, which may hold anything", at.to, kindOf(to), at.from)
	case from.Kind == model.Pointer || from.Kind == model.Opt:
		return s.projectNullable(pair, from, to, at)
	case to.Kind == model.Pointer || to.Kind == model.Opt:
		return s.project(from, to.Elem, at) // it is always there
	case from.Kind != to.Kind:
		return nil, at.mistake("%v needs %s, %v has %s", at.to, kindOf(to), at.from, kindOf(from))
	case writesItself(from) || writesItself(to) || from.Kind == model.Text:
		return nil, at.mistake("%v and %v write their own JSON; use the same type", from.Go, to.Go)
	}
	return s.projectKind(pair, from, to, at)
}

// kindOf says how a type travels, for messages.
func kindOf(t *model.Type) string { return fmt.Sprintf("%v (%s)", t.Go, t.Kind) }

func (s *session) projectNullable(pair projected, from, to *model.Type, at place) (writer, error) {
	inner := to
	switch {
	case to.Kind == model.Pointer || to.Kind == model.Opt:
		inner = to.Elem
	case at.inMember():
		return nil, at.mistake("%v needs %s, %v has %v, which can be null", at.to, kindOf(to), at.from, from.Go)
	}
	var err error
	if from.Kind == model.Pointer {
		w := &pointerWriter{filled: inner == to}
		s.projections.add(pair, w)
		w.elem, err = s.project(from.Elem, inner, at)
		return w, err
	}
	w := &optWriter{typ: from}
	s.projections.add(pair, w)
	w.elem, err = s.project(from.Elem, inner, at)
	return w, err
}

// projectKind projects two types of one kind.
func (s *session) projectKind(pair projected, from, to *model.Type, at place) (writer, error) {
	var err error
	switch from.Kind {
	case model.Struct:
		return s.projectObject(pair, from, to, at)
	case model.Slice:
		w := &listWriter{size: from.Elem.Go.Size()}
		s.projections.add(pair, w)
		w.elem, err = s.project(from.Elem, to.Elem, at.item())
		return w, err
	case model.Array:
		if from.Len != to.Len {
			return nil, at.mistake("%v needs %d items, %v has %d", at.to, to.Len, at.from, from.Len)
		}
		w := &arrayWriter{len: from.Len, size: from.Elem.Go.Size()}
		s.projections.add(pair, w)
		w.elem, err = s.project(from.Elem, to.Elem, at.item())
		return w, err
	case model.Map:
		return s.projectMap(pair, from, to, at)
	case model.Set:
		if from.Elem.Kind != to.Elem.Kind || from.Elem.Kind == model.Text && from.Elem.Go != to.Elem.Go {
			return nil, at.mistake("%v needs items of %v, %v has %v", at.to, to.Elem.Go, at.from, from.Elem.Go)
		}
		return s.writer(from)
	case model.Int, model.Uint, model.Float:
		if from.Bits > to.Bits {
			return nil, at.mistake("%v needs %v, which cannot hold every %v of %v", at.to, to.Go, from.Go, at.from)
		}
	}
	return s.writer(from)
}

// projectSecret writes asterisks where a text or a Secret is wanted.
func (s *session) projectSecret(to *model.Type, at place) (writer, error) {
	if !to.Secret() && to.Base().Kind != model.String {
		return nil, at.mistake("%v needs %s, and %v has a Secret, which is written as a text of asterisks", at.to, kindOf(to), at.from)
	}
	return maskWriter{}, nil
}

func (s *session) projectMap(pair projected, from, to *model.Type, at place) (writer, error) {
	if from.Key.Kind != to.Key.Kind || from.Key.Kind == model.Text && from.Key.Go != to.Key.Go {
		return nil, at.mistake("%v needs keys of %v, %v has %v", at.to, to.Key.Go, at.from, from.Key.Go)
	}
	plain, err := s.writer(from)
	if err != nil {
		return nil, err
	}
	w := *plain.(*mapWriter)
	s.projections.add(pair, &w)
	w.elem, err = s.project(from.Elem, to.Elem, at.item())
	return &w, err
}

func (s *session) projectObject(pair projected, from, to *model.Type, at place) (writer, error) {
	w := &objectWriter{}
	var made writer = w
	var trim *trimWriter
	if slices.ContainsFunc(to.Object.Fields, trims) {
		trim = &trimWriter{object: w}
		made = trim
	}
	s.projections.add(pair, made)
	at.from, at.to = from.Go, to.Go
	for _, f := range to.Object.Fields {
		if f.Doc.WriteOnly {
			continue
		}
		has := from.Object.Field(f.Name)
		if has == nil || has.Doc.WriteOnly {
			if f.OmitEmpty || f.OmitZero {
				continue
			}
			return nil, at.member(f.Name).mistake("%v needs it, %s", to.Go, lacks(from, has, f.Name))
		}
		inner := at.member(f.Name)
		if has.Quoted != f.Quoted {
			return nil, inner.mistake(`%v and %v disagree about the option "string" of its json tag`, to.Go, from.Go)
		}
		value, err := s.project(has.Type, f.Type, inner)
		if err != nil {
			return nil, err
		}
		w.members = append(w.members, newMemberWriter(has, f, value))
		if trim != nil {
			if err := s.addTrim(trim, f); err != nil {
				return nil, fmt.Errorf("%v: field %s: %w", to.Go, f.GoName, err)
			}
		}
	}
	return made, nil
}

// lacks says why a type does not give a member.
func lacks(t *model.Type, f *model.Field, name string) string {
	if f == nil {
		return fmt.Sprintf("%v has no member %q", t.Go, name)
	}
	return fmt.Sprintf("and it is write-only in %v, so that it never leaves", t.Go)
}
