package binding

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/stream"
	"github.com/signet-go/signet/internal/vocab"
)

// Sequence writes the items of a streamed result, one after the other. It does
// not change: one Sequence may write many results at the same time.
type Sequence struct {
	layout  vocab.StreamLayout
	result  reflect.Type
	yield   reflect.Type
	item    *model.Type       // as it is documented
	encoder *jsonplan.Encoder // of items; of the data of events
	framed  bool              // items are events themselves
}

// CompileSequence plans how results of type t, which vocab.StreamOf knows, are
// streamed. As narrows each item.
func CompileSequence(t reflect.Type, types *model.Reader, plans *jsonplan.Compiler, as Narrowing) (*Sequence, error) {
	layout, _ := vocab.StreamOf(t)
	s := &Sequence{layout: layout, result: t, yield: t.In(0)}
	switch layout.Item {
	case eventType:
		return s, s.compileFramed(types, plans, as)
	case reflect.PointerTo(eventType):
		return nil, errors.New("items are signet.Event, not pointers to it")
	}
	from, err := types.ReadType(layout.Item)
	if err != nil {
		return nil, err
	}
	if s.item, err = as.of(from, plans); err != nil {
		return nil, err
	}
	if s.item == from {
		s.encoder, err = plans.Encoder(from)
	} else {
		s.encoder, err = plans.Projection(from, s.item)
	}
	return s, err
}

var eventType = reflect.TypeFor[vocab.Event]()

func (s *Sequence) compileFramed(types *model.Reader, plans *jsonplan.Compiler, as Narrowing) (err error) {
	switch {
	case !s.layout.Events:
		return errors.New("an Event is sent by an EventStream[Event]; JSON Lines have items only")
	case !as.none():
		return errors.New("the data of an Event can be anything, and cannot be narrowed; stream the items themselves")
	}
	s.framed = true
	if s.item, err = types.ReadType(reflect.TypeFor[any]()); err != nil {
		return err
	}
	s.encoder, err = plans.Encoder(s.item)
	return err
}

// Item is the type of an item, or of the data of an Event.
func (s *Sequence) Item() *model.Type { return s.item }

// Events reports whether the items are server-sent events, else JSON Lines.
func (s *Sequence) Events() bool { return s.layout.Events }

// MediaType is the content type without parameters, as the document has it.
func (s *Sequence) MediaType() string {
	media, _, _ := strings.Cut(s.ContentType(), ";")
	return media
}

// ContentType is the media type of the answer.
func (s *Sequence) ContentType() string {
	if s.layout.Events {
		return stream.EventsType
	}
	return stream.LinesType
}

// Nil reports whether there is nothing to iterate in the result at p.
func (s *Sequence) Nil(p unsafe.Pointer) bool { return reflect.NewAt(s.result, p).Elem().IsNil() }

// Iterate runs the result at p. send gets each item as a piece that is framed
// and valid until it returns, or the error that ends the stream: the
// iteration's, or that of an item which has no form. From the first false on,
// send is not called again, whatever the iteration does, nor is it ever called
// by two goroutines at once.
func (s *Sequence) Iterate(p unsafe.Pointer, send func(piece []byte, err error) bool) {
	run := iteration{of: s, item: reflect.New(s.layout.Item).Elem(), send: send}
	defer run.end()
	reflect.NewAt(s.result, p).Elem().Call([]reflect.Value{reflect.MakeFunc(s.yield, run.take)})
}

// iteration is one run over the items.
type iteration struct {
	of   *Sequence
	send func([]byte, error) bool

	mu    sync.Mutex    // guards the fields below, against an iteration that yields from several goroutines
	item  reflect.Value // addressable
	piece []byte
	ended bool
}

var goesOn, stops = []reflect.Value{reflect.ValueOf(true)}, []reflect.Value{reflect.ValueOf(false)}

// take is yield.
func (r *iteration) take(arguments []reflect.Value) []reflect.Value {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ended && r.pass(arguments) {
		return goesOn
	}
	r.ended = true
	return stops
}

func (r *iteration) pass(arguments []reflect.Value) bool {
	if len(arguments) > 1 && !arguments[1].IsNil() {
		r.send(nil, arguments[1].Interface().(error))
		return false
	}
	r.item.Set(arguments[0])
	var err error
	r.piece, err = r.of.append(r.piece[:0], r.item.Addr().UnsafePointer())
	if err != nil {
		r.send(nil, fmt.Errorf("encode an item: %v", err)) // not %w: an Error in it, of a MarshalJSON, is no answer to this request
		return false
	}
	return r.send(r.piece, nil)
}

func (r *iteration) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
}

// append appends the piece of an item. JSON has no line breaks, so that it
// needs no look for them.
func (s *Sequence) append(b []byte, item unsafe.Pointer) ([]byte, error) {
	switch {
	case s.framed:
		return s.appendEvent(b, (*vocab.Event)(item))
	case !s.layout.Events:
		b, err := s.encoder.Append(b, item)
		return append(b, '\n'), err
	}
	b, err := s.encoder.Append(append(b, "data: "...), item)
	return append(b, "\n\n"...), err
}

func (s *Sequence) appendEvent(b []byte, e *vocab.Event) (_ []byte, err error) {
	f := stream.Frame{Comment: e.Comment, Event: e.Event, ID: e.ID, Retry: e.Retry}
	switch {
	case e.Data != nil && e.Raw != "":
		return b, errors.New("an event has Data and Raw; it has one or the other")
	case e.Raw != "":
		f.Data = []byte(e.Raw)
	case e.Data != nil:
		if f.Data, err = s.encoder.Append(nil, unsafe.Pointer(&e.Data)); err != nil {
			return b, err
		}
	}
	if err := f.Check(); err != nil {
		return b, err
	}
	return f.Append(b), nil
}
