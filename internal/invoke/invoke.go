// Package invoke calls a function the cheapest sound way.
//
// A call reads its arguments from a frame and leaves its results there: a frame
// is one block of memory, a struct that the caller made with reflect.StructOf,
// which holds every argument and every result at a fixed offset. There are two
// ways to make such a call:
//
//   - The cast (cast.go) calls the function through a func type of the same
//     shape, written down at compile time. It costs a few nanoseconds and
//     allocates nothing. It serves signatures made of pointers, maps, channels,
//     functions, interfaces, strings and slices.
//   - reflect.Value.Call serves every other signature, such as structs by
//     value, at some hundred nanoseconds and a few allocations.
//
// The build tag signet_safecall turns the cast off.
package invoke

//go:generate go run generate.go

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// A Call runs one function on one frame. It may be used from many goroutines at
// the same time, each with its own frame. The function's panics pass through.
type Call func(frame unsafe.Pointer)

// Compile returns the call of fn that reads argument i at frame+in[i] and stores
// result i at frame+out[i]. At these offsets a frame must hold values of exactly
// the types that fn declares. A frame lies on the heap, allocated with its type,
// so that the garbage collector sees what it holds.
//
// A nil or variadic function is refused, and one whose arguments or results
// are not as many as the offsets.
func Compile(fn reflect.Value, in, out []uintptr) (Call, error) {
	if fn.Kind() != reflect.Func {
		return nil, errors.New("not a function")
	}
	t := fn.Type()
	switch {
	case fn.IsNil():
		return nil, fmt.Errorf("the function is nil (%s)", t)
	case t.IsVariadic():
		return nil, fmt.Errorf("a variadic function cannot be called by type: take a slice instead of the last argument of %s", t)
	case t.NumIn() != len(in) || t.NumOut() != len(out):
		return nil, fmt.Errorf("%s has %d arguments and %d results, not the %d and %d of the frame",
			t, t.NumIn(), t.NumOut(), len(in), len(out))
	}
	if castable() {
		if call := cast(fn, in, out); call != nil {
			return call, nil
		}
	}
	return reflected(fn, in, out), nil
}
