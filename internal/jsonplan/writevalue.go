package jsonplan

import (
	"errors"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// writer returns the writer of a type.
func (s *session) writer(t *model.Type) (writer, error) {
	if w, ok := s.writers.find(t); ok {
		return w, nil
	}
	switch t.Kind {
	case model.Any:
		return anyWriter{s.Compiler, t.Go}, nil
	case model.Pointer:
		w := &pointerWriter{}
		s.writers.add(t, w)
		var err error
		w.elem, err = s.writer(t.Elem)
		return w, err
	case model.Opt:
		w := &optWriter{typ: t}
		s.writers.add(t, w)
		var err error
		w.elem, err = s.writer(t.Elem)
		return w, err
	case model.Secret:
		return maskWriter{}, nil
	case model.Set:
		return s.setWriter(t)
	case model.Union:
		return s.unionWriter(t)
	case model.Slice:
		return s.listWriter(t)
	case model.Array:
		return s.arrayWriter(t)
	case model.Map:
		return s.mapWriter(t)
	}
	if writesItself(t) {
		return customWriter{t.Go, t.MarshalsJSON}, nil
	}
	if t.Kind == model.Struct {
		return s.objectWriter(t)
	}
	return scalarWriterOf(t)
}

// writesItself reports whether a type's own methods say how it is written.
func writesItself(t *model.Type) bool {
	switch t.Kind {
	case model.Custom:
		return true
	case model.Text, model.Struct:
		return t.MarshalsJSON
	}
	return false
}

// pointerWriter writes nil as null.
type pointerWriter struct {
	elem   writer
	filled bool // nil is an error
}

var errNil = errors.New("is nil, and its place has no null")

func (w *pointerWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if p = *(*unsafe.Pointer)(p); p == nil {
		if w.filled {
			return b, errNil
		}
		return append(b, "null"...), nil
	}
	if nest >= deepest {
		return b, errTooDeep
	}
	return w.elem.write(b, p, nest+1)
}

// maskWriter writes asterisks for a Secret.
type maskWriter struct{}

func (maskWriter) write(b []byte, _ unsafe.Pointer, _ int) ([]byte, error) {
	return append(b, `"`+vocab.SecretMask+`"`...), nil
}

// optWriter writes the value of an Opt, null if there is none.
type optWriter struct {
	typ  *model.Type
	elem writer
}

func (w *optWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if !optPresent(w.typ, p) {
		return append(b, "null"...), nil
	}
	return w.elem.write(b, unsafe.Add(p, w.typ.OptValue), nest)
}
