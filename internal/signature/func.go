package signature

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Func is a handler or a provider, read.
type Func struct {
	Value     reflect.Value
	Place     caller.Place // of the declaration
	Arguments []Argument

	// Positions among the results; -1 without such a result.
	Result, Cleanup, Err int
}

// Type is the function's type.
func (f *Func) Type() reflect.Type { return f.Value.Type() }

// ResultType is the type of the value that the function makes; nil for none.
func (f *Func) ResultType() reflect.Type {
	if f.Result < 0 {
		return nil
	}
	return f.Type().Out(f.Result)
}

// Takes reports whether an argument has the role.
func (f *Func) Takes(role Role) bool {
	for _, a := range f.Arguments {
		if a.Role == role {
			return true
		}
	}
	return false
}

// String is the function's name and, where it is known, its place.
func (f *Func) String() string {
	if f.Place.File == "" {
		return f.Place.Name
	}
	return f.Place.Name + " (" + f.Place.String() + ")"
}

// ReadHandler reads a handler: any arguments, and no result, error, T or
// (T, error). All mistakes come joined.
func ReadHandler(types *model.Reader, fn any) (*Func, error) {
	f, err := read(types, fn)
	if f == nil {
		return nil, err
	}
	err = errors.Join(err, f.readResults(false))
	if f.Takes(Writer) && f.Result >= 0 {
		err = errors.Join(err, fmt.Errorf("takes an http.ResponseWriter and returns %v: a function that writes the answer itself returns nothing or an error", f.ResultType()))
	}
	return f, err
}

// ReadProvider reads a dependency: T, (T, error), (T, Cleanup, error), or only
// an error for a guard that makes no value.
func ReadProvider(types *model.Reader, fn any) (*Func, error) {
	f, err := read(types, fn)
	if f == nil {
		return nil, err
	}
	err = errors.Join(err, f.readResults(true))
	for i, a := range f.Arguments {
		if a.Role == Writer {
			err = errors.Join(err, fmt.Errorf("argument %d: only a handler may take http.ResponseWriter; a dependency takes *signet.Reply to add headers or returns an error to refuse", i+1))
		}
	}
	if t := f.ResultType(); t != nil && comesFromRequest(t) {
		err = errors.Join(err, fmt.Errorf("returns %s, which arguments get from the request itself; return a type of your own", vocab.NameOf(t)))
	} else if t != nil && model.IsRequest(t) {
		err = errors.Join(err, fmt.Errorf("returns %v, which has source tags: if the dependency were forgotten, the client could send it; return a type without tags", t))
	}
	return f, err
}

// comesFromRequest reports whether arguments of type t are never fed by a
// provider.
func comesFromRequest(t reflect.Type) bool {
	_, fixed := roleOf(t)
	layout, err := vocab.CredentialOf(t)
	return fixed || layout != nil || err != nil
}

// HoldsCredential reports whether an argument does.
func (f *Func) HoldsCredential() bool {
	return slices.ContainsFunc(f.Arguments, func(a Argument) bool { return a.HoldsCredential() })
}

func read(types *model.Reader, fn any) (*Func, error) {
	return readWith(fn, func(t reflect.Type) (Argument, error) { return readArgument(types, t) })
}

// readWith reads a function whose arguments mean what argument says.
func readWith(fn any, argument func(reflect.Type) (Argument, error)) (*Func, error) {
	v := reflect.ValueOf(fn)
	switch {
	case fn == nil || v.Kind() != reflect.Func:
		return nil, fmt.Errorf("wants a function, got %T", fn)
	case v.IsNil():
		return nil, fmt.Errorf("the function is nil (%v)", v.Type())
	}
	f := &Func{Value: v, Place: caller.Func(fn), Result: -1, Cleanup: -1, Err: -1}
	if v.Type().IsVariadic() {
		return f, fmt.Errorf("%v is variadic: its last argument cannot be found by type; take a slice", v.Type())
	}
	var mistakes []error
	for i := range v.Type().NumIn() {
		a, err := argument(v.Type().In(i))
		if err != nil {
			mistakes = append(mistakes, prefixLines(fmt.Sprintf("argument %d: ", i+1), err)...)
		}
		f.Arguments = append(f.Arguments, a)
	}
	return f, errors.Join(mistakes...)
}

// prefixLines splits a joined error, so that each mistake carries its place.
func prefixLines(prefix string, err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{fmt.Errorf("%s%w", prefix, err)}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, prefixLines(prefix, e)...)
	}
	return out
}
