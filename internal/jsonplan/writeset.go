package jsonplan

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// setWriter writes a map[T]struct{} as an array: numbers in their order,
// everything else in the order of its JSON.
type setWriter struct {
	typ  reflect.Type
	elem writer
}

func (s *session) setWriter(t *model.Type) (writer, error) {
	elem, err := s.writer(t.Elem)
	return &setWriter{t.Go, elem}, err
}

// setItem is an item and its JSON.
type setItem struct {
	value reflect.Value
	json  []byte
}

func (w *setWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	set := reflect.NewAt(w.typ, p).Elem()
	items := make([]setItem, 0, set.Len())
	for each := set.MapRange(); each.Next(); {
		item := reflect.New(w.typ.Key())
		item.Elem().SetIterKey(each)
		text, err := w.elem.write(nil, item.UnsafePointer(), nest)
		if err != nil {
			return b, in(len(items), err)
		}
		items = append(items, setItem{item.Elem(), text})
	}
	slices.SortFunc(items, setItem.compare)
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, item.json...)
	}
	return append(b, ']'), nil
}

func (i setItem) compare(o setItem) int {
	order := 0
	switch v := i.value; {
	case v.CanInt():
		order = cmp.Compare(v.Int(), o.value.Int())
	case v.CanUint():
		order = cmp.Compare(v.Uint(), o.value.Uint())
	case v.CanFloat():
		order = cmp.Compare(v.Float(), o.value.Float())
	}
	return cmp.Or(order, bytes.Compare(i.json, o.json))
}
