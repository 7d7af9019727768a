package operation

import (
	"context"
	"errors"
	"fmt"

	"github.com/signet-go/signet/internal/vocab"
)

// A delivery brings the handler's result to the client and runs the cleanups, in
// the order that the kind of result asks for. Its error is what to answer
// instead, if nothing is committed yet.
type delivery func(x *exchange, handler *step) error

// chooseDelivery settles how the operation's results travel.
func (op *Operation) chooseDelivery() delivery {
	switch {
	case op.roles.takesWriter:
		return (*exchange).leave
	case op.sequence != nil:
		return (*exchange).emit
	case op.streams:
		return (*exchange).stream
	}
	return (*exchange).send
}

// leave is the delivery of a handler that has written the answer itself.
func (x *exchange) leave(*step) error { return x.unwind(x.undelivered()) }

// undelivered says why the answer does not reach the client, nil if it may: what
// dependencies did for a client that is gone has to be undone.
func (x *exchange) undelivered() error {
	if len(x.cleanups) == 0 {
		return nil
	}
	if ctx := x.request.Context(); errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%w: %w", errGone, context.Cause(ctx))
	}
	if x.taken != nil && x.taken.failed != nil {
		return fmt.Errorf("%w: %w", errGone, x.taken.failed)
	}
	return nil
}

// errGone has the status that access logs know for it; no client sees it.
var errGone = vocab.NewError(499, "the client is gone")
