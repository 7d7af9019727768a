package failure

import (
	"fmt"
	"runtime/debug"
)

// Panic is a recovered panic as an error. Its text is for the log only, and it
// unwraps to nothing: a panic with a vocab.Error is a bug, not an answer.
type Panic struct {
	Value any
	Stack []byte // of the goroutine that panicked
}

// NewPanic keeps a recovered value with the stack of the caller.
func NewPanic(v any) *Panic { return &Panic{v, debug.Stack()} }

func (e *Panic) Error() string { return fmt.Sprintf("panic: %v", e.Value) }
