package signature

import (
	"errors"
	"fmt"
	"reflect"
)

// ReadErrorFunc reads a function of OnError: one argument that takes the error,
// any of the request's own values beside it, and no result, error, T or
// (T, error). All mistakes come joined.
func ReadErrorFunc(fn any) (*Func, error) {
	f, err := readWith(fn, readErrorArgument)
	if f == nil || err != nil {
		return f, err
	}
	err = errors.Join(f.checkFailure(), f.readResults(false))
	if f.Takes(Writer) && f.Result >= 0 {
		err = errors.Join(err, fmt.Errorf("takes an http.ResponseWriter and returns %v: a function that writes the answer itself returns nothing or an error", f.ResultType()))
	}
	return f, err
}

// FailureType is the type of the argument that takes the error, nil without one.
func (f *Func) FailureType() reflect.Type {
	for _, a := range f.Arguments {
		if a.Role == Failure {
			return a.Type
		}
	}
	return nil
}

// readErrorArgument takes what there is when a request fails: nothing of its
// input, which may be what is wrong, and no dependency, which may have failed.
func readErrorArgument(t reflect.Type) (Argument, error) {
	role, fixed := roleOf(t)
	switch {
	case fixed && role != Scopes && role != Preconditions:
		return Argument{Role: role, Type: t}, nil
	case t.Implements(errorType) || t.Kind() == reflect.Interface:
		return Argument{Role: Failure, Type: t}, nil
	case t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(errorType):
		return Argument{}, fmt.Errorf("%s is no error, but *%s is: take the pointer", TypeName(t), TypeName(t))
	}
	return Argument{}, fmt.Errorf("%s: a function of OnError takes an error by its type, and context.Context, *http.Request, http.ResponseWriter, *signet.Reply or *signet.RouteInfo", TypeName(t))
}

func (f *Func) checkFailure() error {
	n := 0
	for _, a := range f.Arguments {
		if a.Role == Failure {
			n++
		}
	}
	switch n {
	case 0:
		return errors.New("takes no error: one argument says by its type which errors the function is for, such as *signet.ValidationError or error")
	case 1:
		return nil
	}
	return errors.New("takes several errors: one argument says by its type which errors the function is for")
}
