package operation

import (
	"reflect"
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/signature"
)

// frameLayout places every argument and result of an operation's functions in
// one block of memory, so that a call is made of constant offsets. Its Go type
// is a struct made at compile time, so that the garbage collector sees it all.
type frameLayout struct {
	fields []reflect.StructField
	places map[place]int // index into fields
	typ    reflect.Type  // set by seal
}

// place names what a part of a frame holds. Equal places share memory: the
// context is one for all functions, and an error is looked at right after the
// call that left it.
type place struct {
	what part
	typ  reflect.Type
	node *depend.Node // for results, inputs and scopes
	arg  int          // for inputs
}

type part uint8

const (
	partRole    part = iota // what the request gives by type: the context, the request, …
	partInput               // a request struct, or the pointer to it
	partResult              // the value of a dependency or of the handler
	partSingle              // a value of the app's lifetime
	partError               // the error of the last call
	partCleanup             // the cleanup of the last call
	partScopes              // the scopes that lead to a function
)

func newFrameLayout() *frameLayout { return &frameLayout{places: map[place]int{}} }

// put reserves memory for p and returns its index.
func (l *frameLayout) put(p place) int {
	if i, ok := l.places[p]; ok {
		return i
	}
	i := len(l.fields)
	l.fields = append(l.fields, reflect.StructField{Name: "F" + strconv.Itoa(i), Type: p.typ})
	l.places[p] = i
	return i
}

// seal makes the type; from then on offset answers.
func (l *frameLayout) seal() { l.typ = reflect.StructOf(l.fields) }

func (l *frameLayout) offset(i int) uintptr { return l.typ.Field(i).Offset }

// offsetOf returns where p lies, and whether the frame has it.
func (l *frameLayout) offsetOf(p place) (uintptr, bool) {
	i, ok := l.places[p]
	if !ok {
		return 0, false
	}
	return l.offset(i), true
}

// arguments reserves memory for what n's function takes and returns the indices.
func (l *frameLayout) arguments(n *depend.Node) []int {
	indices := make([]int, len(n.Feeds))
	for i, feed := range n.Feeds {
		a := n.Func.Arguments[i]
		switch {
		case feed.Node != nil:
			indices[i] = l.put(place{what: partResult, typ: a.Type, node: feed.Node})
		case feed.Single != nil:
			indices[i] = l.put(place{what: partSingle, typ: a.Type})
		case a.Role == signature.Input:
			indices[i] = l.put(place{what: partInput, typ: a.Type, node: n, arg: i})
		case a.Role == signature.Scopes:
			indices[i] = l.put(place{what: partScopes, typ: a.Type, node: n})
		default:
			indices[i] = l.put(place{what: partRole, typ: a.Type})
		}
	}
	return indices
}

// results reserves memory for what n's function returns and returns the indices.
func (l *frameLayout) results(n *depend.Node) []int {
	t := n.Func.Type()
	indices := make([]int, t.NumOut())
	for i := range indices {
		p := place{typ: t.Out(i)}
		switch i {
		case n.Func.Result:
			p.what, p.node = partResult, n
		case n.Func.Cleanup:
			p.what = partCleanup
		default:
			p.what = partError
		}
		indices[i] = l.put(p)
	}
	return indices
}

func (l *frameLayout) offsets(indices []int) []uintptr {
	offsets := make([]uintptr, len(indices))
	for i, index := range indices {
		offsets[i] = l.offset(index)
	}
	return offsets
}

// at returns the memory of a T in a frame.
func at[T any](frame unsafe.Pointer, offset uintptr) *T {
	return (*T)(unsafe.Add(frame, offset))
}
