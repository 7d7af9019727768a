package operation

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"time"
	"unsafe"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/server"
	"github.com/signet-go/signet/internal/stream"
	"github.com/signet-go/signet/internal/vocab"
)

// keepAlive is how long an event stream may be idle by default: less than the
// minute after which proxies commonly give up.
const keepAlive = 15 * time.Second

// compileSequence plans how a streamed result is written, its items
// narrowed as c says.
func (op *Operation) compileSequence(t reflect.Type, c binding.Results) (err error) {
	if c.ContentType != "" {
		return fmt.Errorf("ContentType(%q): a stream of items has a media type of its own", c.ContentType)
	}
	if op.status == 0 {
		op.status = http.StatusOK
	}
	if op.sequence, err = binding.CompileSequence(t, c.Types, c.Plans, c.Narrowing); err != nil {
		return fmt.Errorf("result %s: %w", vocab.NameOf(t), err)
	}
	if op.status >= 200 && failure.Bodyless(op.status) {
		return fmt.Errorf("Status(%d) has no body, but the function returns a stream; let it set that status on a *signet.Reply when there is nothing to send", op.status)
	}
	op.contentType = []string{op.sequence.ContentType()}
	op.keepAlive = keepAlive
	if d := op.Settings.KeepAlive; d != nil {
		op.keepAlive = *d
	}
	return nil
}

// live gives the exchange of a streamed answer a context that ends with the
// stream: when the client cannot be reached any more, or when the server begins
// to drain. Lines are not told of the drain, for an export in flight shall be
// whole; the drain's own timeout limits them.
func (x *exchange) live() {
	ctx, cancel := context.WithCancelCause(x.request.Context())
	x.request = x.request.WithContext(ctx)
	stop := func() bool { return false }
	if x.op.sequence.Events() {
		stop = server.OnDrain(ctx, func() { cancel(errDrained) })
	}
	x.cut = func(cause error) { stop(); cancel(cause) }
}

// errDrained has the status of an app that is closed; no client sees it.
var errDrained = vocab.NewError(http.StatusServiceUnavailable, "the server shuts down")

// emit sends a streamed result, and then runs the cleanups with the stream's
// error. A stream that never began is answered as any other error is.
func (x *exchange) emit(handler *step) error {
	s := &emission{x: x, ctx: x.request.Context(), cut: x.cut}
	err := x.unwind(s.run(handler.result(x)))
	if errors.Is(err, errDrained) && x.committed {
		return nil // the stream is whole as far as it goes: clients come back for more
	}
	return err
}

// emission is a streamed answer under way. It is never used again, for an
// iteration or a timer may hold on to it.
type emission struct {
	x      *exchange
	ctx    context.Context // ends with the stream
	cut    func(cause error)
	status int
	writer *stream.Writer // nil before the commit
	err    error          // what ended the stream before its time
}

// run returns the stream's error.
func (s *emission) run(result unsafe.Pointer) error {
	x, op := s.x, s.x.op
	var err error
	if s.status, err = x.head(); err != nil {
		return err
	}
	switch {
	case failure.Bodyless(s.status): // 204 tells an EventSource not to come back
		s.commit()
		return nil
	case op.sequence.Nil(result):
		return fmt.Errorf("returned a nil %v without an error: return an error such as signet.NewError(404, …), or a stream without items", op.fn.ResultType())
	case x.request.Method == http.MethodHead:
		s.commit()
		return nil
	}
	defer func() {
		if s.writer != nil {
			s.writer.Close() // also after a panic: then too nothing may be written any more
		}
	}()
	if op.sequence.Events() {
		if err := s.begin(); err != nil {
			return err
		}
	}
	op.sequence.Iterate(result, s.take)
	return s.finish()
}

// take sends one piece. Its false ends the iteration.
func (s *emission) take(piece []byte, err error) bool {
	if err != nil {
		s.err = err
		return false
	}
	if s.ctx.Err() != nil {
		return false
	}
	if s.writer == nil {
		s.commit()
	}
	if err := s.writer.Send(piece); err != nil {
		s.broken(err)
		return false
	}
	return true
}

// begin sends the head of an event stream before its first event.
func (s *emission) begin() error {
	s.commit()
	if err := s.writer.Send(nil); err != nil {
		s.broken(err)
		return s.finish()
	}
	return nil
}

// broken ends the context of a stream that cannot be written any more.
func (s *emission) broken(err error) { s.cut(fmt.Errorf("%w: %w", errGone, err)) }

// finish says how the stream ended, once the iteration has.
func (s *emission) finish() error {
	err := s.err
	switch ctx := s.ctx; {
	case ctx.Err() == nil || err != nil && !errors.Is(err, ctx.Err()):
	case errors.Is(context.Cause(ctx), errDrained), errors.Is(context.Cause(ctx), errGone):
		return context.Cause(ctx)
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("%w: %w", errGone, context.Cause(ctx))
	default: // a deadline that somebody set
		err = ctx.Err()
	}
	if err == nil && s.writer == nil {
		s.commit() // no lines at all
	}
	if err != nil && s.writer != nil && !failure.Internal(err) {
		s.x.op.refusals.Log(s.x.request, fmt.Errorf("the stream broke off: %w", err)) // the client cannot be told any more
	}
	return err
}

// commit sends the head of the answer.
func (s *emission) commit() {
	x := s.x
	x.committed = true
	h := x.writer.Header()
	vocab.MergeHeader(h, x.header)
	if !failure.Bodyless(s.status) {
		if _, chosen := x.header["Content-Type"]; !chosen {
			h["Content-Type"] = x.op.contentType
		}
	}
	idle := time.Duration(0)
	if x.op.sequence.Events() {
		idle = x.op.keepAlive
		setDefault(h, x.header, "Cache-Control", noCache)
		setDefault(h, x.header, "X-Accel-Buffering", noBuffering)
	}
	x.writer.WriteHeader(s.status)
	if !failure.Bodyless(s.status) && x.request.Method != http.MethodHead {
		s.writer = stream.NewWriter(x.writer, idle, s.broken)
	}
}

// setDefault sets a header of the framework's unless the handler has.
func setDefault(h, chosen http.Header, name string, values []string) {
	if _, ok := chosen[name]; !ok {
		h[name] = values
	}
}

var (
	noCache     = []string{"no-cache"}
	noBuffering = []string{"no"} // proxies such as nginx pass events on at once
)
