package constraint

import (
	"encoding"
	"fmt"
	"math/big"
	"net/url"
	"reflect"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

var (
	stringType   = reflect.TypeFor[string]()
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

// subject is a value as the tags see it. Tags speak of Go kinds; a type that
// has only a text form (a UUID, a URL, a date) is seen as that text.
type subject struct {
	typ  *model.Type
	kind reflect.Kind // String for what is seen as text, Invalid for what tags cannot see
	seen reflect.Type // what validator is given
	text func(p unsafe.Pointer) string

	// rat returns the value of a number without a fixed width, nil if it is none;
	// the func is nil for everything else.
	rat func(p unsafe.Pointer) *big.Rat
}

func newSubject(t *model.Type) *subject {
	s := &subject{typ: t, kind: t.Go.Kind(), seen: t.Go}
	switch t.Kind {
	case model.Duration:
		s.seen = durationType // vocab.Duration means the same
	case model.Date, model.TimeOfDay, model.UUID, model.URL, model.Text:
		if t.Kind != model.Text || !basic(s.kind) {
			s.seeText()
		}
	case model.BigInt, model.BigFloat, model.BigRat, model.Decimal:
		s.rat = ratOf(t)
	case model.Any, model.Union:
		s.kind = reflect.Invalid
	}
	return s
}

// basic reports whether validator knows values of the kind by themselves.
func basic(k reflect.Kind) bool {
	return k == reflect.Bool || numeric(k) || k == reflect.String
}

func numeric(k reflect.Kind) bool { return reflect.Int <= k && k <= reflect.Float64 }

func countable(k reflect.Kind) bool {
	return k == reflect.Slice || k == reflect.Array || k == reflect.Map
}

func (s *subject) seeText() {
	s.text = textOf(s.typ)
	s.kind, s.seen = reflect.String, stringType
	if s.text == nil {
		s.kind = reflect.Invalid
	}
}

func ratOf(t *model.Type) func(p unsafe.Pointer) *big.Rat {
	switch t.Kind {
	case model.BigInt:
		return func(p unsafe.Pointer) *big.Rat { return new(big.Rat).SetInt((*big.Int)(p)) }
	case model.BigFloat:
		return func(p unsafe.Pointer) *big.Rat {
			r, _ := (*big.Float)(p).Rat(nil)
			return r
		}
	case model.BigRat:
		return func(p unsafe.Pointer) *big.Rat { return (*big.Rat)(p) }
	}
	text := textOf(t)
	return func(p unsafe.Pointer) *big.Rat {
		if text == nil {
			return nil
		}
		r, ok := new(big.Rat).SetString(text(p))
		if !ok {
			return nil
		}
		return r
	}
}

// textOf returns a function that gives the text form of a value, nil if the
// type has none.
func textOf(t *model.Type) func(p unsafe.Pointer) string {
	pointer := reflect.PointerTo(t.Go)
	switch {
	case t.Kind == model.URL:
		return func(p unsafe.Pointer) string { return (*url.URL)(p).String() }
	case t.Kind == model.UUID:
		return func(p unsafe.Pointer) string {
			id := (*[16]byte)(p)
			return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
		}
	case t.MarshalsText:
		return func(p unsafe.Pointer) string {
			text, err := reflect.NewAt(t.Go, p).Interface().(encoding.TextMarshaler).MarshalText()
			if err != nil {
				return ""
			}
			return string(text)
		}
	case pointer.Implements(reflect.TypeFor[fmt.Stringer]()):
		return func(p unsafe.Pointer) string { return reflect.NewAt(t.Go, p).Interface().(fmt.Stringer).String() }
	}
	return nil
}

// through makes a check of what the tags see into a check of the value itself.
func (s *subject) through(ok test) test {
	if s.text == nil {
		return ok
	}
	return func(p unsafe.Pointer) bool {
		text := s.text(p)
		return ok(unsafe.Pointer(&text))
	}
}

// input returns a function that gives the offending value for an answer, nil
// for what is not echoed: arrays and objects.
func (s *subject) input() func(p unsafe.Pointer) any {
	switch {
	case s.text != nil:
		return func(p unsafe.Pointer) any { return s.text(p) }
	case s.typ.Kind == model.Duration:
		return func(p unsafe.Pointer) any { return *(*vocab.Duration)(p) }
	case s.typ.Kind == model.String:
		return func(p unsafe.Pointer) any { return *(*string)(p) }
	case s.typ.Kind.Scalar():
		return func(p unsafe.Pointer) any { return reflect.NewAt(s.typ.Go, p).Elem().Interface() }
	}
	return func(unsafe.Pointer) any { return nil }
}

// describe names the value for the developer.
func (s *subject) describe() string {
	if s.text != nil {
		return fmt.Sprintf("%v (checked as text)", s.typ.Go)
	}
	return s.typ.Go.String()
}

// eface is how an any lies in memory.
type eface struct{ typ, data unsafe.Pointer }

// boxed returns a function that makes an any of the value at p. For the kinds
// that an any holds by pointer it is a window on the value instead of a copy:
// nothing is allocated, and the any must be dropped before the value changes.
func boxed(t reflect.Type) func(p unsafe.Pointer) any {
	if !basic(t.Kind()) && t.Kind() != reflect.Slice && t != timeType {
		return func(p unsafe.Pointer) any { return reflect.NewAt(t, p).Elem().Interface() }
	}
	zero := reflect.Zero(t).Interface()
	typ := (*eface)(unsafe.Pointer(&zero)).typ
	return func(p unsafe.Pointer) (v any) {
		*(*eface)(unsafe.Pointer(&v)) = eface{typ, p}
		return v
	}
}
