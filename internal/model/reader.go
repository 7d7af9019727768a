package model

import (
	"reflect"
	"sync"
)

// Reader reads types and remembers them. It is safe for concurrent use; one
// reader serves one app, so that nothing is shared between apps.
type Reader struct {
	mu       sync.Mutex // guards the maps
	types    map[reflect.Type]*Type
	requests map[reflect.Type]*Request
	unions   map[reflect.Type]UnionDeclaration
	formeds  map[form]*Type

	reading []reflect.Type // entered since the outermost read began
	depth   int            // of nested reads
}

// NewReader returns a reader that knows nothing yet.
func NewReader() *Reader {
	return &Reader{types: map[reflect.Type]*Type{}, requests: map[reflect.Type]*Request{},
		unions: map[reflect.Type]UnionDeclaration{}, formeds: map[form]*Type{}}
}

// ReadType describes a type. Its errors name the Go field that cannot travel.
func (r *Reader) ReadType(t reflect.Type) (*Type, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.read(t)
}
