package operation

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/signet-go/signet/internal/failure"
)

// panicError is a recovered panic as an error. Its text is for the log only, and
// it unwraps to nothing: a panic with a vocab.Error is a bug, not an answer.
type panicError struct {
	value any
	stack []byte
}

func newPanicError(v any) *panicError { return &panicError{v, debug.Stack()} }

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// recoverPanic turns a panic into a 500, after the cleanups. The exchange does
// not go back to the pool: the function that panicked may still hold its frame.
func (x *exchange) recoverPanic() {
	v := recover()
	if v == nil {
		return
	}
	if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		_ = x.unwind(http.ErrAbortHandler, false)
		_ = x.unwind(http.ErrAbortHandler, true)
		panic(v)
	}
	err := error(newPanicError(v))
	_ = x.unwind(err, false)
	answered := x.refuse(err)
	_ = x.unwind(err, true)
	if !answered {
		panic(http.ErrAbortHandler)
	}
}

// logInternal logs what the client must not learn.
func (op *Operation) logInternal(r *http.Request, err error) {
	if !failure.Internal(err) {
		return
	}
	var stack []byte
	var panicked *panicError
	if errors.As(err, &panicked) {
		stack = panicked.stack
	}
	op.log(r, err, stack)
}

// log writes one record with the route.
func (op *Operation) log(r *http.Request, err error, stack []byte) {
	attributes := []slog.Attr{
		slog.String("method", op.Info.Method),
		slog.String("pattern", op.Info.Pattern),
		slog.String("function", op.Info.Function),
		slog.String("error", err.Error()),
	}
	if stack != nil {
		attributes = append(attributes, slog.String("stack", string(stack)))
	}
	op.kit.Logger.LogAttrs(r.Context(), slog.LevelError, "request failed", attributes...)
}
