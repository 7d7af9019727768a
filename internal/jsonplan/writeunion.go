package jsonplan

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// unionWriter writes what an interface holds, with its tag in front.
type unionWriter struct {
	typ      reflect.Type
	variants map[reflect.Type]writer // by struct
}

func newUnionWriter(t *model.Type) *unionWriter {
	return &unionWriter{t.Go, make(map[reflect.Type]writer, len(t.Union.List))}
}

func (s *session) unionWriter(t *model.Type) (writer, error) {
	w := newUnionWriter(t)
	s.writers.add(t, w)
	for _, v := range t.Union.List {
		plain, err := s.writer(v.Type)
		if err != nil {
			return nil, fmt.Errorf("%v: variant %q: %w", t.Go, v.Tag, err)
		}
		w.variants[v.Type.Go] = s.tagged(plain, t.Union.Property, v.Tag)
	}
	return w, nil
}

// tagged returns the writer of a struct with a tag in front of its members, in
// place of one of its name. It is complete when the session ends: the struct may
// hold the union, and then has not all its members yet.
func (s *session) tagged(plain writer, property, tag string) writer {
	o := &objectWriter{head: string(appendText(append(appendText(nil, property), ':'), tag))}
	from, trim := plain, (*trimWriter)(nil)
	if trimmed, ok := plain.(*trimWriter); ok {
		from, trim = trimmed.object, &trimWriter{object: o}
	}
	s.later = append(s.later, func() error {
		for i, m := range from.(*objectWriter).members {
			if m.name == property {
				continue
			}
			o.members = append(o.members, m)
			if trim != nil {
				trim.unwanted = append(trim.unwanted, plain.(*trimWriter).unwanted[i])
			}
		}
		return nil
	})
	if trim != nil {
		return trim
	}
	return o
}

var errNilUnion = errors.New("is nil; only behind a pointer or an Opt a union can be null")

func (w *unionWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if nest >= deepest {
		return b, errTooDeep
	}
	held := reflect.NewAt(w.typ, p).Elem()
	if held.IsNil() {
		return b, errNilUnion
	}
	value := held.Elem()
	if value.Kind() != reflect.Pointer {
		value = addressable(value)
	} else if value.IsNil() {
		return b, errNilUnion
	}
	variant := w.variants[value.Type().Elem()]
	if variant == nil {
		return b, fmt.Errorf("%v is no declared variant of %v; add it to the Union", held.Elem().Type(), w.typ)
	}
	return variant.write(b, value.UnsafePointer(), nest+1)
}

// addressable copies what an interface holds: its methods may have pointer
// receivers, and what an interface holds must not change.
func addressable(v reflect.Value) reflect.Value {
	boxed := reflect.New(v.Type())
	boxed.Elem().Set(v)
	return boxed
}

// projectUnion makes one plan for each variant. Two unions meet by tags, a
// union and a struct where every variant has what the struct needs, and a struct
// becomes a union that it is a variant of.
func (s *session) projectUnion(pair projected, from, to *model.Type, at place) (writer, error) {
	switch {
	case from.Kind == model.Pointer || from.Kind == model.Opt:
		return s.projectNullable(pair, from, to, at)
	case to.Kind == model.Pointer || to.Kind == model.Opt:
		return s.project(from, to.Elem, at)
	case from.Kind == model.Struct:
		v, ok := to.Union.Find(from.Go)
		if !ok {
			return nil, at.mistake("%v needs %s, and %v is none of its variants", at.to, kindOf(to), from.Go)
		}
		plain, err := s.project(from, v.Type, at)
		if err != nil {
			return nil, err
		}
		return s.tagged(plain, to.Union.Property, v.Tag), nil
	case from.Kind != model.Union || to.Kind != model.Union && to.Kind != model.Struct:
		return nil, at.mistake("%v needs %s, %v has %s", at.to, kindOf(to), at.from, kindOf(from))
	}
	w := newUnionWriter(from)
	s.projections.add(pair, w)
	for _, v := range from.Union.List {
		projected, err := s.projectVariant(v, from, to, at)
		if err != nil {
			return nil, err
		}
		w.variants[v.Type.Go] = projected
	}
	return w, nil
}

func (s *session) projectVariant(v model.Variant, from, to *model.Type, at place) (writer, error) {
	if to.Kind == model.Struct {
		return s.project(v.Type, to, at)
	}
	for _, wanted := range to.Union.List {
		if wanted.Tag != v.Tag {
			continue
		}
		plain, err := s.project(v.Type, wanted.Type, at)
		if err != nil {
			return nil, err
		}
		return s.tagged(plain, to.Union.Property, v.Tag), nil
	}
	return nil, at.mistake("%v has no variant %q, which %v may be", to.Go, v.Tag, from.Go)
}
