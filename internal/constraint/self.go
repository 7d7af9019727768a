package constraint

import (
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// validateSelf has a type check itself.
func validateSelf(t reflect.Type, p unsafe.Pointer, found []Violation, input func(p unsafe.Pointer) any) []Violation {
	err := reflect.NewAt(t, p).Interface().(model.Validator).Validate()
	if err == nil {
		return found
	}
	if placed := placedErrors(err); placed != nil {
		return append(found, placed...)
	}
	v := Violation{Fault: valueError(err.Error())}
	if input != nil {
		v.Input = input(p)
	}
	return append(found, v)
}

// placedErrors returns the FieldErrors that err consists of; nil if any part of
// it is something else.
func placedErrors(err error) []Violation {
	switch e := err.(type) {
	case *vocab.ValidationError:
		list := make([]Violation, len(e.Fields))
		for i, f := range e.Fields {
			list[i] = placedError(f)
		}
		return list
	case vocab.FieldError:
		return []Violation{placedError(e)}
	case *vocab.FieldError:
		return []Violation{placedError(*e)}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return placedErrors(inner)
		}
	case interface{ Unwrap() []error }:
		var list []Violation
		for _, part := range e.Unwrap() {
			placed := placedErrors(part)
			if placed == nil {
				return nil
			}
			list = append(list, placed...)
		}
		return list
	}
	return nil
}

func placedError(f vocab.FieldError) Violation {
	fault := &vocab.Fault{Type: f.Type, Msg: f.Msg, Ctx: f.Ctx}
	if f.Type == "" {
		fault = valueError(f.Msg)
	}
	return Violation{Path: append([]any(nil), f.Loc...), Fault: fault, Input: f.Input}
}
