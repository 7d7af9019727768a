package signet_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// trace returns middleware that writes its name into the answer's header.
func trace(name string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Add("Trace", name)
			next.ServeHTTP(w, r)
		})
	}
}

// TestSiblingsShareNothing guards against appending to a slice that groups share:
// whether that shows depends on the spare capacity, hence on the depth.
func TestSiblingsShareNothing(t *testing.T) {
	t.Parallel()
	for depth := 2; depth <= 8; depth++ {
		t.Run(fmt.Sprintf("%d parents", depth), func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			parent := app.Group("/p")
			parents := []string{"p1"}
			parent.Use(trace("p1"))
			for n := 2; n <= depth; n++ {
				name := fmt.Sprintf("p%d", n)
				parent = parent.Group("/p", signet.Use(trace(name)))
				parents = append(parents, name)
			}
			a, b := parent.Group("/a"), parent.Group("/b")
			a.Use(trace("a"))
			b.Use(trace("b"))
			app.Handle(says("a"), a.GET("/x", signet.Use(trace("route"))))
			app.Handle(says("b"), b.GET("/x"), b.GET("/y", signet.Use(trace("y"))))
			valid(t, app)
			path := strings.Repeat("/p", depth)
			for _, tt := range []struct{ path, own string }{{"/a/x", "a route"}, {"/b/x", "b"}, {"/b/y", "b y"}} {
				got := strings.Join(do(t, app, "GET", path+tt.path, "").header["Trace"], " ")
				if want := strings.Join(parents, " ") + " " + tt.own; got != want {
					t.Errorf("GET %s runs %q; want %q", path+tt.path, got, want)
				}
			}
			book.quiet(t)
		})
	}
}

// everySource reads a number from every part of a request, twice from most.
type everySource struct {
	ID      int       `path:"id"`
	Rev     int       `path:"rev"`
	Limit   int       `query:"limit"`
	Skip    int       `query:"skip"`
	Version int       `header:"X-Version"`
	Since   time.Time `header:"X-Since"`
	Session int       `cookie:"session"`
	Body    struct {
		Count int   `json:"count"`
		Tags  []int `json:"tags"`
	} `body:""`
}

func TestAllMistakesTogetherAndInOrder(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(*everySource) {}, app.POST("/{rev}/{id}"))
	valid(t, app)
	send := func() answer {
		return do(t, app, "POST", "/b/a?skip=x&limit=y", `{"tags":[1,"x",null],"count":[]}`, "X-Since: once", "X-Version: v", "Cookie: session=s")
	}
	first := send()
	first.wantMistakes(t,
		"int_parsing path.id", "int_parsing path.rev", "int_parsing query.limit", "int_parsing query.skip",
		"int_parsing header.x-version", "datetime_from_date_parsing header.x-since", "int_parsing cookie.session",
		"int_type body.count", "int_parsing body.tags.1", "int_type body.tags.2")
	for range 50 {
		if again := send(); again.body != first.body {
			t.Fatalf("the same request is answered with %s and then with %s", first.body, again.body)
		}
	}
	book.quiet(t)
}

// reading is what a query means, shown by a handler that reads it.
type reading struct {
	name, query string
	handler     any
	want        string // the text, or the mistakes
}

func scalarReadings() []reading {
	return []reading{
		{"int8 takes its largest", "n=127", func(in *struct {
			N int8 `query:"n"`
		}) string {
			return fmt.Sprint(in.N)
		}, `"127"`},
		{"int8 never wraps around", "n=300", func(in *struct {
			N int8 `query:"n"`
		}) string {
			return fmt.Sprint(in.N)
		}, "int_parsing_size query.n"},
		{"bare key is present and empty", "flag&x=1", func(in *struct {
			Flag signet.Opt[string] `query:"flag"`
			X    int                `query:"x"`
		}) string {
			flag, sent := in.Flag.Get()
			return fmt.Sprintf("%s %t %d", flag, sent, in.X)
		}, `" true 1"`},
		{"bare key is no bool", "flag&x=1", func(in *struct {
			Flag bool `query:"flag"`
			X    int  `query:"x"`
		}) {
		}, "bool_parsing query.flag"},
		{"empty value beats the default", "q=", func(in *struct {
			Q string `query:"q" default:"all"`
		}) string {
			return "got " + in.Q
		}, `"got "`},
		{"absent value takes the default", "", func(in *struct {
			Q string `query:"q" default:"all"`
		}) string {
			return "got " + in.Q
		}, `"got all"`},
		{"false beats the default", "on=false", func(in *struct {
			On bool `query:"on" default:"true"`
		}) string {
			return fmt.Sprint(in.On)
		}, `"false"`},
	}
}

func presenceReadings() []reading {
	return []reading{
		{"repeated key fills a slice", "tags=a&tags=b", func(in *struct {
			Tags []string `query:"tags"`
		}) string {
			return strings.Join(in.Tags, ",")
		}, `"a,b"`},
		{"last of a scalar wins", "n=1&n=2", func(in *struct {
			N int `query:"n"`
		}) string {
			return fmt.Sprint(in.N)
		}, `"2"`},
		{"required takes zero values", "n=0&b=false&s=", func(in *struct {
			N int    `query:"n" validate:"required"`
			B bool   `query:"b" validate:"required"`
			S string `query:"s" validate:"required"`
		}) string {
			return fmt.Sprintf("%d %t %q", in.N, in.B, in.S)
		}, `"0 false \"\""`},
		{"required says what lacks", "", func(in *struct {
			N int     `query:"n"`
			P *string `query:"p" validate:"required"`
			O *string `query:"o"`
		}) {
		}, "missing query.n, missing query.p"},
	}
}

func TestQueryReadings(t *testing.T) {
	t.Parallel()
	for _, tt := range append(scalarReadings(), presenceReadings()...) {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(tt.handler, app.GET("/"))
			valid(t, app)
			got := do(t, app, "GET", "/?"+tt.query, "")
			if strings.HasPrefix(tt.want, `"`) {
				got.want(t, 200, tt.want)
			} else {
				got.wantMistakes(t, tt.want)
			}
			book.quiet(t)
		})
	}
}

type switchBody struct {
	On    bool   `json:"on" default:"true"`
	Count int    `json:"count" default:"7"`
	Name  string `json:"name" validate:"required"`
	Size  int    `json:"size" validate:"required"`
	Ready bool   `json:"ready" validate:"required"`
}

func TestBodyReadings(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(in *struct {
		Body switchBody `body:""`
	}) switchBody {
		return in.Body
	}, app.POST("/"))
	valid(t, app)
	tests := []struct{ name, body, want string }{
		{"what is sent beats the default", `{"on":false,"count":0,"name":"","size":0,"ready":false}`, `{"on":false,"count":0,"name":"","size":0,"ready":false}`},
		{"what is absent takes the default", `{"name":"x","size":1,"ready":true}`, `{"on":true,"count":7,"name":"x","size":1,"ready":true}`},
		{"required is about presence", `{}`, "missing body.name, missing body.size, missing body.ready"},
		{"null is no zero value", `{"name":null,"size":null,"ready":null}`, "string_type body.name, int_type body.size, bool_type body.ready"},
		{"trailing garbage", `{"name":"x","size":1,"ready":true} x`, "json_invalid body.35"},
		{"second value", `{"name":"x","size":1,"ready":true}{}`, "json_invalid body.34"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := do(t, app, "POST", "/", tt.body)
			if strings.HasPrefix(tt.want, "{") {
				got.want(t, 200, tt.want)
			} else {
				got.wantMistakes(t, tt.want)
			}
		})
	}
	do(t, app, "POST", "/", "", "Content-Type: application/json").wantMistakes(t, "missing body")
	do(t, app, "POST", "/", "").wantMistakes(t, "missing body")
	book.quiet(t)
}

func TestBodyLimit(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.MaxBody(64))
	handler := func(in *struct {
		Body string `body:""`
	}) int {
		return len(in.Body)
	}
	wide := app.Group("/wide", signet.MaxBody(100))
	app.Handle(handler, app.POST("/app"), wide.POST("/group"), wide.POST("/route", signet.MaxBody(10)))
	valid(t, app)
	for path, limit := range map[string]int{"/app": 64, "/wide/group": 100, "/wide/route": 10} {
		fits := `"` + strings.Repeat("x", limit-2) + `"`
		do(t, app, "POST", path, fits).want(t, 200, fmt.Sprint(limit-2))
		do(t, app, "POST", path, fits+" ").want(t, 413, fmt.Sprintf(`{"detail":"the body is larger than %d bytes"}`, limit))
		// Without a Content-Length the limit holds all the same.
		r := httptest.NewRequest("POST", path, struct{ io.Reader }{strings.NewReader(fits + " ")})
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		if app.ServeHTTP(w, r); w.Code != 413 {
			t.Errorf("POST %s with %d bytes of unknown length = %d; want 413", path, limit+1, w.Code)
		}
	}
	book.quiet(t)
}

func TestContentTypes(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	handler := func(in *struct {
		Body int `body:""`
	}) int {
		return in.Body
	}
	app.Handle(handler, app.PATCH("/strict"), app.PATCH("/lax", signet.StrictContentType(false)))
	valid(t, app)
	tests := []struct {
		contentType string
		strict, lax int
	}{
		{"application/json", 200, 200},
		{"application/json; charset=utf-8", 200, 200},
		{"application/json;charset=UTF-8", 200, 200},
		{"Application/JSON", 200, 200},
		{"application/merge-patch+json", 200, 200},
		{"application/vnd.company.v2+json; charset=utf-8", 200, 200},
		{"application/json; charset=utf-16", 422, 422},
		{"text/plain", 422, 422},
		{"text/json", 422, 422},
		{"multipart/form-data; boundary=x", 422, 422},
		{"application/x-www-form-urlencoded", 422, 422},
		{"application/jsonp", 422, 422},
		{"application/geo+json-seq", 422, 422},
		{"", 422, 200},
	}
	for _, tt := range tests {
		do(t, app, "PATCH", "/strict", "5", "Content-Type: "+tt.contentType).wantStatus(t, tt.strict)
		do(t, app, "PATCH", "/lax", "5", "Content-Type: "+tt.contentType).wantStatus(t, tt.lax)
	}
	book.quiet(t)
}

// secretErr is an error with fields that a careless encoder would show.
type secretErr struct {
	Status   int    `json:"status"`
	Password string `json:"password"`
}

func (secretErr) Error() string                  { return "dial db: password=hunter2" }
func (e secretErr) MarshalJSON() ([]byte, error) { return []byte(`"hunter2"`), nil }

func TestInternalErrorsStayInside(t *testing.T) {
	t.Parallel()
	accepts := []string{"", "*/*", "application/json", "application/problem+json", "text/html", "text/plain", "application/xml", "application/cbor;q=1", "bad/"}
	handlers := map[string]any{
		"error":         func() error { return secretErr{404, "hunter2"} },
		"wrapped error": func() (int, error) { return 1, fmt.Errorf("hunter2: %w", secretErr{404, "hunter2"}) },
		"joined errors": func() error { return errors.Join(errors.New("hunter2"), secretErr{}) },
		"panic":         func() { panic("hunter2") },
		"panic(error)":  func() int { panic(secretErr{404, "hunter2"}) },
	}
	for name, handler := range handlers {
		for _, problem := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, problem %t", name, problem), func(t *testing.T) {
				t.Parallel()
				var opts []signet.Option
				want := `{"detail":"Internal Server Error"}`
				if problem {
					opts = append(opts, signet.ProblemJSON())
					want = `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error"}`
				}
				app, book := newApp(opts...)
				app.Handle(handler, app.GET("/"))
				valid(t, app)
				for _, accept := range accepts {
					got := do(t, app, "GET", "/", "", "Accept: "+accept)
					got.want(t, 500, want)
					if text := fmt.Sprint(got.header); strings.Contains(text, "hunter2") {
						t.Errorf("Accept %q: the header shows the error: %s", accept, text)
					}
				}
				if n := len(book.all()); n != len(accepts) {
					t.Errorf("logged %d records; want one for each of %d requests", n, len(accepts))
				}
			})
		}
	}
}

func TestFailedEncodingIsNoSuccess(t *testing.T) {
	t.Parallel()
	handlers := map[string]any{
		"a map with a channel":   func() (map[string]any, error) { return map[string]any{"c": make(chan int)}, nil },
		"a method that fails":    func() unencodable { return unencodable{} },
		"a method that panics":   func() panicking { return panicking{} },
		"a number that is none":  func() map[string]any { return map[string]any{"n": math.NaN()} },
		"a nil pointer":          func() (*thing, error) { return nil, nil },
		"the end of a long list": func() []any { return append(make([]any, 5000), make(chan int)) },
	}
	for name, handler := range handlers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(handler, app.POST("/", signet.Status(201)))
			valid(t, app)
			do(t, app, "POST", "/", "").want(t, 500, `{"detail":"Internal Server Error"}`)
			book.once(t, "POST", "pattern=/")
		})
	}
}

type unencodable struct{}

func (unencodable) MarshalJSON() ([]byte, error) { return nil, errors.New("no") }

type panicking struct{}

func (panicking) MarshalJSON() ([]byte, error) { panic("no") }

func TestFailedCommitIsNoSuccess(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		err    error
		status int
		body   string
		logged bool
	}{
		{"it commits", nil, 201, `"done"`, false},
		{"it fails", errors.New("disk full"), 500, `{"detail":"Internal Server Error"}`, true},
		{"it says why", signet.NewError(409, "conflict"), 409, `{"detail":"conflict"}`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			begin := func() (*account, signet.Cleanup, error) {
				return &account{}, func(err error) error { return tt.err }, nil
			}
			app.Handle(func(_ *account, reply *signet.Reply) string {
				reply.Header().Set("Location", "/items/1")
				return "done"
			}, app.POST("/", signet.Status(201), signet.Provide(begin)))
			valid(t, app)
			got := do(t, app, "POST", "/", "")
			got.want(t, tt.status, tt.body)
			if sent := got.header.Get("Location") != ""; sent != (tt.err == nil) {
				t.Errorf("Location sent: %t; want %t", sent, tt.err == nil)
			}
			if tt.logged {
				book.once(t, "disk full")
			} else {
				book.quiet(t)
			}
		})
	}
}

func TestUnsupportedFieldsAreMistakes(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func(*struct {
		C chan int `query:"c"`
	}) {
	}, app.GET("/channel"))
	app.Handle(func(*struct {
		C complex128 `header:"X-C"`
	}) {
	}, app.GET("/complex"))
	app.Handle(func(*struct {
		Body struct {
			F func() `json:"f"`
		} `body:""`
	}) {
	}, app.POST("/func"))
	err := app.Err()
	for _, words := range []string{"field C: ", "chan int", "complex128", "func()", "framework_test.go:"} {
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("Err() = %v; want it to name %s", err, words)
		}
	}
}

func TestNilCollectionsAreEmpty(t *testing.T) {
	t.Parallel()
	type shelf struct {
		Items []thing          `json:"items"`
		Names map[string]thing `json:"names"`
		Notes []string         `json:"notes,omitempty"`
		Owner *thing           `json:"owner"`
	}
	tests := []struct {
		name    string
		handler any
		want    string
	}{
		{"slice", func() []thing { return nil }, `[]`},
		{"map", func() map[string]int { return nil }, `{}`},
		{"inside a struct", func() shelf { return shelf{} }, `{"items":[],"names":{},"owner":null}`},
		{"inside a slice", func() [][]int { return [][]int{nil} }, `[[]]`},
		{"untyped", func() map[string]any { return map[string]any{"list": []int(nil)} }, `{"list":[]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp()
			app.Handle(tt.handler, app.GET("/"))
			valid(t, app)
			do(t, app, "GET", "/", "").want(t, 200, tt.want)
		})
	}
}
