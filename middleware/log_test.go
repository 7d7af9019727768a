package middleware

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// quiet is a logger that drops all.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// logTo is a logger whose lines have no time.
func logTo(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		if a.Key == "stack" {
			return slog.Bool("stack", strings.Contains(a.Value.String(), "log_test.go"))
		}
		return a
	}}))
}

func TestAccessLog(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Millisecond)
		fmt.Fprint(w, "an item")
	})
	mux.HandleFunc("GET /empty", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /early", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusCreated)
	})
	mux.HandleFunc("GET /fail", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, _ *http.Request) { io.Copy(w, strings.NewReader("0123456789")) })
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("GET /cut", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "half"); panic(http.ErrAbortHandler) })
	mux.HandleFunc("GET /skip", func(http.ResponseWriter, *http.Request) {})
	tests := []struct{ name, path, want string }{
		{"query stays out", "/items/7?token=secret", `level=INFO msg=request method=GET path=/items/7 pattern="GET /items/{id}" status=200 bytes=7 duration=20ms client=192.0.2.1 request_id=r1 more=GET`},
		{"implied status", "/empty", `level=INFO msg=request method=GET path=/empty pattern="GET /empty" status=200 bytes=0 duration=0s client=192.0.2.1 request_id=r1 more=GET`},
		{"informational status", "/early", `level=INFO msg=request method=GET path=/early pattern="GET /early" status=201 bytes=0 duration=0s client=192.0.2.1 request_id=r1 more=GET`},
		{"error", "/fail", `level=ERROR msg=request method=GET path=/fail pattern="GET /fail" status=502 bytes=0 duration=0s client=192.0.2.1 request_id=r1 more=GET`},
		{"no route, forged line", "/a%0Alevel=ERROR", `level=INFO msg=request method=GET path="/a\nlevel=ERROR" pattern="" status=404 bytes=19 duration=0s client=192.0.2.1 request_id=r1 more=GET`},
		{"copied", "/file", `level=INFO msg=request method=GET path=/file pattern="GET /file" status=200 bytes=10 duration=0s client=192.0.2.1 request_id=r1 more=GET`},
		{"panic", "/panic", `level=ERROR msg=request method=GET path=/panic pattern="GET /panic" status=500 bytes=0 duration=0s client=192.0.2.1 request_id=r1 aborted=true more=GET`},
		{"panic after the header", "/cut", `level=INFO msg=request method=GET path=/cut pattern="GET /cut" status=200 bytes=4 duration=0s client=192.0.2.1 request_id=r1 aborted=true more=GET`},
		{"skipped", "/skip", ``},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			var log bytes.Buffer
			mw := AccessLog(AccessLogOptions{
				Logger: logTo(&log),
				Skip:   func(r *http.Request) bool { return r.URL.Path == "/skip" },
				Attrs:  func(r *http.Request) []slog.Attr { return []slog.Attr{slog.String("more", r.Method)} },
			})
			// Timeout copies the request, so the pattern has to come up again.
			inner := Timeout(TimeoutOptions{})(mux)
			h := RequestID(RequestIDOptions{})(mw(inner))
			panics(func() { do(h, request("GET", tt.path, "X-Request-Id: r1")) })
			if got := strings.TrimSpace(log.String()); got != tt.want {
				t.Errorf("%s: GET %s logs\n%s\nwant\n%s", tt.name, tt.path, got, tt.want)
			}
		})
	}
}

func TestRecover(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		handler http.HandlerFunc
		panics  any
		want    string // the answer
		log     string
	}{
		{"none", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, nil, "204\n", ""},
		{"text", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "4")
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("X-Request-Id", "r1")
			panic("the secret")
		}, nil, "500\nContent-Length: 34\nContent-Type: application/json\nX-Request-Id: r1\n" + `{"detail":"Internal Server Error"}`,
			`level=ERROR msg=panic method=GET path=/p pattern="" panic="the secret" stack=true`},
		{"error", func(http.ResponseWriter, *http.Request) { panic(errors.New("no")) }, nil,
			"500\nContent-Length: 34\nContent-Type: application/json\n" + `{"detail":"Internal Server Error"}`,
			`level=ERROR msg=panic method=GET path=/p pattern="" panic=no stack=true`},
		{"begun", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "half"); panic("no") }, http.ErrAbortHandler,
			"200\nhalf", `level=ERROR msg=panic method=GET path=/p pattern="" panic=no stack=true`},
		{"abort", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, http.ErrAbortHandler, "200\n", ""},
	}
	for _, tt := range tests {
		var log bytes.Buffer
		rec := httptest.NewRecorder()
		h := Recover(RecoverOptions{Logger: logTo(&log)})(tt.handler)
		v := panics(func() { h.ServeHTTP(rec, request("GET", "/p")) })
		if got := printed(rec); v != tt.panics || got != tt.want || strings.TrimSpace(log.String()) != tt.log {
			t.Errorf("%s: panics with %v, answers\n%s\nlogs %s\nwant %v\n%s\n%s", tt.name, v, got, log.String(), tt.panics, tt.want, tt.log)
		}
	}
}

func TestRequestID(t *testing.T) {
	t.Parallel()
	fixed := func() string { return "new" }
	tests := []struct {
		name    string
		options RequestIDOptions
		header  []string
		want    string
	}{
		{"none", RequestIDOptions{New: fixed}, nil, "new"},
		{"sound", RequestIDOptions{New: fixed}, []string{"X-Request-Id: 1-5759e988-bd862e3fe1be46a994272793"}, "1-5759e988-bd862e3fe1be46a994272793"},
		{"ignored", RequestIDOptions{New: fixed, Ignore: true}, []string{"X-Request-Id: a"}, "new"},
		{"empty", RequestIDOptions{New: fixed}, []string{"X-Request-Id: "}, "new"},
		{"two", RequestIDOptions{New: fixed}, []string{"X-Request-Id: a", "X-Request-Id: b"}, "new"},
		{"break", RequestIDOptions{New: fixed}, []string{"X-Request-Id: a\nb"}, "new"},
		{"quote", RequestIDOptions{New: fixed}, []string{`X-Request-Id: a"b`}, "new"},
		{"letters beyond ASCII", RequestIDOptions{New: fixed}, []string{"X-Request-Id: é"}, "new"},
		{"longest", RequestIDOptions{New: fixed}, []string{"X-Request-Id: " + strings.Repeat("a", 128)}, strings.Repeat("a", 128)},
		{"too long", RequestIDOptions{New: fixed}, []string{"X-Request-Id: " + strings.Repeat("a", 129)}, "new"},
		{"another header", RequestIDOptions{New: fixed, Header: "x-trace"}, []string{"X-Trace: a", "X-Request-Id: b"}, "a"},
	}
	for _, tt := range tests {
		seen := ""
		h := RequestID(tt.options)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = RequestIDFrom(r.Context()) }))
		rec := do(h, request("GET", "/", tt.header...))
		if got := rec.Header().Get(either(tt.options.Header, "X-Request-Id")); got != tt.want || seen != tt.want {
			t.Errorf("%s: %q gives %q, and %q in the context; want %q", tt.name, tt.header, got, seen, tt.want)
		}
	}
	first, second := do(RequestID(RequestIDOptions{})(answerText("")), request("GET", "/")), do(RequestID(RequestIDOptions{})(answerText("")), request("GET", "/"))
	a, b := first.Header().Get("X-Request-Id"), second.Header().Get("X-Request-Id")
	if a == b || len(a) != 26 || !soundID(a) {
		t.Errorf("two new ids: %q, %q; want different ones of 26 letters and digits", a, b)
	}
	if got := RequestIDFrom(t.Context()); got != "" {
		t.Errorf("RequestIDFrom without the middleware = %q; want none", got)
	}
}
