package vocab

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
)

// Secret holds a value that is never shown: printed, logged or encoded it is
// ten asterisks, and a mistake of a client does not echo it. Reveal returns the
// value. A Secret is read from every source as a T is, with the constraints of
// a T; an answer carries the asterisks. The zero Secret holds the zero T.
//
// The value lies behind a pointer, so that what prints unexported fields
// without their methods prints an address. Two Secrets are not compared by ==;
// compare what Reveal returns, in constant time where that matters.
type Secret[T any] struct{ value *T }

// NewSecret returns a Secret that holds v.
func NewSecret[T any](v T) Secret[T] { return Secret[T]{&v} }

// SecretMask is what a Secret shows of its value.
const SecretMask = "**********"

// Reveal returns the value.
func (s Secret[T]) Reveal() (v T) {
	if s.value != nil {
		v = *s.value
	}
	return v
}

// String returns asterisks.
func (s Secret[T]) String() string { return SecretMask }

// Format prints asterisks, whatever the verb and its flags.
func (s Secret[T]) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(SecretMask)) }

// GoString returns asterisks.
func (s Secret[T]) GoString() string { return SecretMask }

// LogValue is asterisks.
func (s Secret[T]) LogValue() slog.Value { return slog.StringValue(SecretMask) }

// MarshalText returns asterisks.
func (s Secret[T]) MarshalText() ([]byte, error) { return []byte(SecretMask), nil }

// MarshalJSON returns asterisks in a string.
func (s Secret[T]) MarshalJSON() ([]byte, error) { return []byte(`"` + SecretMask + `"`), nil }

// UnmarshalJSON reads the value as a T.
func (s *Secret[T]) UnmarshalJSON(data []byte) error {
	v := new(T)
	if err := json.Unmarshal(data, v); err != nil {
		return err
	}
	s.value = v
	return nil
}

// secretElem marks the type as a Secret: no other package can have this method.
func (s Secret[T]) secretElem() reflect.Type { return reflect.TypeFor[T]() }

// SecretOf returns the type of the value if t is a Secret, which then lies in
// memory as a pointer to it. A struct that embeds a Secret is none.
func SecretOf(t reflect.Type) (elem reflect.Type, ok bool) {
	if t.Kind() != reflect.Struct || t.NumField() != 1 || t.Field(0).Name != "value" {
		return nil, false
	}
	marked, ok := reflect.Zero(t).Interface().(interface{ secretElem() reflect.Type })
	if !ok {
		return nil, false
	}
	return marked.secretElem(), true
}
