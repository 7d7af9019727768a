package jsonplan

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

// mapReader reads a map from an object. A key is read like a JSON string of
// its type, always with coercion: there is no other way to send a number.
type mapReader struct {
	typ    reflect.Type
	key    *scalar.Codec
	elem   reader
	secret bool
}

func (s *session) table(t *model.Type) (reader, error) {
	r := &mapReader{typ: t.Go, secret: t.HoldsSecret()}
	s.readers.add(t, r)
	var err error
	if r.key, err = scalar.For(t.Key, false); err != nil {
		return nil, err
	}
	if r.key.FromString == nil {
		return nil, fmt.Errorf("%v: keys of %v cannot be read from text", t.Go, t.Key.Go)
	}
	r.elem, err = s.reader(t.Elem)
	return r, err
}

func (r *mapReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '{' {
		return d.mismatch(dictType, r.secret)
	}
	if !d.open() {
		return false
	}
	entries := reflect.MakeMap(r.typ)
	reflect.NewAt(r.typ, p).Elem().Set(entries)
	key := reflect.New(r.typ.Key())
	elem := reflect.New(r.typ.Elem())
	var bad refused
	for more := !d.empty('}'); more; {
		ok := r.readEntry(d, entries, key, elem, &bad)
		if !ok {
			return false
		}
		if more, ok = d.more('}'); !ok {
			return false
		}
	}
	for _, k := range bad.keys {
		entries.SetMapIndex(k, reflect.Value{})
	}
	return true
}

// refused are the entries with mistakes, no more than are reported. They are
// remembered, for a second one of the name breaks the whole text, and left out
// in the end.
type refused struct {
	names []string        // which are no keys
	keys  []reflect.Value // of values with mistakes
}

// readEntry reads one entry; key and elem point to scratch values.
func (r *mapReader) readEntry(d *decoding, entries, key, elem reflect.Value, bad *refused) bool {
	d.next()
	at := d.i
	name, ok := d.name()
	if !ok {
		return false
	}
	name = d.keep(name)
	key.Elem().SetZero()
	elem.Elem().SetZero()
	before := len(d.errs)
	fault := r.key.FromString(name, key.UnsafePointer())
	if fault != nil {
		if slices.Contains(bad.names, name) {
			return d.repeated(at, name)
		}
		bad.names = append(bad.names, name)
		ok = d.add(fault, r.keyInput(name), "[key]")
	}
	ok = ok && r.elem.read(d, elem.UnsafePointer())
	if len(d.errs) > before {
		d.place(before, name)
	}
	if !ok || fault != nil {
		return ok
	}
	if len(d.errs) > before {
		known := reflect.New(r.typ.Key()).Elem()
		known.Set(key.Elem())
		bad.keys = append(bad.keys, known)
	}
	size := entries.Len()
	entries.SetMapIndex(key.Elem(), elem.Elem())
	return entries.Len() > size || d.repeated(at, name)
}

// keyInput shows a key as it was sent.
func (r *mapReader) keyInput(name string) any {
	if r.secret {
		return nil
	}
	return name
}
