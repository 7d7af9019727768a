package jsonplan

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// reader returns the reader of a type; with an error, one that skips.
func (s *session) reader(t *model.Type) (reader, error) {
	if r, ok := s.readers.find(t); ok {
		return r, nil
	}
	r, err := s.newReader(t)
	if err != nil {
		r = unread{}
		s.readers.add(t, r)
	}
	return r, err
}

// unread stands for the reader of a type that has none: the compilation has
// failed, but goes on to find what else is wrong.
type unread struct{}

func (unread) read(d *decoding, _ unsafe.Pointer) bool { return d.skip() }

func (s *session) newReader(t *model.Type) (reader, error) {
	switch t.Kind {
	case model.Any:
		if t.Go.NumMethod() > 0 {
			return nil, fmt.Errorf("%v cannot be decoded: an interface with methods does not say which type to make; declare its types with signet.Union, or use a struct or any", t.Go)
		}
		return anyReader{}, nil
	case model.Struct:
		return s.object(t)
	case model.Slice:
		return s.list(t)
	case model.Array:
		return s.array(t)
	case model.Map:
		return s.table(t)
	case model.Pointer:
		r := &pointerReader{typ: t.Elem.Go}
		s.readers.add(t, r)
		var err error
		r.elem, err = s.reader(t.Elem)
		return r, err
	case model.Secret:
		r := &secretReader{typ: t.Elem.Go}
		s.readers.add(t, r)
		var err error
		r.elem, err = s.reader(t.Elem)
		return r, err
	case model.Set:
		return s.set(t)
	case model.Union:
		return s.union(t)
	case model.Opt:
		r := &optReader{value: t.OptValue, state: t.OptState}
		s.readers.add(t, r)
		var err error
		r.elem, err = s.reader(t.Elem)
		return r, err
	}
	if t.Kind == model.Custom || t.Kind == model.Text && t.UnmarshalsJSON {
		return customReader{typ: t.Go, own: t.UnmarshalsJSON, raw: t.Go == rawMessage}, nil
	}
	return s.scalar(t)
}

// pointerReader reads null as nil, anything else into a new value.
type pointerReader struct {
	elem   reader
	typ    reflect.Type // of the value
	filled bool         // null is no value: the element says what is wrong with it
}

func (r *pointerReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() == 'n' && !r.filled {
		return d.literal("null")
	}
	value := reflect.New(r.typ).UnsafePointer()
	*(*unsafe.Pointer)(p) = value
	return r.elem.read(d, value)
}

// secretReader reads a vocab.Secret: its value, of which no mistake shows
// anything.
type secretReader struct {
	elem reader
	typ  reflect.Type // of the value
}

func (r *secretReader) read(d *decoding, p unsafe.Pointer) bool {
	before := len(d.errs)
	value := reflect.New(r.typ).UnsafePointer()
	*(*unsafe.Pointer)(p) = value
	ok := r.elem.read(d, value)
	d.hush(before)
	return ok
}

// optReader reads a vocab.Opt. Null is a state of its own, whatever the element
// makes of it.
type optReader struct {
	elem         reader
	value, state uintptr
}

func (r *optReader) read(d *decoding, p unsafe.Pointer) bool {
	state := (*vocab.Presence)(unsafe.Add(p, r.state))
	if d.next() == 'n' {
		*state = vocab.Null
		return d.literal("null")
	}
	*state = vocab.Present
	return r.elem.read(d, unsafe.Add(p, r.value))
}

func optPresent(t *model.Type, p unsafe.Pointer) bool {
	return *(*vocab.Presence)(unsafe.Add(p, t.OptState)) == vocab.Present
}
