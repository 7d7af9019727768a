package refusal

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// Func is a function of OnError, compiled.
type Func struct {
	fn       *signature.Func
	takes    reflect.Type // the errors that it is for
	statuses []int        // that they are answered with; none: any
	output   *binding.Output
}

// Compile reads a function of OnError and plans how its results are written. The
// name is what messages call it. All mistakes come joined.
func Compile(types *model.Reader, plans *jsonplan.Compiler, fn any, statuses []int) (f *Func, name string, err error) {
	name = "OnError"
	read, err := signature.ReadErrorFunc(fn)
	if read != nil {
		name += "(" + read.Place.Name + ")"
	}
	for _, status := range statuses {
		if status < 200 || status > 599 {
			err = errors.Join(err, fmt.Errorf("%d: an error's status is from 200 to 599", status))
		}
	}
	if err != nil {
		return nil, name, err
	}
	f = &Func{fn: read, takes: read.FailureType(), statuses: statuses}
	if t := read.ResultType(); t != nil {
		if f.output, err = binding.CompileResult(t, binding.Results{Types: types, Plans: plans}); err != nil {
			return nil, name, fmt.Errorf("result %s: %w", vocab.NameOf(t), err)
		}
		if f.output.Streams() {
			return nil, name, fmt.Errorf("result %s: the answer to an error is not streamed; return what is written whole", vocab.NameOf(t))
		}
	}
	return f, name, nil
}

var (
	errorType    = reflect.TypeFor[error]()
	mistakesType = reflect.TypeFor[*vocab.ValidationError]()
)

// rank orders the functions of one layer: the narrower one is asked first.
func (f *Func) rank() int {
	switch {
	case len(f.statuses) > 0:
		return 0
	case f.takes.Kind() != reflect.Interface:
		return 1
	case f.takes != errorType:
		return 2
	}
	return 3
}

// find returns the error in err's chain that f is for.
func (f *Func) find(err error, status int) (reflect.Value, bool) {
	if len(f.statuses) > 0 && !slices.Contains(f.statuses, status) {
		return reflect.Value{}, false
	}
	target := reflect.New(f.takes)
	if errors.As(err, target.Interface()) {
		return target.Elem(), true
	}
	if f.takes == mistakesType { // a FieldError alone is the mistakes of a request
		invalid := failure.Mistakes(err)
		return reflect.ValueOf(invalid), invalid != nil
	}
	return reflect.Value{}, false
}

// answers reports whether f gives the answer to every error of type t with the
// status, as far as its signature tells.
func (f *Func) answers(t reflect.Type, status int) bool {
	if f.output == nil && !f.fn.Takes(signature.Writer) || len(f.statuses) > 0 && !slices.Contains(f.statuses, status) {
		return false
	}
	return f.takes == t || f.takes.Kind() == reflect.Interface && t.Implements(f.takes)
}
