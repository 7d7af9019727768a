package jsonplan

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// setReader reads a map[T]struct{} from an array. What stands there twice is in
// the set once.
type setReader struct {
	typ    reflect.Type
	elem   reader
	secret bool
}

func (s *session) set(t *model.Type) (reader, error) {
	r := &setReader{typ: t.Go, secret: t.HoldsSecret()}
	s.readers.add(t, r)
	var err error
	r.elem, err = s.reader(t.Elem)
	return r, err
}

func (r *setReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '[' {
		return d.mismatch(setType, r.secret)
	}
	if !d.open() {
		return false
	}
	set := reflect.MakeMap(r.typ)
	reflect.NewAt(r.typ, p).Elem().Set(set)
	item := reflect.New(r.typ.Key())
	member := reflect.Zero(r.typ.Elem())
	for index, more := 0, !d.empty(']'); more; index++ {
		item.Elem().SetZero()
		before := len(d.errs)
		ok := readItem(d, r.elem, item.UnsafePointer(), index)
		if !ok {
			return false
		}
		if len(d.errs) == before {
			set.SetMapIndex(item.Elem(), member)
		}
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	return true
}

// placeInSet gives the violations of items, which name them by their text, the
// place where each was sent.
func (d *decoding) placeInSet(span string) {
	places := map[string]int{}
	c := &scanner{s: span, limit: len(span)}
	for index, more := 0, c.next() == '[' && c.open() && !c.empty(']'); more; index++ {
		var text string
		if c.next() == '"' {
			text, _ = c.text()
		} else {
			start := c.i
			c.skip()
			text = span[start:c.i]
		}
		if _, twice := places[text]; !twice {
			places[text] = index
		}
		more, _ = c.more(']')
	}
	for i, v := range d.found {
		if len(v.Path) == 0 {
			continue
		}
		if index, ok := places[fmt.Sprint(v.Path[0])]; ok {
			d.found[i].Path[0] = index
		}
	}
}
