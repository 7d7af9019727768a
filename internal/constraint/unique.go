package constraint

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

// fewItems is up to where comparing all pairs beats a map, and needs none.
const fewItems = 32

// distinct reports whether a slice of Ts at p has no value twice.
func distinct[T comparable](p unsafe.Pointer) bool {
	list := *(*[]T)(p)
	if len(list) <= fewItems {
		for i, v := range list {
			if slices.Contains(list[:i], v) {
				return false
			}
		}
		return true
	}
	seen := make(map[T]struct{}, len(list))
	for _, v := range list {
		if _, ok := seen[v]; ok {
			return false
		}
		seen[v] = struct{}{}
	}
	return true
}

// distinctSlice returns the native test for a slice with items of kind k, nil
// if there is none.
func distinctSlice(k reflect.Kind) test {
	switch k {
	case reflect.String:
		return distinct[string]
	case reflect.Int:
		return distinct[int]
	case reflect.Int32:
		return distinct[int32]
	case reflect.Int64:
		return distinct[int64]
	case reflect.Uint:
		return distinct[uint]
	case reflect.Uint32:
		return distinct[uint32]
	case reflect.Uint64:
		return distinct[uint64]
	case reflect.Float64:
		return distinct[float64]
	}
	return nil
}

// hashable reports whether every value of t can be a key of a Go map. An
// interface can hold what cannot, and would panic at request time.
func hashable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Interface:
		return false
	case reflect.Array:
		return hashable(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !hashable(t.Field(i).Type) {
				return false
			}
		}
		return true
	}
	return t.Comparable()
}

// unique compiles validator's unique: of items, of map values, and with a
// parameter of one field of the items.
func (c *Compiler) unique(s *subject, w word) (rule, error) {
	if !countable(s.kind) {
		return rule{}, fmt.Errorf("%q is for slices, arrays and maps; to differ from another field use nefield", w.text)
	}
	elem := s.typ.Go.Elem()
	if elem.Kind() == reflect.Pointer {
		elem = elem.Elem()
	}
	if w.given {
		if elem.Kind() != reflect.Struct {
			return rule{}, fmt.Errorf("%q needs a slice of structs, not %v", w.text, s.typ.Go)
		}
		sf, ok := elem.FieldByName(w.param)
		if !ok || !sf.IsExported() {
			return rule{}, fmt.Errorf("%q: %v has no exported field %s%s", w.text, elem, w.param, suggestField(elem, w.param))
		}
		if hopsPointer(elem, sf) {
			return rule{}, fmt.Errorf("%q: %s lies behind an embedded pointer, which may be nil; write a Validate method", w.text, w.param)
		}
		elem = sf.Type
	}
	if !hashable(elem) {
		return rule{}, fmt.Errorf("%q cannot compare values of type %v; use the tag uniqueItems, which compares their JSON", w.text, elem)
	}
	r := rule{check{fault: valueError("must not have an item twice")}, nil}
	if s.kind != reflect.Map && !w.given {
		r.keywords = []Keyword{{"uniqueItems", true}}
	}
	if s.kind == reflect.Slice && !w.given {
		if r.ok = distinctSlice(s.typ.Go.Elem().Kind()); r.ok != nil {
			return r, nil
		}
	}
	var err error
	r.ok, err = c.byValidator(s, w)
	return r, err
}

// uniqueItems compiles JSON Schema's word: items are the same if their JSON is.
func (s *subject) uniqueItems() rule {
	r := rule{check{fault: valueError("must not have an item twice")}, []Keyword{{"uniqueItems", true}}}
	if s.kind == reflect.Slice {
		if r.ok = distinctSlice(s.typ.Go.Elem().Kind()); r.ok != nil {
			return r
		}
	}
	r.ok = func(p unsafe.Pointer) bool {
		list := reflect.NewAt(s.typ.Go, p).Elem()
		seen := make(map[string]struct{}, list.Len())
		for i := range list.Len() {
			text, err := json.Marshal(list.Index(i).Interface())
			if _, ok := seen[string(text)]; ok || err != nil {
				return false
			}
			seen[string(text)] = struct{}{}
		}
		return true
	}
	return r
}
