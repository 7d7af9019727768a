package vocab

import "reflect"

// EventStream is a result that is sent as server-sent events: one event for
// each T, whose data is the T as JSON, or the event itself if T is Event.
//
// The answer is committed when the iteration starts; a handler refuses before
// that, with (EventStream[T], error). An error that the iteration yields ends
// the stream: the connection is cut, so that the client can tell. yield returns
// false when the client is gone or the server shuts down; the request's
// context ends at the same time, so that an iteration can wait for either. An
// iteration must not call yield after it has returned.
type EventStream[T any] func(yield func(T, error) bool)

// streamsEvents marks the type as an EventStream: no other package can have
// this method, and a type that is defined from an EventStream does not have it.
func (EventStream[T]) streamsEvents() {}

// StreamLayout says what a streamed result yields.
type StreamLayout struct {
	Item   reflect.Type
	Events bool // server-sent events; else JSON Lines
	Fails  bool // yields an error beside each item
}

// StreamOf returns the layout of t if it is streamed: an EventStream, an
// iter.Seq[T] or an iter.Seq2[T, error].
func StreamOf(t reflect.Type) (StreamLayout, bool) {
	if t.Kind() != reflect.Func || t.NumIn() != 1 || t.NumOut() != 0 || t.IsVariadic() {
		return StreamLayout{}, false
	}
	_, events := reflect.Zero(t).Interface().(interface{ streamsEvents() })
	if !events && t.Name() != "" && t.PkgPath() != "iter" {
		return StreamLayout{}, false // its author has other plans for it
	}
	yield := t.In(0)
	if yield.Kind() != reflect.Func || yield.NumOut() != 1 || yield.Out(0) != boolType || yield.IsVariadic() {
		return StreamLayout{}, false
	}
	switch {
	case yield.NumIn() == 1:
		return StreamLayout{Item: yield.In(0)}, true
	case yield.NumIn() == 2 && yield.In(1) == plainError:
		return StreamLayout{Item: yield.In(0), Events: events, Fails: true}, true
	}
	return StreamLayout{}, false
}

var (
	boolType   = reflect.TypeFor[bool]()
	plainError = reflect.TypeFor[error]()
)
