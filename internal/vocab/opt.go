package vocab

import (
	"bytes"
	"encoding/json"
	"reflect"
	"unsafe"
)

// Presence says what the client sent for an optional value.
type Presence uint8

// The order matters: the zero value of an Opt is an absent one.
const (
	Absent  Presence = iota // not sent
	Null                    // sent as JSON null
	Present                 // sent with a value
)

// Opt is an optional value that knows absent from null from zero. The zero Opt
// is absent. In a query, header, cookie or form a value is absent or present;
// only a JSON body can say null.
//
// A field of type Opt is never required (add validate:"required" to require
// that it is sent, null included), takes no default, and its constraints apply
// to the T inside, when there is one.
type Opt[T any] struct {
	value T
	state Presence
}

// Some returns an Opt that holds v.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, state: Present} }

// NullOpt returns an Opt that was sent as null.
func NullOpt[T any]() Opt[T] { return Opt[T]{state: Null} }

// Absent reports whether nothing was sent.
func (o Opt[T]) Absent() bool { return o.state == Absent }

// Null reports whether JSON null was sent.
func (o Opt[T]) Null() bool { return o.state == Null }

// Get returns the value; ok is false when it is absent or null.
func (o Opt[T]) Get() (v T, ok bool) { return o.value, o.state == Present }

// Or returns the value, or fallback when it is absent or null.
func (o Opt[T]) Or(fallback T) T {
	if o.state == Present {
		return o.value
	}
	return fallback
}

// IsZero reports whether o is absent, so that omitzero leaves it out.
func (o Opt[T]) IsZero() bool { return o.state == Absent }

// MarshalJSON writes the value, or null when it is absent or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if o.state != Present {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value or null; either way o is no longer absent.
func (o *Opt[T]) UnmarshalJSON(data []byte) error {
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		*o = NullOpt[T]()
		return nil
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*o = Some(v)
	return nil
}

// OptLayout says where an Opt keeps its parts.
type OptLayout struct {
	Elem  reflect.Type
	Value uintptr // offset of the value
	State uintptr // offset of the Presence
}

// layout marks the type as an Opt: no other package can have this method.
func (o Opt[T]) layout() OptLayout {
	return OptLayout{
		Elem:  reflect.TypeFor[T](),
		Value: unsafe.Offsetof(o.value),
		State: unsafe.Offsetof(o.state),
	}
}

// OptOf returns the layout of t if it is an Opt. A struct that embeds an Opt
// has the promoted marker but another layout, so it is not one.
func OptOf(t reflect.Type) (OptLayout, bool) {
	if t.Kind() != reflect.Struct || t.NumField() != 2 || t.Field(1).Type != presenceType {
		return OptLayout{}, false
	}
	marked, ok := reflect.Zero(t).Interface().(interface{ layout() OptLayout })
	if !ok {
		return OptLayout{}, false
	}
	return marked.layout(), true
}

var presenceType = reflect.TypeFor[Presence]()
