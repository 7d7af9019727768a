package operation

import (
	"errors"
	"net/http"

	"github.com/signet-go/signet/internal/failure"
)

// recoverPanic turns a panic into a 500, after the cleanups, and the end of the
// goroutine likewise. The exchange does not go back to the pool: the function
// that panicked may still hold its frame.
func (x *exchange) recoverPanic(done *bool) {
	v := recover()
	if *done {
		return
	}
	if v == nil { // runtime.Goexit, such as t.FailNow in a handler: nobody can stop it
		x.abandon(goexit)
		_ = http.NewResponseController(x.writer).Flush() // the server will not: its goroutine ends too
		return
	}
	defer x.uploads.Remove() // after the cleanups, which may read them
	if x.cut != nil {
		defer x.cut(nil)
	}
	if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		_ = x.unwind(http.ErrAbortHandler)
		x.afterwards(http.ErrAbortHandler)
		panic(v)
	}
	x.abandon(v)
}

const goexit = "a function ended the goroutine with runtime.Goexit"

// abandon cleans up after a function that did not return, and answers if it can.
func (x *exchange) abandon(v any) {
	err := failure.NewPanic(v)
	_ = x.unwind(err)
	answered := x.refuse(err)
	x.afterwards(err)
	if !answered {
		panic(http.ErrAbortHandler)
	}
}
