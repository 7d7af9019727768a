package signet_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// soldOut is an error of the app's own, with a secret in its text.
type soldOut struct{ What string }

func (e *soldOut) Error() string { return "sold out: " + e.What + "; password=hunter2" }

// coded is an interface that some errors have.
type coded interface{ Code() string }

type codedError string

func (e codedError) Error() string { return "coded " + string(e) }
func (e codedError) Code() string  { return string(e) }

// house is how an app of these tests shapes errors.
type house struct {
	Status int `status:""`
	Body   struct {
		Code string `json:"code"`
	} `body:""`
}

func shape(status int, code string) (h house) {
	h.Status, h.Body.Code = status, code
	return h
}

// fails returns a handler that fails with err.
func fails(err error) func() error { return func() error { return err } }

func TestOnErrorMatches(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		option signet.LayerOption
		err    error
		status int
		body   string
	}{
		{"type", signet.OnError(func(e *soldOut) house { return shape(409, e.What) }), &soldOut{"tea"}, 409, `{"code":"tea"}`},
		{"type, wrapped", signet.OnError(func(e *soldOut) house { return shape(409, e.What) }), fmt.Errorf("order: %w", &soldOut{"tea"}), 409, `{"code":"tea"}`},
		{"value type", signet.OnError(func(e codedError) house { return shape(400, string(e)) }), codedError("x"), 400, `{"code":"x"}`},
		{"interface", signet.OnError(func(e coded) house { return shape(400, e.Code()) }), codedError("x"), 400, `{"code":"x"}`},
		{"any error", signet.OnError(func(err error) house { return shape(400, err.Error()) }), errors.New("x"), 400, `{"code":"x"}`},
		{"another type", signet.OnError(func(*soldOut) house { return shape(409, "") }), signet.NewError(404, "none"), 404, `{"detail":"none"}`},
		{"Error by its status", signet.OnError(func(e *signet.Error) string { return fmt.Sprint(e.Detail()) }, 404), signet.NewError(404, "none"), 404, `"none"`},
		{"another status", signet.OnError(func(*signet.Error) string { return "" }, 404), signet.NewError(403, "no"), 403, `{"detail":"no"}`},
		{"any error by its status", signet.OnError(func(error) string { return "sorry" }, 500), errors.New("secret"), 500, `"sorry"`},
		{"status of the error", signet.OnError(func(error) string { return "x" }), signet.NewError(410, nil), 410, `"x"`},
		{"nothing", signet.OnError(func(error) {}), signet.NewError(410, "gone"), 410, `{"detail":"gone"}`},
		{"nil error", signet.OnError(func(error) error { return nil }), signet.NewError(410, "gone"), 410, `{"detail":"gone"}`},
		{"nil answer", signet.OnError(func(error) *house { return nil }), signet.NewError(410, "gone"), 410, `{"detail":"gone"}`},
		{"another error", signet.OnError(func(*soldOut) error { return signet.NewError(409, "taken") }), &soldOut{}, 409, `{"detail":"taken"}`},
		{"another error beside a result", signet.OnError(func(*soldOut) (string, error) { return "", signet.NewError(409, "taken") }), &soldOut{}, 409, `{"detail":"taken"}`},
		{"Reply", signet.OnError(func(r *signet.Reply, _ error) string { r.Status(418); return "tea" }), &soldOut{}, 418, `"tea"`},
		{"writer", signet.OnError(func(w http.ResponseWriter, _ error) { w.WriteHeader(418); fmt.Fprint(w, "tea") }), &soldOut{}, 418, "tea"},
		{"writer that writes nothing", signet.OnError(func(http.ResponseWriter, error) {}), signet.NewError(410, "gone"), 410, `{"detail":"gone"}`},
		{"route and request", signet.OnError(func(ctx context.Context, r *http.Request, i *signet.RouteInfo, _ error) string {
			return r.Method + i.Pattern
		}), signet.NewError(404, nil), 404, `"GET/a"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(tt.option)
			app.Handle(fails(tt.err), app.GET("/a"))
			valid(t, app)
			do(t, app, "GET", "/a", "").want(t, tt.status, tt.body)
		})
	}
}

// marks puts its name in front of the errors that it sees.
func marks(name string) func(error) error {
	return func(err error) error {
		known, ok := errors.AsType[*signet.Error](err)
		if !ok {
			known = signet.NewError(400, err.Error())
		}
		return signet.NewError(known.Status(), name+" "+fmt.Sprint(known.Detail()))
	}
}

// An error goes outward, through each function at most once; an answer is final.
func TestOnErrorOrder(t *testing.T) {
	t.Parallel()
	mark := func(name string, statuses ...int) signet.LayerOption { return signet.OnError(marks(name), statuses...) }
	app, _ := newApp(mark("app"), mark("app2"), mark("app404", 404))
	g := app.Group("/g", mark("group"), signet.OnError(func(e coded) error { return signet.NewError(404, e.Code()) }))
	app.Handle(fails(errors.New("x")), app.GET("/a"), mark("function"))
	app.Handle(fails(codedError("x")), g.GET("/a", mark("route", 404)))
	app.Handle(fails(signet.NewError(404, "x")), g.GET("/b", signet.OnError(func(*signet.Error) string { return "final" })))
	valid(t, app)
	do(t, app, "GET", "/a", "").want(t, 400, `{"detail":"app app2 function x"}`)
	do(t, app, "GET", "/g/a", "").want(t, 404, `{"detail":"app app2 app404 group x"}`)
	do(t, app, "GET", "/g/b", "").want(t, 404, `"final"`)
	do(t, app, "GET", "/none", "").want(t, 404, `{"detail":"app app2 app404 Not Found"}`)
}

// An error that takes another's place is shown to the narrower functions of the
// same layer, too.
func TestOnErrorGoesOnInItsLayer(t *testing.T) {
	t.Parallel()
	app, _ := newApp(
		signet.OnError(func(*signet.Error) string { return "page" }, 404),
		signet.OnError(func(*soldOut) error { return signet.NewError(404, "none") }))
	app.Handle(fails(&soldOut{}), app.GET("/a"))
	do(t, app, "GET", "/a", "").want(t, 404, `"page"`)
}

// Everything that refuses a request goes through the same functions.
func TestOnErrorSeesEveryRefusal(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.MaxBody(8), signet.OnError(func(r *http.Request, err error) house {
		if _, ok := errors.AsType[*signet.ValidationError](err); ok {
			return shape(422, "invalid")
		}
		if known, ok := errors.AsType[*signet.Error](err); ok {
			return shape(known.Status(), "known")
		}
		return shape(500, "internal")
	}))
	type body struct {
		Body thing `body:""`
	}
	app.Handle(in[body], app.POST("/a"))
	app.Handle(in[Numbered], app.GET("/n/{id}"))
	app.Handle(takes[signet.Bearer], app.GET("/token"))
	app.Handle(func() error { panic("hunter2") }, app.GET("/panic"))
	app.Handle(none, app.GET("/guarded", signet.Depends(fails(signet.NewError(403, nil)))))
	app.Mount("/files", http.NotFoundHandler())
	valid(t, app)
	for _, tt := range []struct {
		method, target, body string
		status               int
		code                 string
	}{
		{"GET", "/none", "", 404, "known"},
		{"DELETE", "/a", "", 405, "known"},
		{"POST", "/a", "{}", 422, "invalid"},
		{"POST", "/a", `{"name":"much too long"}`, 413, "known"},
		{"POST", "/a", "{", 422, "invalid"},
		{"GET", "/n/x", "", 422, "invalid"},
		{"GET", "/token", "", 401, "known"},
		{"GET", "/guarded", "", 403, "known"},
	} {
		do(t, app, tt.method, tt.target, tt.body).want(t, tt.status, `{"code":"`+tt.code+`"}`)
	}
	book.quiet(t)
	do(t, app, "GET", "/panic", "").want(t, 500, `{"code":"internal"}`)
	book.once(t, "panic: hunter2", "stack=", "pattern=/panic")
	do(t, app, "GET", "/files/x", "").want(t, 404, "404 page not found\n") // a mounted handler answers for itself
	if got := do(t, app, "GET", "/n/", ""); got.status != 404 {
		t.Errorf("GET /n/ = %d; want 404", got.status)
	}
}

type Numbered struct {
	ID int `path:"id"`
}

// The answer keeps the headers of the error as long as the status is the same.
func TestOnErrorHeaders(t *testing.T) {
	t.Parallel()
	retry := signet.NewError(503, nil, signet.Header("Retry-After", "5"), signet.Header("X-From", "error"))
	tests := []struct {
		name        string
		option      signet.LayerOption
		retry, from string
	}{
		{"answer", signet.OnError(func(error) string { return "x" }), "5", "error"},
		{"answer with a header", signet.OnError(func(r *signet.Reply, _ error) string { r.Header().Set("X-From", "reply"); return "x" }), "5", "reply"},
		{"answer with another status", signet.OnError(func(error) house { return shape(500, "x") }), "", ""},
		{"error of the status", signet.OnError(func(error) error { return signet.NewError(503, nil, signet.Header("X-From", "new")) }), "5", "new"},
		{"error of another status", signet.OnError(func(error) error { return signet.NewError(500, nil) }), "", ""},
		{"written", signet.OnError(func(w http.ResponseWriter, _ error) { w.Header().Set("X-From", "writer"); w.WriteHeader(503) }), "5", "writer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(tt.option)
			app.Handle(fails(retry), app.GET("/a"))
			h := do(t, app, "GET", "/a", "").header
			if h.Get("Retry-After") != tt.retry || h.Get("X-From") != tt.from {
				t.Errorf("headers %v; want Retry-After %q and X-From %q", h, tt.retry, tt.from)
			}
		})
	}
}

func TestOnErrorKeepsAllow(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.OnError(func(e *signet.Error) string { return "no" }, 404, 405))
	app.Handle(none, app.GET("/a"))
	got := do(t, app, "PUT", "/a", "")
	got.want(t, 405, `"no"`)
	if allow := got.header.Get("Allow"); allow != "GET, HEAD, OPTIONS" {
		t.Errorf("Allow = %q; want GET, HEAD, OPTIONS", allow)
	}
	if got := do(t, app, "GET", "/a/", ""); got.status != 307 {
		t.Errorf("GET /a/ = %d; want the redirect 307", got.status)
	}
	do(t, app, "HEAD", "/none", "").want(t, 404, "")
}

// A nil pointer in an error is the developer's mistake; printing it must not
// panic on the way to the answer.
func TestNilErrorOfAType(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(fails((*soldOut)(nil)), app.GET("/a"))
	do(t, app, "GET", "/a", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "error=")
}

// What is internal is logged unless a function makes it the client's; a function
// that fails itself leaves an opaque answer.
func TestOnErrorFailsItself(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		f      any
		err    error
		status int
		body   string
		logged []string // words, a record each
	}{
		{"answered below 500", func(*soldOut) house { return shape(409, "x") }, &soldOut{}, 409, `{"code":"x"}`, nil},
		{"answered with 500", func(*soldOut) house { return shape(500, "x") }, &soldOut{}, 500, `{"code":"x"}`, []string{"hunter2"}},
		{"panic", func(*soldOut) string { panic("oops") }, &soldOut{}, 500, `{"detail":"Internal Server Error"}`, []string{"sold out", "oops"}},
		{"panic with an Error", func(*soldOut) string { panic(signet.NewError(404, nil)) }, &soldOut{}, 500, `{"detail":"Internal Server Error"}`, []string{"sold out", "404"}},
		{"panic half-way", func(w http.ResponseWriter, _ *signet.Error) { w.WriteHeader(404); panic("oops") }, signet.NewError(404, nil), 500, `{"detail":"Internal Server Error"}`, []string{"oops"}},
		{"what JSON cannot say", func(*soldOut) float64 { return 1 / zero }, &soldOut{}, 500, `{"detail":"Internal Server Error"}`, []string{"sold out", "encode"}},
		{"no status", func(*soldOut) house { return shape(99, "x") }, &soldOut{}, 500, `{"detail":"Internal Server Error"}`, []string{"sold out", "99"}},
		{"another internal error", func(*soldOut) error { return errors.New("worse") }, &soldOut{}, 500, `{"detail":"Internal Server Error"}`, []string{"sold out", "worse"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp(signet.OnError(tt.f), signet.OnError(func(error) string { return "not asked" }, 502))
			app.Handle(fails(tt.err), app.GET("/a"))
			valid(t, app)
			do(t, app, "GET", "/a", "").want(t, tt.status, tt.body)
			records := book.all()
			if len(records) != len(tt.logged) {
				t.Fatalf("logged %q; want records with %q", records, tt.logged)
			}
			for i, word := range tt.logged {
				if !strings.Contains(records[i], word) {
					t.Errorf("record %d is %s; want it to name %q", i, records[i], word)
				}
			}
		})
	}
}

var zero = 0.0

func TestOnErrorMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range []struct {
		name     string
		f        any
		statuses []int
	}{
		{"no function", 42, nil},
		{"no error", func(context.Context) string { return "" }, nil},
		{"two errors", func(error, *soldOut) string { return "" }, nil},
		{"value instead of the pointer", func(soldOut) string { return "" }, nil},
		{"request struct", func(*Numbered, error) string { return "" }, nil},
		{"scopes", func(signet.Scopes, error) string { return "" }, nil},
		{"writer and result", func(http.ResponseWriter, error) string { return "" }, nil},
		{"three results", func(error) (int, string, error) { return 0, "", nil }, nil},
		{"typed error", func(error) *soldOut { return nil }, nil},
		{"result without a JSON form", func(error) func() { return nil }, nil},
		{"no status of an error", func(error) string { return "" }, []int{199, 700}},
	} {
		list.of(t, m.name, []signet.Option{signet.OnError(m.f, m.statuses...)}, func(a *signet.App) { a.Handle(none, a.GET("/a"), a.GET("/b")) })
	}
	golden(t, "testdata/onerror_mistakes.txt", list.text.Bytes())
}
