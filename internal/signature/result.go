package signature

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	errorType   = reflect.TypeFor[error]()
	cleanupType = reflect.TypeFor[vocab.Cleanup]()
	// plainCleanup is what a provider written without naming the type returns.
	plainCleanup = reflect.TypeFor[func(error) error]()
)

// readResults places the results. A last result that is an error by another
// type than error would be a typed nil, never equal to nil, so it is refused.
func (f *Func) readResults(provider bool) error {
	t := f.Type()
	n := t.NumOut()
	if n > 0 && t.Out(n-1) == errorType {
		f.Err = n - 1
		n--
	} else if n > 0 && t.Out(n-1).Implements(errorType) {
		name := vocab.NameOf(t.Out(n - 1))
		return fmt.Errorf("returns %s as its last result: a nil %s is not a nil error; declare the result as error", name, name)
	}
	if provider && n == 2 && (t.Out(1) == cleanupType || t.Out(1) == plainCleanup) {
		if f.Err < 0 {
			return errors.New("returns a Cleanup without an error; return (T, signet.Cleanup, error)")
		}
		f.Cleanup = 1
		n--
	}
	if n == 1 {
		f.Result = 0
		return checkValue(t.Out(0), provider)
	}
	if n > 1 {
		return fmt.Errorf("returns %s: %s", results(t), shapes(provider))
	}
	if provider && f.Err < 0 {
		return fmt.Errorf("returns nothing: %s", shapes(provider))
	}
	return nil
}

func checkValue(t reflect.Type, provider bool) error {
	switch {
	case t == cleanupType:
		return errors.New("returns a Cleanup without a value; return (T, signet.Cleanup, error)")
	case t == errorType:
		return errors.New("returns error twice; a function has one error, as its last result")
	case t.Kind() == reflect.Chan && !provider:
		return fmt.Errorf("returns %v: a channel has no wire form; return an iter.Seq to stream", t)
	}
	return nil
}

func shapes(provider bool) string {
	if provider {
		return "a dependency returns T, (T, error), (T, signet.Cleanup, error) or error"
	}
	return "a handler returns nothing, error, T or (T, error)"
}

func results(t reflect.Type) string {
	text := "("
	for i := range t.NumOut() {
		if i > 0 {
			text += ", "
		}
		text += TypeName(t.Out(i))
	}
	return text + ")"
}
