package signet_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

type (
	small struct {
		A int `json:"a"`
	}
	large struct {
		Name  string          `json:"name"`
		Sizes [40]int8        `json:"-"`
		Rows  [2]small        `json:"rows"`
		At    signet.Date     `json:"at"`
		Opt   signet.Opt[int] `json:"opt,omitzero"`
	}
	envelope struct {
		Status  int          `status:""`
		ETag    string       `header:"ETag"`
		Links   []string     `header:"Link"`
		Session string       `cookie:"session"`
		Until   *http.Cookie `cookie:"until"`
		Body    *small       `body:""`
	}
)

func date(y int, m time.Month, d int) signet.Date { return signet.Date{Year: y, Month: m, Day: d} }

// result is what a handler returns, with the answer that it becomes.
type result struct {
	name    string
	handler any
	status  int
	body    string
}

func values() []result {
	return []result{
		{"nothing", func() {}, 204, ""},
		{"nil error", func() error { return nil }, 204, ""},
		{"T", func() int { return 5 }, 200, "5"},
		{"(T, error)", func() (string, error) { return "é<&>\u2028", nil }, 200, "\"é<&>\u2028\""},
		{"pointer", func() (*small, error) { return &small{1}, nil }, 200, `{"a":1}`},
		{"struct by value", func() small { return small{2} }, 200, `{"a":2}`},
		{"large struct by value", func() (large, error) {
			return large{Name: "x", Rows: [2]small{{1}, {2}}, At: date(2026, 11, 21), Opt: signet.Some(3)}, nil
		}, 200, `{"name":"x","rows":[{"a":1},{"a":2}],"at":"2026-11-21","opt":3}`},
		{"array by value", func() [3]small { return [3]small{{1}, {2}, {3}} }, 200, `[{"a":1},{"a":2},{"a":3}]`},
		{"interface", func() any { return small{1} }, 200, `{"a":1}`},
		{"nil interface", func() (any, error) { return nil, nil }, 200, "null"},
		{"map", func() map[string]int { return map[string]int{"b": 2, "a": 1} }, 200, `{"a":1,"b":2}`},
		{"Opt that holds null", func() signet.Opt[int] { return signet.Null[int]() }, 200, "null"},
		{"Opt that is absent", func() (signet.Opt[int], error) { return signet.Opt[int]{}, nil }, 200, "null"},
		{"bool", func() bool { return false }, 200, "false"},
		{"time", func() time.Time { return time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC) }, 200, `"2026-11-21T10:00:00Z"`},
	}
}

func refusals() []result {
	return []result{
		{"error", func() (int, error) { return 5, signet.NewError(404, nil) }, 404, `{"detail":"Not Found"}`},
		{"error with a detail", func() error { return signet.NewError(418, map[string]any{"a": []int{1}}) }, 418, `{"detail":{"a":[1]}}`},
		{"wrapped error", func() error { return fmt.Errorf("db: %w", fmt.Errorf("row: %w", signet.NewError(409, "taken"))) }, 409, `{"detail":"taken"}`},
		{"joined errors", func() error { return errors.Join(errors.New("x"), signet.NewError(409, "taken")) }, 409, `{"detail":"taken"}`},
		{"error without a body", func() error { return signet.NewError(304, "x") }, 304, ""},
		{"error 503", func() error { return signet.NewError(503, "later") }, 503, `{"detail":"later"}`},
		{"validation error", func() error {
			return &signet.ValidationError{Fields: []signet.FieldError{{Type: "taken", Loc: []any{"body", "name"}, Msg: "is taken", Input: "x"}}}
		}, 422, `{"detail":[{"type":"taken","loc":["body","name"],"msg":"is taken","input":"x"}]}`},
	}
}

func envelopes() []result {
	return []result{
		{"envelope without a body", func() *struct {
			ETag string `header:"ETag"`
		} {
			return &struct {
				ETag string `header:"ETag"`
			}{"x"}
		}, 200, ""},
		{"envelope with null as body", func() envelope { return envelope{} }, 200, "null"},
		{"envelope with a status", func() envelope { return envelope{Status: 202, Body: &small{1}} }, 202, `{"a":1}`},
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	for _, tt := range slices.Concat(values(), refusals(), envelopes()) {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(tt.handler, app.GET("/x"))
			valid(t, app)
			for range 3 { // the pools hand the same memory out again
				got := do(t, app, "GET", "/x", "")
				got.want(t, tt.status, tt.body)
				wantType := "application/json"
				if tt.body == "" {
					wantType = ""
				}
				if contentType := got.header.Get("Content-Type"); contentType != wantType {
					t.Errorf("Content-Type is %q; want %q", contentType, wantType)
				}
				if length := got.header.Get("Content-Length"); tt.body != "" && length != fmt.Sprint(len(tt.body)) {
					t.Errorf("Content-Length is %q; want %d", length, len(tt.body))
				}
				head := do(t, app, "HEAD", "/x", "")
				head.want(t, tt.status, "")
				if head.header.Get("Content-Length") != got.header.Get("Content-Length") || head.header.Get("Content-Type") != wantType {
					t.Errorf("HEAD has the header %v; want that of GET %v", head.header, got.header)
				}
			}
			book.quiet(t)
		})
	}
}

func TestEnvelope(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(reply *signet.Reply) (*envelope, error) {
		reply.Status(299)
		reply.Header().Set("ETag", "lost")
		reply.Header().Set("X-Reply", "kept")
		reply.SetCookie(&http.Cookie{Name: "extra", Value: "1"})
		return &envelope{Status: 202, ETag: `"v1"`, Links: []string{"a", "b"}, Session: "s", Until: &http.Cookie{Value: "u", MaxAge: 5}, Body: &small{1}}, nil
	}, app.POST("/", signet.Status(201)))
	valid(t, app)
	got := do(t, app, "POST", "/", "")
	got.want(t, 202, `{"a":1}`)
	want := map[string][]string{
		"Etag": {`"v1"`}, "Link": {"a", "b"}, "X-Reply": {"kept"},
		"Set-Cookie": {"extra=1", "session=s; Path=/; HttpOnly; SameSite=Lax", "until=u; Max-Age=5"},
	}
	for name, values := range want {
		if !slices.Equal(got.header[name], values) {
			t.Errorf("header %s is %q; want %q", name, got.header[name], values)
		}
	}
	book.quiet(t)
}

func TestEnvelopeThatCannotBeSent(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]envelope{
		"a status that is none":   {Status: 99},
		"a newline in a header":   {ETag: "a\r\nSet-Cookie: evil=1"},
		"a newline in a cookie":   {Session: "a\r\nX: y"},
		"a semicolon in a cookie": {Session: "a; Domain=evil"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(func() envelope { return bad }, app.GET("/"))
			valid(t, app)
			got := do(t, app, "GET", "/", "")
			got.want(t, 500, `{"detail":"Internal Server Error"}`)
			if got.header.Get("Etag") != "" || got.header.Get("Set-Cookie") != "" {
				t.Errorf("the answer has the header %v; want none of the envelope's", got.header)
			}
			book.once(t, "pattern=/")
		})
	}
}

func TestStatusAndReply(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	failing := signet.NewError(400, "no", signet.Header("X-Why", "because"), signet.Header("X-Why", "so"))
	app.Handle(func(in *struct {
		Mode string `query:"mode"`
	}, reply *signet.Reply) (int, error) {
		reply.Header().Set("X-Good", "1")
		reply.SetCookie(&http.Cookie{Name: "c", Value: "1"})
		switch in.Mode {
		case "status":
			reply.Status(202)
		case "type":
			reply.Header().Set("Content-Type", "application/vnd.n+json")
		case "length":
			reply.Header().Set("Content-Length", "1000")
		case "empty":
			reply.Status(204)
		case "none":
			reply.Status(42)
		case "error":
			reply.Status(202)
			return 0, failing
		}
		return 5, nil
	}, app.GET("/", signet.Status(201)))
	valid(t, app)
	mode := func(name string) answer { return do(t, app, "GET", "/?mode="+name, "") }
	mode("plain").want(t, 201, "5")
	mode("status").want(t, 202, "5")
	mode("empty").want(t, 204, "")
	if got := mode("type"); got.header.Get("Content-Type") != "application/vnd.n+json" {
		t.Errorf("Content-Type is %q; want the reply's", got.header.Get("Content-Type"))
	}
	if got := mode("length"); got.header.Get("Content-Length") != "1" {
		t.Errorf("Content-Length is %q; want that of the body", got.header.Get("Content-Length"))
	}
	got := mode("error")
	got.want(t, 400, `{"detail":"no"}`)
	if fmt.Sprint(got.header["X-Why"]) != "[because so]" || got.header.Get("X-Good") != "" || got.header.Get("Set-Cookie") != "" {
		t.Errorf("the error has the header %v; want its own, and nothing of the reply", got.header)
	}
	book.quiet(t)
	mode("none").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "status is 42")
}

func TestResponseModel(t *testing.T) {
	t.Parallel()
	type (
		deepRow  struct{ ID, Secret int }
		wideItem struct {
			Name   string             `json:"name"`
			Secret string             `json:"secret"`
			Rows   []deepRow          `json:"rows"`
			ByKey  map[string]deepRow `json:"by_key"`
		}
		narrowRow  struct{ ID int }
		narrowItem struct {
			Rows  []narrowRow          `json:"rows"`
			ByKey map[string]narrowRow `json:"by_key"`
			Title string               `json:"name"`
		}
		nameOnly struct {
			Name string `json:"name"`
		}
	)
	app, book := newApp()
	items := func() ([]*wideItem, error) {
		return []*wideItem{{"lamp", "hunter2", []deepRow{{1, 2}}, map[string]deepRow{"k": {3, 4}}}}, nil
	}
	app.Handle(items, app.GET("/all"), app.GET("/narrow", signet.ResponseModel[[]narrowItem]()), app.GET("/names", signet.ResponseModel[[]nameOnly]()))
	app.Handle(func() (*envelopeOf[wideItem], error) {
		return &envelopeOf[wideItem]{"v1", wideItem{Name: "lamp", Secret: "hunter2"}}, nil
	}, app.GET("/envelope", signet.ResponseModel[nameOnly]()))
	valid(t, app)
	do(t, app, "GET", "/all", "").wantStatus(t, 200, "hunter2")
	do(t, app, "GET", "/narrow", "").want(t, 200, `[{"rows":[{"ID":1}],"by_key":{"k":{"ID":3}},"name":"lamp"}]`)
	do(t, app, "GET", "/names", "").want(t, 200, `[{"name":"lamp"}]`)
	got := do(t, app, "GET", "/envelope", "")
	got.want(t, 200, `{"name":"lamp"}`)
	if got.header.Get("ETag") != "v1" {
		t.Errorf("the envelope's header is %v; want ETag", got.header)
	}
	book.quiet(t)
}

type envelopeOf[T any] struct {
	ETag string `header:"ETag"`
	Body T      `body:""`
}

func TestPanics(t *testing.T) {
	t.Parallel()
	tests := map[string]any{
		"text":           "hunter2",
		"error":          errors.New("hunter2"),
		"error to tell":  signet.NewError(404, "hunter2"), // a panic is a bug, not an answer
		"runtime error":  nil,
		"value":          42,
		"a nested error": fmt.Errorf("hunter2: %w", signet.NewError(404, "x")),
	}
	for name, value := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			var cleaned error
			app.Handle(func(*account) (int, error) {
				if value == nil {
					var list []int
					return list[len(list)], nil
				}
				panic(value)
			}, app.GET("/"), signet.Provide(func() (*account, signet.Cleanup, error) {
				return &account{}, func(err error) error { cleaned = err; return nil }, nil
			}))
			valid(t, app)
			do(t, app, "GET", "/", "").want(t, 500, `{"detail":"Internal Server Error"}`)
			book.once(t, "panic", "answers_test.go", "signet_test.TestPanics")
			if cleaned == nil {
				t.Error("the cleanup got nil; want the panic as an error")
			}
		})
	}
}

func TestAbort(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	cleaned := 0
	open := func() (*account, signet.Cleanup, error) {
		return &account{}, func(err error) error { cleaned++; return nil }, nil
	}
	app.Handle(func(*account) { panic(http.ErrAbortHandler) }, app.GET("/"), signet.Provide(open))
	valid(t, app)
	w := httptest.NewRecorder()
	func() {
		defer func() {
			if v := recover(); v != http.ErrAbortHandler {
				t.Errorf("the panic came out as %v; want http.ErrAbortHandler as it was", v)
			}
		}()
		app.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	}()
	if w.Body.Len() > 0 || cleaned != 1 {
		t.Errorf("wrote %q and cleaned up %d times; want nothing, once", w.Body, cleaned)
	}
	book.quiet(t)
}

func TestTakeOver(t *testing.T) {
	t.Parallel()
	type mode struct {
		Mode string `query:"mode" default:""`
	}
	app, book := newApp()
	app.Handle(func(w http.ResponseWriter, in *mode) error {
		switch in.Mode {
		case "nothing":
			return nil
		case "refuse":
			return signet.NewError(403, "no")
		case "panic":
			panic("early")
		}
		w.Header().Set("X-Own", "1")
		w.WriteHeader(299)
		_, _ = w.Write([]byte("mine"))
		switch in.Mode {
		case "late error":
			return errors.New("late")
		case "late panic":
			panic("late")
		}
		return nil
	}, app.GET("/"))
	valid(t, app)
	got := do(t, app, "GET", "/", "")
	got.want(t, 299, "mine")
	if got.header.Get("X-Own") != "1" {
		t.Errorf("the header is %v; want what the handler set", got.header)
	}
	do(t, app, "GET", "/?mode=nothing", "").want(t, 200, "") // net/http's own default
	do(t, app, "GET", "/?mode=refuse", "").want(t, 403, `{"detail":"no"}`)
	book.quiet(t)
	do(t, app, "GET", "/?mode=panic", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	for _, late := range []string{"late%20error", "late%20panic"} {
		func() {
			defer func() {
				if v := recover(); v != http.ErrAbortHandler {
					t.Errorf("mode=%s: %v came out; want http.ErrAbortHandler, so that the client can tell", late, v)
				}
			}()
			do(t, app, "GET", "/?mode="+late, "")
		}()
	}
	if n := len(book.all()); n != 3 {
		t.Errorf("logged %d records %q; want one for each of three", n, book.all())
	}
}

// TestTakeOverCleansUp: whatever a handler that wrote does in the end, the
// cleanups run, those that wait for the answer too.
func TestTakeOverCleansUp(t *testing.T) {
	t.Parallel()
	ends := map[string]func() error{
		"well":      func() error { return nil },
		"an error":  func() error { return errors.New("late") },
		"a panic":   func() error { panic("late") },
		"an abort":  func() error { panic(http.ErrAbortHandler) },
		"a refusal": func() error { return signet.NewError(404, "late") },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp()
			var order []string
			open := func() (*account, signet.Cleanup, error) {
				return &account{}, func(error) error { order = append(order, "before"); return nil }, nil
			}
			after := func() (*thing, signet.Cleanup, error) {
				return &thing{}, func(error) error { order = append(order, "after"); return nil }, nil
			}
			app.Handle(func(w http.ResponseWriter, _ *account, _ *thing) error {
				_, _ = w.Write([]byte("mine"))
				return end()
			}, app.GET("/"), signet.Provide(open), signet.Provide(after, signet.AfterResponse()))
			valid(t, app)
			func() {
				defer func() { _ = recover() }()
				do(t, app, "GET", "/", "")
			}()
			if got := strings.Join(order, " "); got != "before after" {
				t.Errorf("ran the cleanups %q; want both", got)
			}
		})
	}
}

func TestProblemJSONPerLayer(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	problems := app.Group("/p", signet.ProblemJSON())
	refuse := func(ctx context.Context) error {
		return signet.NewError(403, "no", signet.Type("https://example.com/no"))
	}
	app.Handle(refuse, app.GET("/plain"), app.GET("/route", signet.ProblemJSON()), problems.GET("/group"))
	app.Handle(func(*struct {
		N int `query:"n"`
	}) {
	}, app.GET("/n"), problems.GET("/n"))
	valid(t, app)
	do(t, app, "GET", "/plain", "").want(t, 403, `{"detail":"no"}`)
	for _, path := range []string{"/route", "/p/group"} {
		got := do(t, app, "GET", path, "")
		got.want(t, 403, `{"type":"https://example.com/no","title":"Forbidden","status":403,"detail":"no"}`)
		if got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("GET %s: Content-Type is %q", path, got.header.Get("Content-Type"))
		}
	}
	do(t, app, "GET", "/n", "").wantMistakes(t, "missing query.n")
	do(t, app, "GET", "/p/n", "").wantStatus(t, 422, `"status":422`, `"errors":[{"type":"missing","loc":["query","n"]`)
	do(t, app, "GET", "/p/none", "").want(t, 404, `{"detail":"Not Found"}`) // unmatched paths use the app's
	book.quiet(t)

	whole, _ := newApp(signet.ProblemJSON())
	whole.Handle(get, whole.GET("/x"))
	do(t, whole, "PUT", "/x", "").want(t, 405, `{"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"Method Not Allowed"}`)
	do(t, whole, "GET", "/none", "").wantStatus(t, 404, `"title":"Not Found"`)
}

// TestFloats: JSON has no NaN. A typed answer that cannot be said is no 200.
func TestFloats(t *testing.T) {
	t.Parallel()
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		app, book := newApp()
		app.Handle(func() (map[string]float64, error) { return map[string]float64{"f": f}, nil }, app.GET("/"))
		do(t, app, "GET", "/", "").want(t, 500, `{"detail":"Internal Server Error"}`)
		book.once(t, "pattern=/")
	}
}
