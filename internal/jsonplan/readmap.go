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
	r := &mapReader{typ: t.Go, secret: holdsSecret(t, map[*model.Type]bool{})}
	s.readers.add(t.Go, r)
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
	var refused []string // keys; no more than mistakes that are reported
	for more := !d.empty('}'); more; {
		ok := r.readEntry(d, entries, key, elem, &refused)
		if !ok {
			return false
		}
		if more, ok = d.more('}'); !ok {
			return false
		}
	}
	return true
}

// readEntry reads one entry; key and elem point to scratch values. An entry with
// a mistake is remembered too: a second one of its name breaks the whole text.
func (r *mapReader) readEntry(d *decoding, entries, key, elem reflect.Value, refused *[]string) bool {
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
		if slices.Contains(*refused, name) {
			return d.repeated(at, name)
		}
		*refused = append(*refused, name)
		ok = d.add(fault, r.keyInput(name), "[key]")
	}
	ok = ok && r.elem.read(d, elem.UnsafePointer())
	if len(d.errs) > before {
		d.place(before, name)
	}
	if !ok || fault != nil {
		return ok
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
