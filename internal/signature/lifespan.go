package signature

import (
	"errors"
	"fmt"

	"github.com/signet-go/signet/internal/model"
)

// ReadLifespan reads a function that begins with the app and ends with it:
// nothing, error, or (Cleanup, error).
func ReadLifespan(types *model.Reader, fn any) (*Func, error) {
	f, err := read(types, fn)
	if f == nil {
		return nil, err
	}
	return f, errors.Join(err, f.readLifespan())
}

func (f *Func) readLifespan() error {
	t := f.Type()
	n := t.NumOut()
	if n > 0 && t.Out(n-1) == errorType {
		f.Err = n - 1
	}
	withCleanup := n == 2 && (t.Out(0) == cleanupType || t.Out(0) == plainCleanup)
	switch {
	case n == 0, n == 1 && f.Err == 0:
		return nil
	case withCleanup && f.Err == 1:
		f.Cleanup = 0
		return nil
	}
	return fmt.Errorf("returns %s: a lifespan returns nothing, error or (signet.Cleanup, error); what makes a value is for App.Provide", results(t))
}
