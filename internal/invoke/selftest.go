package invoke

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// A probeFrame has room for the widest shapes: what goes in, what comes out.
type probeFrame struct{ in, out probeUnits }

type probeUnits struct {
	pointers   [9]*int
	interfaces [4]error
	text       string
	slice      []byte
}

// newProbeUnits has another value in every place.
func newProbeUnits(text string) probeUnits {
	u := probeUnits{text: text, slice: make([]byte, 3, 5)}
	for i := range u.pointers {
		u.pointers[i] = new(int)
	}
	for i := range u.interfaces {
		u.interfaces[i] = errors.New(text)
	}
	return u
}

// selfTest calls a probe of every shape through the cast and reports whether
// every argument and every result arrived. The probes are made by reflection,
// which has its own account of how functions are called. Arguments and results
// travel independently, so each shape is probed once and not each pair.
func selfTest() bool {
	for _, shape := range argumentShapes() {
		if !probe(shape, "ppp") {
			return false
		}
	}
	for _, shape := range resultShapes() {
		if !probe("pp", shape) {
			return false
		}
	}
	return true
}

// probe reports whether a function of these shapes gets what the frame holds,
// and leaves there what it returns.
func probe(argShape, resultShape string) bool {
	frame := &probeFrame{in: newProbeUnits("argument")}
	returned := newProbeUnits("result")
	arguments, in := frame.in.fields(argShape)
	results, out := returned.fields(resultShape)
	for i := range out {
		out[i] += unsafe.Offsetof(frame.out)
	}

	arrived := false
	fn := reflect.MakeFunc(reflect.FuncOf(types(arguments), types(results), false), func(got []reflect.Value) []reflect.Value {
		arrived = slices.EqualFunc(got, arguments, identical)
		return results
	})
	call := cast(fn, in, out)
	if call == nil {
		return false
	}
	call(unsafe.Pointer(frame))

	stored, _ := frame.out.fields(resultShape)
	return arrived && slices.EqualFunc(stored, results, identical)
}

// fields picks a value for every part of the shape, with its offset. Two
// pointers in a row stand for an interface while there are interfaces left.
func (u *probeUnits) fields(shape string) (values []reflect.Value, offsets []uintptr) {
	add := func(field any) {
		v := reflect.ValueOf(field)
		values = append(values, v.Elem())
		offsets = append(offsets, v.Pointer()-uintptr(unsafe.Pointer(u)))
	}
	pointers, interfaces := 0, 0
	for shape != "" {
		switch {
		case shape[0] == 's':
			add(&u.text)
		case shape[0] == 'b':
			add(&u.slice)
		case strings.HasPrefix(shape, "pp") && interfaces < len(u.interfaces):
			add(&u.interfaces[interfaces])
			interfaces++
			shape = shape[1:] // its first word
		default:
			add(&u.pointers[pointers])
			pointers++
		}
		shape = shape[1:]
	}
	return values, offsets
}

func types(values []reflect.Value) []reflect.Type {
	list := make([]reflect.Type, len(values))
	for i, v := range values {
		list[i] = v.Type()
	}
	return list
}

// identical compares all words of two values.
func identical(a, b reflect.Value) bool {
	if a.Kind() == reflect.Slice {
		return a.Pointer() == b.Pointer() && a.Len() == b.Len() && a.Cap() == b.Cap()
	}
	return a.Equal(b)
}
