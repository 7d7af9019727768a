package jsonplan

import (
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// omission returns the test that leaves a field out, nil if nothing does: the
// rules of encoding/json for omitempty and omitzero, and a selection's.
func omission(f *model.Field, t *model.Type) func(p unsafe.Pointer) bool {
	var zero, empty func(p unsafe.Pointer) bool
	if f.OmitZero || f.OmitAbsent && t.Kind == model.Opt {
		zero = zeroTest(t)
	}
	switch {
	case f.OmitEmpty && t.Kind == model.Opt && f.Type.Kind != model.Opt: // a projection's
		empty = zeroTest(t)
	case f.OmitEmpty:
		empty = emptyTest(t.Go)
	}
	if zero == nil || empty == nil {
		if zero == nil {
			return empty
		}
		return zero
	}
	return func(p unsafe.Pointer) bool { return zero(p) || empty(p) }
}

// zeroTest returns the test for the zero value; a type's own IsZero decides.
func zeroTest(t *model.Type) func(p unsafe.Pointer) bool {
	type zeroer interface{ IsZero() bool }
	typ := t.Go
	value := func(p unsafe.Pointer) reflect.Value { return reflect.NewAt(typ, p).Elem() }
	own := reflect.TypeFor[zeroer]()
	switch {
	case t.Kind == model.Opt:
		return func(p unsafe.Pointer) bool { return *(*byte)(unsafe.Add(p, t.OptState)) == 0 }
	case typ.Kind() == reflect.Interface && typ.Implements(own):
		return func(p unsafe.Pointer) bool {
			v := value(p)
			return v.IsNil() || v.Elem().Kind() == reflect.Pointer && v.Elem().IsNil() || v.Interface().(zeroer).IsZero()
		}
	case typ.Kind() == reflect.Pointer && typ.Implements(own):
		return func(p unsafe.Pointer) bool { return value(p).IsNil() || value(p).Interface().(zeroer).IsZero() }
	case reflect.PointerTo(typ).Implements(own):
		return func(p unsafe.Pointer) bool { return value(p).Addr().Interface().(zeroer).IsZero() }
	}
	return func(p unsafe.Pointer) bool { return value(p).IsZero() }
}

// emptyTest returns the test for what omitempty leaves out; nil for types that
// it does not speak of.
func emptyTest(typ reflect.Type) func(p unsafe.Pointer) bool {
	value := func(p unsafe.Pointer) reflect.Value { return reflect.NewAt(typ, p).Elem() }
	switch typ.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return func(p unsafe.Pointer) bool { return value(p).Len() == 0 }
	case reflect.Struct:
		return nil
	}
	return func(p unsafe.Pointer) bool { return value(p).IsZero() }
}
