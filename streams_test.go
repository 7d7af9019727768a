package signet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

type row struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type rowName struct {
	Name string `json:"name"`
}

var rows = []row{{1, "a"}, {2, "<é>"}}

// stream yields the items and then the error, if there is one.
func stream[T any](err error, items ...T) func(func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

const rowLines = "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":\"<é>\"}\n"

func TestStreams(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		handler any
		opts    []signet.RouteOption
		want    string
	}{
		{"lines", func() iter.Seq[row] { return slices.Values(rows) }, nil, rowLines},
		{"lines with errors", func() (iter.Seq2[row, error], error) { return stream(nil, rows...), nil }, nil, rowLines},
		{"plain function", func() func(func(row) bool) { return slices.Values(rows) }, nil, rowLines},
		{"no lines", func() iter.Seq[row] { return slices.Values(rows[:0]) }, nil, ""},
		{"pointers", func() iter.Seq[*row] { return slices.Values([]*row{&rows[0], nil}) }, nil, "{\"id\":1,\"name\":\"a\"}\nnull\n"},
		{"anything", func() iter.Seq[any] { return slices.Values([]any{1, "x", nil}) }, nil, "1\n\"x\"\nnull\n"},
		{"raw JSON of several lines", func() iter.Seq[json.RawMessage] { return slices.Values([]json.RawMessage{[]byte("{\n}")}) }, nil, "{}\n"},
		{"narrowed lines", func() iter.Seq[row] { return slices.Values(rows) }, []signet.RouteOption{signet.ResponseModel[rowName]()}, "{\"name\":\"a\"}\n{\"name\":\"<é>\"}\n"},
		{"events", func() signet.EventStream[row] { return stream(nil, rows...) }, nil, "data: {\"id\":1,\"name\":\"a\"}\n\ndata: {\"id\":2,\"name\":\"<é>\"}\n\n"},
		{"text is JSON", func() signet.EventStream[string] { return stream(nil, "a\nb") }, nil, "data: \"a\\nb\"\n\n"},
		{"narrowed events", func() signet.EventStream[*row] { return stream(nil, &rows[0]) }, []signet.RouteOption{signet.ResponseModel[rowName]()}, "data: {\"name\":\"a\"}\n\n"},
		{"no events", func() signet.EventStream[row] { return stream[row](nil) }, nil, ""},
		{"events as they are", func() signet.EventStream[signet.Event] {
			return stream(nil,
				signet.Event{ID: "7", Event: "add", Data: rows[0], Retry: 3 * time.Second, Comment: "hi"},
				signet.Event{Raw: "a\r\nb"}, signet.Event{Data: json.RawMessage("null")}, signet.Event{})
		}, nil, ": hi\nevent: add\ndata: {\"id\":1,\"name\":\"a\"}\nid: 7\nretry: 3000\n\ndata: a\ndata: b\n\ndata: null\n\n:\n\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, book := newApp()
			app.Handle(tt.handler, app.GET("/", tt.opts...))
			w := httptest.NewRecorder()
			app.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
			if w.Code != 200 || w.Body.String() != tt.want {
				t.Errorf("GET / = %d %q; want 200 %q", w.Code, w.Body, tt.want)
			}
			book.quiet(t)
		})
	}
}

func TestStreamHeads(t *testing.T) {
	t.Parallel()
	const lines, events = `map[Content-Type:[application/jsonl]]`, `map[Cache-Control:[no-cache] Content-Type:[text/event-stream; charset=utf-8] X-Accel-Buffering:[no]]`
	iterated := false
	seen := func() signet.EventStream[row] {
		return func(func(row, error) bool) { iterated = true }
	}
	tests := []struct {
		name, method string
		handler      any
		opts         []signet.RouteOption
		status       int
		header       string
	}{
		{"lines", "GET", func() iter.Seq[row] { return slices.Values(rows) }, nil, 200, lines},
		{"events", "GET", func() signet.EventStream[row] { return stream(nil, rows...) }, nil, 200, events},
		{"POST", "POST", func() signet.EventStream[row] { return stream(nil, rows...) }, []signet.RouteOption{signet.Status(201)}, 201, events},
		{"HEAD iterates nothing", "HEAD", seen, nil, 200, events},
		{"HEAD of lines", "HEAD", func() iter.Seq[row] { return func(func(row) bool) { iterated = true } }, nil, 200, lines},
		{"204 iterates nothing", "GET", func(r *signet.Reply) signet.EventStream[row] { r.Status(204); return seen() }, nil, 204,
			`map[Cache-Control:[no-cache] X-Accel-Buffering:[no]]`},
		{"204 of no stream", "GET", func(r *signet.Reply) signet.EventStream[row] { r.Status(204); return nil }, nil, 204,
			`map[Cache-Control:[no-cache] X-Accel-Buffering:[no]]`},
		{"headers of a Reply", "GET", func(r *signet.Reply) signet.EventStream[row] {
			r.Status(202)
			r.Header().Set("Cache-Control", "no-store")
			r.Header().Set("X-A", "b")
			return stream(nil, rows...)
		}, nil, 202, `map[Cache-Control:[no-store] Content-Type:[text/event-stream; charset=utf-8] X-A:[b] X-Accel-Buffering:[no]]`},
		{"another type of lines", "GET", func(r *signet.Reply) iter.Seq[row] {
			r.Header().Set("Content-Type", "application/x-ndjson")
			return slices.Values(rows)
		}, nil, 200, `map[Content-Type:[application/x-ndjson]]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, book := newApp()
			app.Handle(tt.handler, app.Method("GET,POST", "/", tt.opts...))
			w := httptest.NewRecorder()
			app.ServeHTTP(w, httptest.NewRequest(tt.method, "/", nil))
			if got := fmt.Sprint(w.Header()); w.Code != tt.status || got != tt.header {
				t.Errorf("%s / = %d %s; want %d %s", tt.method, w.Code, got, tt.status, tt.header)
			}
			if iterated || tt.method == "HEAD" && w.Body.Len() > 0 {
				t.Errorf("%s / iterated: %v, body %q; want neither", tt.method, iterated, w.Body)
			}
			book.quiet(t)
		})
	}
}

// unwritable has no JSON form when it is negative.
type unwritable int

func (u unwritable) MarshalJSON() ([]byte, error) {
	if u < 0 {
		return nil, errors.New("negative")
	}
	return []byte("1"), nil
}

func TestStreamErrors(t *testing.T) {
	t.Parallel()
	refused, boom := signet.NewError(409, "taken"), errors.New("boom")
	panics := func(items ...row) func(func(row, error) bool) {
		return func(yield func(row, error) bool) { stream(nil, items...)(yield); panic("argh") }
	}
	const opaque = `{"detail":"Internal Server Error"}`
	tests := []struct {
		name    string
		handler any
		status  int
		body    string
		cut     bool
		log     string // words of the one record; empty for none
	}{
		{"refused before", func() (signet.EventStream[row], error) { return nil, refused }, 409, `{"detail":"taken"}`, false, ""},
		{"error before the first line", func() iter.Seq2[row, error] { return stream[row](refused) }, 409, `{"detail":"taken"}`, false, ""},
		{"internal error before the first line", func() iter.Seq2[row, error] { return stream[row](boom) }, 500, opaque, false, "boom"},
		{"panic before the first line", func() iter.Seq2[row, error] { return panics() }, 500, opaque, false, "argh"},
		{"first line has no JSON form", func() iter.Seq[unwritable] { return slices.Values([]unwritable{-1}) }, 500, opaque, false, "negative"},
		{"no iteration", func() iter.Seq[row] { return nil }, 500, opaque, false, "returned a nil iter.Seq"},
		{"no stream", func() signet.EventStream[row] { return nil }, 500, opaque, false, "returned a nil vocab.EventStream"},
		{"status that is none", func(r *signet.Reply) iter.Seq[row] { r.Status(99); return slices.Values(rows) }, 500, opaque, false, "99"},
		{"error after a line", func() iter.Seq2[row, error] { return stream(boom, rows[0]) }, 200, "{\"id\":1,\"name\":\"a\"}\n", true, "boom"},
		{"an answer after a line", func() iter.Seq2[row, error] { return stream[row](refused, rows[0]) }, 200, "{\"id\":1,\"name\":\"a\"}\n", true, "taken"},
		{"panic after a line", func() iter.Seq2[row, error] { return panics(rows[0]) }, 200, "{\"id\":1,\"name\":\"a\"}\n", true, "argh"},
		{"second line has no JSON form", func() iter.Seq[unwritable] { return slices.Values([]unwritable{1, -1, 1}) }, 200, "1\n", true, "negative"},
		{"error before the first event", func() signet.EventStream[row] { return stream[row](refused) }, 200, "", true, "taken"},
		{"error after an event", func() signet.EventStream[int] { return stream(boom, 1) }, 200, "data: 1\n\n", true, "boom"},
		{"panic before the first event", func() signet.EventStream[row] { return panics() }, 200, "", true, "argh"},
		{"event with a broken id", func() signet.EventStream[signet.Event] { return stream(nil, signet.Event{ID: "a\nb"}) }, 200, "", true, "line break or NUL"},
		{"event with two kinds of data", func() signet.EventStream[signet.Event] { return stream(nil, signet.Event{Raw: "a", Data: 1}) }, 200, "", true, "Data and Raw"},
		{"event whose data has no JSON form", func() signet.EventStream[signet.Event] { return stream(nil, signet.Event{Data: unwritable(-1)}) }, 200, "", true, "negative"},
		{"yields after the end", func() iter.Seq2[int, error] {
			return func(yield func(int, error) bool) { yield(1, nil); yield(0, boom); yield(2, nil); yield(3, refused) }
		}, 200, "1\n", true, "boom"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, book := newApp()
			app.Handle(tt.handler, app.GET("/"))
			srv := httptest.NewServer(app)
			defer srv.Close()
			resp, err := http.Get(srv.URL)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if resp.StatusCode != tt.status || string(body) != tt.body || (err != nil) != tt.cut {
				t.Errorf("GET / = %d %q, %v; want %d %q, cut off: %v", resp.StatusCode, body, err, tt.status, tt.body, tt.cut)
			}
			if tt.log == "" {
				book.quiet(t)
			} else {
				book.once(t, tt.log, "pattern=/")
			}
		})
	}
}

// TestStreamCleanups: what dependencies did is undone with the stream's own
// error, after the last piece, however the stream ends.
func TestStreamCleanups(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	type resource struct{}
	broken := func(w http.ResponseWriter, r *http.Request, app http.Handler) {
		app.ServeHTTP(brokenWriter{w}, r)
	}
	gone := func(w http.ResponseWriter, r *http.Request, app http.Handler) {
		ctx, cancel := context.WithCancel(r.Context())
		cancel()
		app.ServeHTTP(w, r.WithContext(ctx))
	}
	late := func(w http.ResponseWriter, r *http.Request, app http.Handler) {
		ctx, cancel := context.WithTimeout(r.Context(), -1)
		defer cancel()
		app.ServeHTTP(w, r.WithContext(ctx))
	}
	plain := func(w http.ResponseWriter, r *http.Request, app http.Handler) { app.ServeHTTP(w, r) }
	tests := []struct {
		name    string
		iterate func(func(int, error) bool)
		through func(http.ResponseWriter, *http.Request, http.Handler)
		want    string
		aborts  [2]bool // of lines, of events
	}{
		{"clean end", stream(nil, 1), plain, "<nil>", [2]bool{}},
		{"iterator error", stream(boom, 1), plain, "boom", [2]bool{true, true}},
		{"error at once", stream[int](boom), plain, "boom", [2]bool{false, true}},
		{"panic", func(yield func(int, error) bool) { yield(1, nil); panic("argh") }, plain, "panic: argh", [2]bool{true, true}},
		{"abort", func(yield func(int, error) bool) { yield(1, nil); panic(http.ErrAbortHandler) }, plain, "net/http: abort Handler", [2]bool{true, true}},
		{"write error", stream(nil, 1, 2), broken, "the client is gone", [2]bool{true, true}},
		{"disconnect", stream(nil, 1, 2), gone, "the client is gone", [2]bool{false, true}},
		{"disconnect that the iteration reports", stream(context.Canceled, 1), gone, "the client is gone", [2]bool{false, true}},
		{"deadline", stream(nil, 1, 2), late, "context deadline exceeded", [2]bool{false, true}},
	}
	for _, tt := range tests {
		for form, handler := range []any{
			func(*resource) iter.Seq2[int, error] { return tt.iterate },
			func(*resource) signet.EventStream[int] { return tt.iterate },
		} {
			t.Run(fmt.Sprint(tt.name, " ", []string{"lines", "events"}[form]), func(t *testing.T) {
				app, _ := newApp()
				var got []error
				app.Handle(handler, app.GET("/"), signet.Provide(func() (*resource, signet.Cleanup, error) {
					return &resource{}, func(err error) error { got = append(got, err); return nil }, nil
				}))
				aborted := false
				func() {
					defer func() { aborted = recover() == http.ErrAbortHandler }()
					tt.through(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), app)
				}()
				if len(got) != 1 || !strings.Contains(fmt.Sprint(got[0]), tt.want) {
					t.Errorf("cleanups got %v; want %q once", got, tt.want)
				}
				if aborted != tt.aborts[form] {
					t.Errorf("aborted: %v; want %v", aborted, tt.aborts[form])
				}
			})
		}
	}
}

// brokenWriter takes no body.
type brokenWriter struct{ http.ResponseWriter }

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// TestStreamCleanupFails: the answer is on its way, so that all that is left is
// to cut it off and to say so in the log.
func TestStreamCleanupFails(t *testing.T) {
	t.Parallel()
	type resource struct{}
	app, book := newApp()
	app.Handle(func(*resource) iter.Seq[int] { return slices.Values([]int{1}) }, app.GET("/"),
		signet.Provide(func() (*resource, signet.Cleanup, error) {
			return &resource{}, func(error) error { return errors.New("commit failed") }, nil
		}))
	defer func() {
		if v := recover(); v != http.ErrAbortHandler {
			t.Errorf("recovered %v; want http.ErrAbortHandler", v)
		}
		book.once(t, "commit failed")
	}()
	app.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
}

type resume struct {
	LastEventID int `header:"Last-Event-ID" default:"0"`
}

func TestStreamResumes(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func(in *resume) signet.EventStream[signet.Event] {
		return stream(nil, signet.Event{ID: fmt.Sprint(in.LastEventID + 1)})
	}, app.GET("/"))
	c := signettest.New(t, app)
	if got := c.GET("/", signettest.Header("Last-Event-ID", "41")).Text(); got != "id: 42\n\n" {
		t.Errorf("GET / after event 41 = %q; want event 42", got)
	}
}

func TestStreamsAreDescribed(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func() iter.Seq[row] { return nil }, app.GET("/lines"))
	app.Handle(func() (signet.EventStream[row], error) { return nil, nil }, app.GET("/events", signet.ResponseModel[rowName]()))
	app.Handle(func() signet.EventStream[signet.Event] { return nil }, app.GET("/raw"))
	var document struct {
		Paths map[string]struct {
			Get struct {
				Responses map[string]struct{ Content map[string]any }
			}
		}
	}
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/openapi.json", nil))
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/lines":  `{"application/jsonl":{"schema":{"items":{"$ref":"#/components/schemas/row"},"type":"array"}}}`,
		"/events": `"contentSchema":{"$ref":"#/components/schemas/rowName"}`,
		"/raw":    `{"text/event-stream":{"schema":{"items":{"properties":{"data":{"type":"string"},"event":`,
	} {
		got, _ := json.Marshal(document.Paths[path].Get.Responses["200"].Content)
		if !strings.Contains(string(got), want) {
			t.Errorf("the content of %s is described as %s; want %s", path, got, want)
		}
	}
}
