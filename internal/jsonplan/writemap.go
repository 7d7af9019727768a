package jsonplan

import (
	"cmp"
	"reflect"
	"slices"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

// entries collects the entries of a map, which come in any order, and puts them
// in the order of their keys, as encoding/json does.
type entries struct {
	start int // where the object begins
	list  []entry
}

// entry is one appended entry: its key, and where its JSON stands.
type entry struct {
	key        string
	start, end int
}

// key begins an entry.
func (e *entries) key(b []byte, key string) []byte {
	if len(e.list) > 0 {
		b = append(b, ',')
	}
	e.list = append(e.list, entry{key: key, start: len(b)})
	return append(appendText(b, key), ':')
}

// value ends the entry.
func (e *entries) value(b []byte) { e.list[len(e.list)-1].end = len(b) }

// sort puts the entries in order and ends the object.
func (e *entries) sort(b []byte) []byte {
	byKey := func(x, y entry) int { return cmp.Compare(x.key, y.key) }
	if slices.IsSortedFunc(e.list, byKey) {
		return append(b, '}')
	}
	slices.SortFunc(e.list, byKey)
	mixed := slices.Clone(b[e.start:])
	b = b[:e.start]
	for i, x := range e.list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, mixed[x.start-e.start:x.end-e.start]...)
	}
	return append(b, '}')
}

// mapWriter writes a map as an object, a nil one as an empty one.
type mapWriter struct {
	typ  reflect.Type
	text bool // keys are strings
	key  scalar.Append
	elem writer
}

func (s *session) mapWriter(t *model.Type) (writer, error) {
	w := &mapWriter{typ: t.Go, text: t.Key.Kind == model.String}
	s.writers.add(t, w)
	codec, err := scalar.For(t.Key, false)
	if err != nil {
		return nil, err
	}
	w.key = codec.Append
	w.elem, err = s.writer(t.Elem)
	return w, err
}

func (w *mapWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if nest >= deepest {
		return b, errTooDeep
	}
	m := reflect.NewAt(w.typ, p).Elem()
	if m.Len() == 0 {
		return append(b, "{}"...), nil
	}
	b = append(b, '{')
	found := entries{start: len(b), list: make([]entry, 0, m.Len())}
	key := reflect.New(w.typ.Key())
	elem := reflect.New(w.typ.Elem())
	for each := m.MapRange(); each.Next(); {
		key.Elem().SetIterKey(each)
		elem.Elem().SetIterValue(each)
		name, err := w.keyText(key.UnsafePointer())
		if err != nil {
			return b, err
		}
		b = found.key(b, name)
		if b, err = w.elem.write(b, elem.UnsafePointer(), nest+1); err != nil {
			return b, in(name, err)
		}
		found.value(b)
	}
	return found.sort(b), nil
}

func (w *mapWriter) keyText(p unsafe.Pointer) (string, error) {
	if w.text {
		return *(*string)(p), nil
	}
	text, err := w.key(nil, p)
	return string(text), err
}

func (c *Compiler) appendAnyMap(b []byte, m map[string]any, nest int) (_ []byte, err error) {
	b = append(b, '{')
	found := entries{start: len(b), list: make([]entry, 0, len(m))}
	for name, v := range m {
		b = found.key(b, name)
		if b, err = c.appendAny(b, v, nest); err != nil {
			return b, in(name, err)
		}
		found.value(b)
	}
	return found.sort(b), nil
}
