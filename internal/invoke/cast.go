package invoke

import (
	"iter"
	"reflect"
	"sync"
	"unsafe"
)

// This file calls a function through another func type than the one it was
// declared with. The language does not promise that; it holds because of how
// the compiler passes values (cmd/compile/abi-internal.md in Go's source):
//
//   - A func variable holds one pointer, to the code and what it closes over,
//     whatever its type. So memory that holds one may be read as another type.
//   - Arguments are assigned to registers word by word, from left to right, and
//     a struct or interface or string counts as its words. What fits as a whole
//     travels in registers. The smallest register file has 9 for integers and
//     pointers; nothing here has more words. Without registers for arguments the
//     words lie in memory one after the other, in the same order. Either way
//     two signatures with the same words are called alike: a pointer, map,
//     channel or function is one pointer, an interface is two, and results
//     (r, error) travel like one struct of both.
//   - The garbage collector asks the type of the word only whether it holds a
//     pointer. So a pointer stands for every pointer-shaped type, a string for
//     every string type, []byte for every slice, and lengths never travel as
//     pointers, nor pointers as lengths. While the call runs, the callee's own
//     types describe its arguments.
//
// Values of other kinds would break the second rule (small integers share
// words in memory, floats have registers of their own) and are left to
// reflection. The self-test checks all of it on the machine that the program
// runs on, before the first cast.

// castable reports whether the cast is on and has passed its self-test.
var castable = sync.OnceValue(func() bool { return castEnabled && selfTest() })

// cast is nil for a signature that it does not serve.
func cast(fn reflect.Value, in, out []uintptr) Call {
	t := fn.Type()
	variable := reflect.New(t) // memory that may be read as a func variable of another type
	variable.Elem().Set(fn)
	return callAs(variable.UnsafePointer(), operandsOf(t.Ins(), in), operandsOf(t.Outs(), out))
}

// Operands are the arguments of a signature, or its results, cut into the units
// in which the cast moves them.
type operands struct {
	shape string    // a letter for each unit: p a pointer, s a string, b a slice; (error, Bearer) is pps
	at    []uintptr // frame offset of each unit
}

// operandsOf names a shape that no cast has if a type among them has none.
func operandsOf(types iter.Seq[reflect.Type], offsets []uintptr) operands {
	var shape []byte
	var at []uintptr
	i := 0
	for t := range types {
		offset := offsets[i]
		i++
		letters := lettersOf(t)
		for n := range letters { // the second word of an interface follows the first
			at = append(at, offset+uintptr(n)*unsafe.Sizeof(offset))
		}
		shape = append(shape, letters...)
	}
	return operands{string(shape), at}
}

func lettersOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return "p"
	case reflect.Interface:
		return "pp"
	case reflect.String:
		return "s"
	case reflect.Slice:
		return "b"
	}
	return "-" // by value, a number, an array: left to reflection
}

// The three accessors of a unit in a frame. Stores are typed, so they have the
// write barriers that the garbage collector needs.
func pointer(frame unsafe.Pointer, offset uintptr) *unsafe.Pointer {
	return (*unsafe.Pointer)(unsafe.Add(frame, offset))
}

func text(frame unsafe.Pointer, offset uintptr) *string {
	return (*string)(unsafe.Add(frame, offset))
}

func slice(frame unsafe.Pointer, offset uintptr) *[]byte {
	return (*[]byte)(unsafe.Add(frame, offset))
}
