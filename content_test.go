package signet_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"text/template"

	"github.com/signet-go/signet"
)

// pages are templates, one of which fails halfway.
func pages() *template.Template {
	return template.Must(template.New("item").Parse(`<h1>{{html .Name}}</h1>{{define "broken"}}<p>{{.Missing}}</p>{{end}}`))
}

// closing is a reader that notes whether it was closed.
type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

func TestContent(t *testing.T) {
	t.Parallel()
	type reply struct {
		Status int         `status:""`
		ETag   string      `header:"ETag"`
		Body   signet.HTML `body:""`
	}
	type pointing struct {
		Body *signet.Redirect `body:""`
	}
	tests := []struct {
		name     string
		handler  any
		opts     []signet.RouteOption
		status   int
		content  string
		location string
		body     string
	}{
		{"HTML", func() signet.HTML { return "<p>é" }, nil, 200, "text/html; charset=utf-8", "", "<p>é"},
		{"HTML and error", func() (signet.HTML, error) { return "<p>", nil }, nil, 200, "text/html; charset=utf-8", "", "<p>"},
		{"empty HTML", func() signet.HTML { return "" }, nil, 200, "text/html; charset=utf-8", "", ""},
		{"Text", func() signet.Text { return "a<b" }, nil, 200, "text/plain; charset=utf-8", "", "a<b"},
		{"Text of another type", func() signet.Text { return "a,b" }, []signet.RouteOption{signet.ContentType("text/csv")}, 200, "text/csv", "", "a,b"},
		{"string with a type", func() string { return "a,b" }, []signet.RouteOption{signet.ContentType("text/csv; header=present")}, 200, "text/csv; header=present", "", "a,b"},
		{"bytes", func() []byte { return []byte{0, 1} }, nil, 200, "application/json", "", `"AAE="`},
		{"bytes with a type", func() []byte { return []byte{0, 1} }, []signet.RouteOption{signet.ContentType("image/png")}, 200, "image/png", "", "\x00\x01"},
		{"JSON of another type", func() small { return small{1} }, []signet.RouteOption{signet.ContentType("application/hal+json")}, 200, "application/hal+json", "", `{"a":1}`},
		{"envelope", func() reply { return reply{Status: 201, ETag: `"x"`, Body: "<p>"} }, nil, 201, "text/html; charset=utf-8", "", "<p>"},
		{"Redirect", func() signet.Redirect { return signet.Redirect{URL: "/login?next=/a"} }, nil, 307, "", "/login?next=/a", ""},
		{"Redirect with a status", func() *signet.Redirect { return &signet.Redirect{URL: "b", Status: 303} }, nil, 303, "", "b", ""},
		{"Redirect of a route's status", func() signet.Redirect { return signet.Redirect{URL: "?page=2"} }, []signet.RouteOption{signet.Status(302)}, 302, "", "?page=2", ""},
		{"Redirect elsewhere", func() signet.Redirect { return signet.Redirect{URL: "https://example.com/é x", External: true} }, nil, 307, "", "https://example.com/%C3%A9%20x", ""},
		{"Redirect in an envelope", func() pointing { return pointing{&signet.Redirect{URL: "/x", Status: 308}} }, nil, 308, "", "/x", ""},
		{"View", func() signet.View { return signet.View{Name: "item", Data: thing{"<b>"}} }, nil, 200, "text/html; charset=utf-8", "", "<h1>&lt;b&gt;</h1>"},
		{"Reader", func() io.Reader { return strings.NewReader("abc") }, nil, 200, "application/octet-stream", "", "abc"},
		{"typed Reader", func() (*strings.Reader, error) { return strings.NewReader("abc"), nil }, []signet.RouteOption{signet.ContentType("image/png"), signet.Status(203)}, 203, "image/png", "", "abc"},
		{"empty Reader", func() io.Reader { return strings.NewReader("") }, nil, 200, "application/octet-stream", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp(signet.Templates(pages()))
			app.Handle(tt.handler, app.GET("/x", tt.opts...))
			valid(t, app)
			for _, method := range []string{"GET", "HEAD", "GET"} {
				got := do(t, app, method, "/x", "")
				body := tt.body
				if method == "HEAD" {
					body = ""
				}
				got.want(t, tt.status, body)
				if content := got.header.Get("Content-Type"); content != tt.content {
					t.Errorf("%s: Content-Type is %q; want %q", got.call, content, tt.content)
				}
				if location := got.header.Get("Location"); location != tt.location {
					t.Errorf("%s: Location is %q; want %q", got.call, location, tt.location)
				}
			}
			book.quiet(t)
		})
	}
}

func TestContentFails(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		handler any
		log     string
	}{
		{"no redirect", func() signet.Redirect { return signet.Redirect{URL: "/", Status: 304} }, "use 301, 302"},
		{"nil redirect", func() *signet.Redirect { return nil }, "returned a nil"},
		{"view that fails", func() signet.View { return signet.View{Name: "broken", Data: thing{}} }, "Missing"},
		{"view that is not there", func() signet.View { return signet.View{Name: "none"} }, "none"},
		{"nil reader", func() io.Reader { return nil }, "nil io.Reader"},
		{"reader that fails at once", func() io.Reader { return iotest.ErrReader(errors.New("disk")) }, "disk"},
		{"file in JSON", func() any { return signet.File{} }, "whole answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp(signet.Templates(pages()))
			app.Handle(tt.handler, app.GET("/x"))
			valid(t, app)
			got := do(t, app, "GET", "/x", "")
			got.want(t, 500, `{"detail":"Internal Server Error"}`)
			if location := got.header.Get("Location"); location != "" {
				t.Errorf("%s: Location is %q; want none", got.call, location)
			}
			book.once(t, tt.log)
		})
	}
}

// A URL that a client may have sent leads to no other host and into no header.
func TestRedirectRefuses(t *testing.T) {
	t.Parallel()
	const leaves, unfit = "the redirect would leave this host", "the redirect leads to nothing that a client follows"
	tests := []struct {
		name, url string
		external  bool
		detail    string // empty: it is followed
	}{
		{"to another host", "https://evil.example", false, leaves},
		{"to a scheme", "https:evil.example", false, leaves},
		{"to a host without scheme", "//evil.example", false, leaves},
		{"three slashes", "///evil.example", false, leaves},
		{"backslash", `/\evil.example`, false, leaves},
		{"two backslashes", `\\evil.example`, false, leaves},
		{"backslash later", `/a\..\b`, false, leaves},
		{"mailto", "mailto:a@example.com", false, leaves},
		{"script", "javascript:alert(1)", false, leaves},
		{"tab in front", "\t//evil.example", false, unfit},
		{"tab between slashes", "/\t/evil.example", false, unfit},
		{"line break", "/a\r\nSet-Cookie: a=b", false, unfit},
		{"NUL", "/a\x00", false, unfit},
		{"port that is none", "/a:b://[", false, ""},
		{"broken host", "//[", false, unfit},
		{"nothing", "", false, unfit},
		{"slashes in the query", "/a?next=//evil.example", false, ""},
		{"slashes in the fragment", "/a#//evil.example", false, ""},
		{"script elsewhere", "JavaScript:alert(1)", true, unfit},
		{"data elsewhere", "data:text/html,x", true, unfit},
		{"script behind a line break", "\njavascript:alert(1)", true, unfit},
		{"line break elsewhere", "https://example.com/\nX: y", true, unfit},
		{"elsewhere", "//example.com", true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Handle(func() signet.Redirect { return signet.Redirect{URL: tt.url, External: tt.external} }, app.GET("/x"))
			valid(t, app)
			got := do(t, app, "GET", "/x", "")
			if location := got.header.Get("Location"); (location == "") != (tt.detail != "") {
				t.Errorf("%s: Location is %q", got.call, location)
			}
			if tt.detail != "" {
				got.want(t, 400, `{"detail":"`+tt.detail+`"}`)
			} else {
				got.wantStatus(t, 307)
			}
			book.quiet(t)
		})
	}
}

// TestStreamOrder shows when the cleanups of a streamed answer run, and with which
// error.
func TestStreamOrder(t *testing.T) {
	t.Parallel()
	late := errors.New("disk")
	tests := []struct {
		name    string
		content io.Reader
		cleanup error
		status  int // 0: the connection is cut
		body    string
		events  []string
		logged  int
	}{
		{"whole", strings.NewReader("ab"), nil, 200, "ab", []string{"read", "undo <nil>"}, 0},
		{"fails before the first byte", iotest.ErrReader(late), nil, 500, `{"detail":"Internal Server Error"}`, []string{"read", "undo read the answer: disk"}, 1},
		{"refuses before the first byte", iotest.ErrReader(signet.NewError(409, "taken")), nil, 409, `{"detail":"taken"}`, []string{"read", "undo read the answer: 409: taken"}, 0},
		{"fails later", io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(late)), nil, 0, "ab", []string{"read", "undo read the answer: disk"}, 1},
		{"refuses later", io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(signet.NewError(409, "taken"))), nil, 0, "ab", []string{"read", "undo read the answer: 409: taken"}, 1},
		{"cleanup fails", strings.NewReader("ab"), errors.New("commit"), 0, "ab", []string{"read", "undo <nil>"}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			var events []string
			content := &closing{Reader: tt.content}
			guard := func() (*account, signet.Cleanup, error) {
				return nil, func(err error) error {
					events = append(events, fmt.Sprint("undo ", err))
					return tt.cleanup
				}, nil
			}
			app.Handle(func(r *signet.Reply) io.ReadCloser {
				events = append(events, "read")
				r.Header().Set("X-Good", "yes")
				return content
			}, app.GET("/x", signet.Depends(guard)))
			valid(t, app)
			got, cut := abort(t, app)
			if cut != (tt.status == 0) {
				t.Errorf("%s: connection cut = %t; want %t", got.call, cut, tt.status == 0)
			}
			if !cut {
				got.want(t, tt.status, tt.body)
				if good := got.header.Get("X-Good"); (good != "") != (tt.status == 200) {
					t.Errorf("%s: X-Good is %q for status %d", got.call, good, tt.status)
				}
			}
			if !slices.Equal(events, tt.events) {
				t.Errorf("%s: events %q; want %q", got.call, events, tt.events)
			}
			if !content.closed {
				t.Errorf("%s: the reader is open", got.call)
			}
			if n := len(book.all()); n != tt.logged {
				t.Errorf("%s: logged %q; want %d records", got.call, book.all(), tt.logged)
			}
		})
	}
}

// abort asks for /x and reports whether the connection was cut.
func abort(t *testing.T, app *signet.App) (got answer, cut bool) {
	t.Helper()
	defer func() {
		if v := recover(); v != nil {
			if v != http.ErrAbortHandler {
				panic(v)
			}
			got.call, cut = "GET /x", true
		}
	}()
	return do(t, app, "GET", "/x", ""), false
}
