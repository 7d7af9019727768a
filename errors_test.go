package signet_test

import (
	"errors"
	"iter"
	"math"
	"testing"

	"github.com/signet-go/signet"
)

// refusing cannot be encoded, and says so with an answer of its own.
type refusing struct{ Err error }

func (r refusing) MarshalJSON() ([]byte, error) { return nil, r.Err }

// What encoding a result meets is the developer's mistake, whatever error a
// MarshalJSON chose: the handler had no part in it, so it is no answer.
func TestEncodingErrorsAreOpaque(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		signet.NewError(404, "hunter2", signet.Header("X-Secret", "hunter2")),
		&signet.ValidationError{Fields: []signet.FieldError{{Msg: "hunter2"}}},
		errors.New("hunter2"),
	} {
		app, book := newApp()
		type tree struct {
			Leaf refusing `json:"leaf"`
		}
		app.Handle(func() refusing { return refusing{err} }, app.GET("/value"))
		app.Handle(func() []tree { return []tree{{refusing{err}}} }, app.GET("/inside"))
		app.Handle(func() iter.Seq[refusing] { return func(yield func(refusing) bool) { yield(refusing{err}) } }, app.GET("/lines"))
		app.Handle(fails(errors.New("first")), app.GET("/mapped", signet.OnError(func(error) refusing { return refusing{err} })))
		valid(t, app)
		for i, target := range []string{"/value", "/inside", "/lines", "/mapped"} {
			got := do(t, app, "GET", target, "")
			got.want(t, 500, `{"detail":"Internal Server Error"}`)
			if got.header.Get("X-Secret") != "" {
				t.Errorf("%s has the header X-Secret; want none of an error that is no answer", got.call)
			}
			if n := len(book.all()); n < i+1 {
				t.Errorf("%s: %d records are logged; want one more", got.call, n)
			}
		}
	}
}

// Errors that say nothing are internal ones: they are logged and answered.
func TestErrorsThatSayNothing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		err  error
	}{
		{"nil pointer", (*signet.Error)(nil)},
		{"nil pointer, wrapped", errors.Join((*signet.Error)(nil))},
		{"nil mistakes", (*signet.ValidationError)(nil)},
		{"detail that JSON cannot say", signet.NewError(404, math.NaN(), signet.Header("X-From", "error"))},
		{"detail that refuses", signet.NewError(404, refusing{errors.New("hunter2")})},
		{"detail that panics", signet.NewError(404, bursting{})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(fails(tt.err), app.GET("/a"))
			got := do(t, app, "GET", "/a", "")
			got.want(t, 500, `{"detail":"Internal Server Error"}`)
			if from := got.header.Get("X-From"); from != "" {
				t.Errorf("%s has X-From %q; want no header of an error that is not answered", got.call, from)
			}
			book.once(t, "pattern=/a")
		})
	}
	app, _ := newApp()
	app.Handle(fails(&signet.Error{}), app.GET("/zero"))
	do(t, app, "GET", "/zero", "").want(t, 500, `{"detail":"Internal Server Error"}`)
}

type bursting struct{}

func (bursting) MarshalJSON() ([]byte, error) { panic("hunter2") }
