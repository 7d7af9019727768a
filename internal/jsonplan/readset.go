package jsonplan

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// setReader reads a map[T]struct{} from an array. What stands there twice is in
// the set once.
type setReader struct {
	typ    reflect.Type
	elem   reader
	text   func(p unsafe.Pointer) string // of an item, for places
	secret bool
}

func (s *session) set(t *model.Type) (reader, error) {
	r := &setReader{typ: t.Go, text: constraint.KeyText(t.Elem), secret: t.HoldsSecret()}
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

// itemPlaces returns where the items stand in an array, by their text: each
// where it was sent first.
func (r *setReader) itemPlaces(array string) map[string]int {
	places := map[string]int{}
	d := decoding{scanner: scanner{s: array, limit: len(array)}, most: math.MaxInt}
	if d.next() != '[' || !d.open() {
		return places
	}
	item := reflect.New(r.typ.Key())
	for index, more := 0, !d.empty(']'); more; index++ {
		item.Elem().SetZero()
		before := len(d.errs)
		if !r.elem.read(&d, item.UnsafePointer()) {
			break
		}
		text := r.text(item.UnsafePointer())
		if _, twice := places[text]; !twice && len(d.errs) == before {
			places[text] = index
		}
		more, _ = d.more(']')
	}
	return places
}

// placeInSets gives violations, which name items of sets by their text, the
// places where those were sent. The value, which r has read, is or holds sets.
func placeInSets(r reader, span string, found []constraint.Violation) {
	known := map[string]map[string]int{} // by the path of the set
	for _, v := range found {
		set, depth := setOn(r, v.Path)
		if set == nil {
			continue
		}
		at := fmt.Sprintf("%q", v.Path[:depth])
		if known[at] == nil {
			known[at] = set.itemPlaces(within(span, v.Path[:depth]))
		}
		if index, ok := known[at][fmt.Sprint(v.Path[depth])]; ok {
			v.Path[depth] = index
		}
	}
	if len(known) > 0 {
		slices.SortStableFunc(found, func(a, b constraint.Violation) int { return slices.CompareFunc(a.Path, b.Path, compareSteps) })
	}
}

// compareSteps orders indices by number and keys by text, as the constraints of
// lists and maps are reported.
func compareSteps(a, b any) int {
	i, ok := a.(int)
	if j, both := b.(int); ok && both {
		return i - j
	}
	return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

// setOn finds the set whose item stands on a path, and how deep it lies; nil if
// there is none.
func setOn(r reader, path []any) (set *setReader, depth int) {
	for depth < len(path) {
		switch outer := r.(type) {
		case *pointerReader:
			r = outer.elem
			continue
		case *optReader:
			r = outer.elem
			continue
		case *secretReader:
			r = outer.elem
			continue
		case *listReader:
			r = outer.elem
		case *arrayReader:
			r = outer.elem
		case *mapReader:
			r = outer.elem
		case *setReader:
			return outer, depth
		default:
			return nil, 0
		}
		depth++
	}
	return nil, 0
}
