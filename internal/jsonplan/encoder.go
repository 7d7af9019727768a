package jsonplan

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// deepest is how many pointers, lists, maps and interfaces may lie in each
// other in a value that is written. Deeper is taken for a value that contains
// itself.
const deepest = 10_000

// Encoder writes values of one type as JSON: compact, UTF-8, nothing escaped
// that need not be, no newline at the end. It writes what encoding/json writes,
// but for these:
//
//   - a nil slice is [], a nil map {}, nil bytes "";
//   - a MarshalJSON with a pointer receiver is used for every value, behind a
//     pointer or not;
//   - an Opt that is absent is left out with omitzero, and is null without;
//   - a map[T]struct{} is an array, a Secret is asterisks, and a declared union
//     begins with its tag.
//
// It is safe for concurrent use.
type Encoder struct {
	typ  reflect.Type
	root writer
}

// writer appends the JSON of the values of one Go type. Its error is an
// *unwritable, so that the place can be added on the way out; nest is how many
// pointers, lists, maps and interfaces the value lies in.
type writer interface {
	write(b []byte, p unsafe.Pointer, nest int) ([]byte, error)
}

// Encoder compiles the encoder of a type.
func (c *Compiler) Encoder(t *model.Type) (*Encoder, error) {
	e := &Encoder{typ: t.Go}
	err := c.compile(func(s *session) (err error) {
		e.root, err = s.writer(t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// Append appends the JSON of the value at p. It allocates nothing but what the
// value's own methods, its maps and its interfaces need. On an error, which
// names the place in the value, b is returned as it came.
func (e *Encoder) Append(b []byte, p unsafe.Pointer) ([]byte, error) {
	out, err := e.root.write(b, p, 0)
	if err != nil {
		return b, fmt.Errorf("encode %v: %w", e.typ, err)
	}
	return out, nil
}

// unwritable is an error with the place of the value that has no JSON form,
// innermost step first.
type unwritable struct {
	steps []any
	err   error
}

// in adds a step to the place of an error.
func in(step any, err error) error {
	u, ok := err.(*unwritable)
	if !ok {
		u = &unwritable{err: err}
	}
	u.steps = append(u.steps, step)
	return u
}

// Error returns the place and the error: items[0].price: …
func (u *unwritable) Error() string {
	var place []byte
	for i := len(u.steps) - 1; i >= 0; i-- {
		switch step := u.steps[i].(type) {
		case int:
			place = append(strconv.AppendInt(append(place, '['), int64(step), 10), ']')
		case string:
			if len(place) > 0 {
				place = append(place, '.')
			}
			place = append(place, step...)
		}
		if len(place) > 200 {
			place = append(place, "…"...)
			break
		}
	}
	return string(place) + ": " + u.err.Error()
}

func (u *unwritable) Unwrap() error { return u.err }

var errTooDeep = errors.New("nested deeper than " + strconv.Itoa(deepest) + " levels, or contains itself")
