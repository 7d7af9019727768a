package operation

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/vocab"
)

// exchange is one request with its answer. It is pooled among operations; what
// a handler may keep (request structs, Reply) is not part of it.
type exchange struct {
	op      *Operation
	writer  http.ResponseWriter
	request *http.Request
	values  []string // of the wildcards

	frame     unsafe.Pointer // memory of a frameLayout
	frameAs   reflect.Value  // the same, addressable, for clearing
	bases     []unsafe.Pointer
	invalid   binding.Invalid
	uploads   binding.Uploads
	skipped   []bool // steps that could not run because of invalid input
	cleanups  []cleanup
	reply     *vocab.Reply
	taken     *takenWriter
	header    http.Header     // what a good answer adds
	chosen    *binding.Output // of several outcomes
	buffer    *buffer         // of the last answer, if it is small
	offer     int             // of the operation's, that the client has chosen
	committed bool
	cut       func(cause error) // ends the context of a streamed answer; nil for others
}

// cleanup is what a dependency left to undo.
type cleanup struct {
	undo vocab.Cleanup
	step *step
}

// shape is what the memory of an exchange depends on. Operations of one shape
// share a pool: an app has many routes, and a pool of its own would be cold, or
// emptied by the garbage collector, whenever a route has its turn.
type shape struct {
	frame        reflect.Type
	slots, steps int
}

func (op *Operation) shape() shape {
	return shape{frame: op.layout.typ, slots: len(op.slots), steps: len(op.steps)}
}

func (s shape) newExchange() *exchange {
	x := &exchange{bases: make([]unsafe.Pointer, s.slots), skipped: make([]bool, s.steps)}
	x.frameAs = reflect.New(s.frame).Elem()
	x.frame = x.frameAs.Addr().UnsafePointer()
	return x
}

// begin takes an exchange from the pool and readies its frame.
func (op *Operation) begin(w http.ResponseWriter, r *http.Request, values []string) *exchange {
	x := op.exchanges.Get().(*exchange)
	x.op, x.writer, x.request, x.values = op, w, r, values
	if op.preset {
		x.frameAs.Set(op.template)
	}
	if op.sequence != nil {
		x.live()
	}
	op.roles.fill(x)
	for i := range op.slots {
		s := &op.slots[i]
		x.bases[i] = unsafe.Add(x.frame, s.at)
		if s.pointer {
			// Fresh for each request: a handler may keep what it was given.
			fresh := reflect.New(s.typ).UnsafePointer()
			*at[unsafe.Pointer](x.frame, s.at) = fresh
			x.bases[i] = fresh
		}
	}
	return x
}

// end clears the exchange and returns it to the pool. It must not be called
// after a panic, whose function may still hold the frame.
func (x *exchange) end() {
	op := x.op
	x.uploads.Remove()
	if x.cut != nil {
		x.cut(nil)
		x.cut = nil
	}
	x.frameAs.SetZero()
	clear(x.bases)
	clear(x.cleanups)
	if x.invalid.Len() > 0 {
		clear(x.skipped)
		x.invalid.Reset()
	}
	x.writer, x.request, x.values, x.cleanups = nil, nil, nil, x.cleanups[:0]
	x.offer = 0
	x.reply, x.taken, x.header, x.chosen, x.committed = nil, nil, nil, nil, false
	op.exchanges.Put(x)
}

// unwind runs the cleanups that come before the commit, last first, with the
// request's error. The first error wins: it is returned, later ones are logged.
func (x *exchange) unwind(err error) error { return x.cleanUp(err, false) }

// afterwards runs the cleanups that wait for the commit; their errors can only be
// logged.
func (x *exchange) afterwards(err error) {
	if failed := x.cleanUp(err, true); failed != nil && err == nil {
		x.op.refusals.Log(x.request, fmt.Errorf("cleanup after the answer: %w", failed))
	}
}

func (x *exchange) cleanUp(err error, afterResponse bool) error {
	for i := len(x.cleanups) - 1; i >= 0; i-- {
		c := x.cleanups[i]
		if c.undo == nil || c.step.node.Declaration.AfterResponse != afterResponse {
			continue
		}
		x.cleanups[i].undo = nil
		if failed := x.undo(c, err); failed != nil && !errors.Is(err, failed) {
			if err != nil {
				x.op.refusals.Log(x.request, fmt.Errorf("cleanup of %v: %w", c.step.node.Func, failed))
				continue
			}
			err = failed
		}
	}
	return err
}

// undo runs one cleanup; a panic in it is its error, so that the others still run.
func (x *exchange) undo(c cleanup, err error) (failed error) {
	defer func() {
		if v := recover(); v != nil {
			failed = failure.NewPanic(v)
		}
	}()
	return c.undo(err)
}
