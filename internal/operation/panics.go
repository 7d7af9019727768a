package operation

import (
	"errors"
	"net/http"

	"github.com/signet-go/signet/internal/failure"
)

// recoverPanic turns a panic into a 500, after the cleanups. The exchange does
// not go back to the pool: the function that panicked may still hold its frame.
func (x *exchange) recoverPanic() {
	v := recover()
	if v == nil {
		return
	}
	defer x.uploads.Remove() // after the cleanups, which may read them
	if x.cut != nil {
		defer x.cut(nil)
	}
	if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		_ = x.unwind(http.ErrAbortHandler, false)
		_ = x.unwind(http.ErrAbortHandler, true)
		panic(v)
	}
	err := error(failure.NewPanic(v))
	_ = x.unwind(err, false)
	answered := x.refuse(err)
	_ = x.unwind(err, true)
	if !answered {
		panic(http.ErrAbortHandler)
	}
}
