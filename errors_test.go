package signet_test

import (
	"errors"
	"iter"
	"math"
	"net/http"
	"strconv"
	"strings"
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
		signet.FieldError{Msg: "hunter2"},
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
		{"nil mistake", (*signet.FieldError)(nil)},
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

// Only the refusal of the Redirect itself is an answer, not what is beside it.
func TestErrorsBesideARedirectAreOpaque(t *testing.T) {
	t.Parallel()
	type moved struct {
		Trace refusingText    `header:"X-Trace"`
		Body  signet.Redirect `body:""`
	}
	app, book := newApp()
	app.Handle(func() moved { return moved{Body: signet.Redirect{URL: "/here"}} }, app.GET("/"))
	valid(t, app)
	do(t, app, "GET", "/", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "hunter2")
}

type refusingText struct{}

func (refusingText) MarshalText() ([]byte, error) { return nil, signet.NewError(404, "hunter2") }

type bursting struct{}

func (bursting) MarshalJSON() ([]byte, error) { panic("hunter2") }

// Errors of statuses that have no body are headers, as answers of an app behind
// a cache or a form are. For everything else they are errors: cleanups undo.
func TestErrorsWithoutBody(t *testing.T) {
	t.Parallel()
	for _, status := range []int{204, 205, 304} {
		gone := signet.NewError(status, "not sent", signet.Header("X-From", "error"))
		var undone error
		app, book := newApp()
		session := func() (int, signet.Cleanup, error) {
			return 1, func(err error) error { undone = err; return err }, nil
		}
		one := func(int, *http.Request) (string, error) { return "", gone }
		app.Handle(one, app.GET("/a/{id}", signet.Provide(session), signet.Raises(gone)))
		valid(t, app)
		got := do(t, app, "GET", "/a/1", "")
		got.want(t, status, "")
		if from, kind := got.header.Get("X-From"), got.header.Get("Content-Type"); from != "error" || kind != "" {
			t.Errorf("%s has X-From %q and Content-Type %q; want the error's header only", got.call, from, kind)
		}
		if !errors.Is(undone, gone) {
			t.Errorf("%s: the cleanup got %v; want %v", got.call, undone, gone)
		}
		if entry := errorEntries(t, app)[strconv.Itoa(status)]; !strings.Contains(entry, "X-From") || strings.Contains(entry, "content") {
			t.Errorf("the document says of %d: %s; want the header and no content", status, entry)
		}
		book.quiet(t)
	}
}

// An error tells of a status that ends an answer.
func TestStatusesOfErrors(t *testing.T) {
	t.Parallel()
	for status, fits := range map[int]bool{-1: false, 100: false, 199: false, 200: true, 599: true, 600: false} {
		func() {
			defer func() {
				if refused := recover() != nil; refused == fits {
					t.Errorf("NewError(%d): panics is %t; want %t", status, refused, !fits)
				}
			}()
			_ = signet.NewError(status, nil)
		}()
	}
}

// A mistake that only a function can see is one of the client's, like those that
// the signature shows.
func TestOneMistakeOfAFunction(t *testing.T) {
	t.Parallel()
	taken := signet.FieldError{Type: "taken", Loc: []any{"body", "name"}, Msg: "is taken", Input: "x"}
	const answer = `{"detail":[{"type":"taken","loc":["body","name"],"msg":"is taken","input":"x"}]}`
	app, book := newApp()
	guard := signet.Depends(func() error { return taken })
	mapped := signet.OnError(func(e *signet.ValidationError) []signet.FieldError { return e.Fields })
	app.Handle(fails(taken), app.GET("/result"), app.GET("/problem", signet.ProblemJSON()), app.GET("/mapped", mapped))
	app.Handle(func() {}, app.GET("/dependency", guard))
	valid(t, app)
	do(t, app, "GET", "/result", "").want(t, 422, answer)
	do(t, app, "GET", "/dependency", "").want(t, 422, answer)
	do(t, app, "GET", "/problem", "").wantStatus(t, 422, `"errors":[{"type":"taken"`)
	do(t, app, "GET", "/mapped", "").want(t, 422, `[{"type":"taken","loc":["body","name"],"msg":"is taken","input":"x"}]`)
	book.quiet(t)
}

// period is a request struct whose fields must agree.
type period struct {
	From int `query:"from"`
	To   int `query:"to"`
}

func (p *period) Validate() error {
	switch {
	case p.From == 13:
		panic("hunter2")
	case p.From == p.To:
		return errors.Join(
			signet.FieldError{Type: "same", Loc: []any{"from"}, Msg: "is the same"},
			signet.FieldError{Type: "same", Loc: []any{"to"}, Msg: "is the same"})
	case p.From > p.To:
		return errors.New("from is after to")
	}
	return nil
}

// Validate is asked once the fields are right, wherever the struct is read; what
// it says stands at the source, and FieldErrors at their own places.
func TestValidateOfRequests(t *testing.T) {
	t.Parallel()
	asked := func(p *period) int { return p.To - p.From }
	app, book := newApp()
	app.Handle(asked, app.GET("/handler"))
	app.Handle(func(days int) int { return days }, app.GET("/dependency"), signet.Provide(asked))
	valid(t, app)
	tests := []struct {
		name, query string
		status      int
		want        string
	}{
		{"right", "from=1&to=3", 200, `2`},
		{"together wrong", "from=3&to=1", 422, `{"detail":[{"type":"value_error","loc":["query"],"msg":"from is after to","input":null,"ctx":{"error":{}}}]}`},
		{"at places", "from=3&to=3", 422, `{"detail":[{"type":"same","loc":["query","from"],"msg":"is the same","input":null},{"type":"same","loc":["query","to"],"msg":"is the same","input":null}]}`},
		{"not asked", "from=3&to=x", 422, `{"detail":[{"type":"int_parsing","loc":["query","to"],"msg":"must be a whole number","input":"x"}]}`},
	}
	for _, tt := range tests {
		for _, path := range []string{"/handler", "/dependency"} {
			do(t, app, "GET", path+"?"+tt.query, "").want(t, tt.status, tt.want)
		}
	}
	book.quiet(t)
	do(t, app, "GET", "/handler?from=13&to=1", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "hunter2", "pattern=/handler")
}
