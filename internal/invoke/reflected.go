package invoke

import (
	"iter"
	"reflect"
	"unsafe"
)

// onStack is how many arguments a reflected call holds without allocating.
const onStack = 8

// reflected is the call that serves every signature.
func reflected(fn reflect.Value, in, out []uintptr) Call {
	args, results := slots(fn.Type().Ins(), in), slots(fn.Type().Outs(), out)
	return func(frame unsafe.Pointer) {
		var buffer [onStack]reflect.Value
		values := buffer[:0]
		for _, s := range args {
			values = append(values, s.value(frame))
		}
		for i, result := range fn.Call(values) {
			results[i].value(frame).Set(result)
		}
	}
}

// A slot is one typed place of a frame.
type slot struct {
	offset uintptr
	typ    reflect.Type
}

func slots(types iter.Seq[reflect.Type], offsets []uintptr) []slot {
	var list []slot
	for t := range types {
		list = append(list, slot{offsets[len(list)], t})
	}
	return list
}

// value is the addressable value in the slot.
func (s slot) value(frame unsafe.Pointer) reflect.Value {
	return reflect.NewAt(s.typ, unsafe.Add(frame, s.offset)).Elem()
}
