package depend

import (
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// Declaration is one Depends or Provide of a layer, read.
type Declaration struct {
	Func   *signature.Func
	Runs   bool         // Depends: runs for every route of the layer
	Place  caller.Place // of the Depends or Provide
	Raises []*vocab.Error
	Scopes []string // OAuth2 scopes that it requires

	Replaced *signature.Func // what was declared, where Func is a test's; nil otherwise

	NoCache       bool // a new value for each argument that asks
	AfterResponse bool // the cleanup waits for the commit
}

// identity tells dependencies apart: each runs at most once per request. A
// declared function is itself wherever it is named; a closure, a method value or
// a function made by reflect carries state, so each one that was evaluated is
// its own.
type identity struct {
	pointer unsafe.Pointer
	typ     reflect.Type
}

func identify(f *signature.Func) identity {
	carriesState := f.Place.Closure() || f.Place.File == "" || f.Place.Name == "reflect.makeFuncStub"
	if carriesState { // a method value has no file
		return identity{valuePointer(f.Value), nil}
	}
	return identity{f.Value.UnsafePointer(), f.Type()}
}

// valuePointer returns the pointer that a func value is: to its closure object,
// where UnsafePointer would return the code that all closures of one literal share.
func valuePointer(f reflect.Value) unsafe.Pointer {
	slot := reflect.New(f.Type())
	slot.Elem().Set(f)
	return *(*unsafe.Pointer)(slot.UnsafePointer())
}
