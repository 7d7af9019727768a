package signet_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// listen serves the app on a socket of its own, with the server that App.Server
// returns, and returns the address.
func listen(t *testing.T, app *signet.App, book *logbook) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := app.Server(l.Addr().String())
	server.ErrorLog = log.New(book, "", 0)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	t.Cleanup(func() {
		if err := errors.Join(server.Close(), <-ended); !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("Serve = %v", err)
		}
	})
	return l.Addr().String()
}

// send writes raw bytes to addr, closes its side of the connection, and reads
// one answer; nil where the server closed without one.
func send(t *testing.T, addr, raw string) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	go func() { // a server that refuses a long request does not read all of it
		_, _ = io.WriteString(conn, raw)
		_ = conn.(*net.TCPConn).CloseWrite()
	}()
	method, _, _ := strings.Cut(raw, " ")
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		return nil
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("%q: the answer breaks off: %v", shorten(raw), err)
	}
	resp.Body = io.NopCloser(strings.NewReader(string(body)))
	if resp.Header.Get("Content-Type") == "application/json" && !json.Valid(body) && method != "HEAD" {
		t.Errorf("%q is answered with %s, which is no JSON", shorten(raw), body)
	}
	return resp
}

const (
	host      = " HTTP/1.1\r\nHost: app\r\n"
	postJSON  = "POST /body" + host + "Content-Type: application/json\r\n"
	noRequest = 0 // the server may close without an answer: the client is gone
)

// rawRequests are what no client library would send, with the statuses that
// are a clear answer.
var rawRequests = []struct {
	name, raw string
	want      []int
}{
	{"a good one", "GET /items/1" + host + "\r\n", []int{200}},
	{"escape without digits", "GET /items/%zz" + host + "\r\n", []int{400}},
	{"half an escape", "GET /items/%4" + host + "\r\n", []int{400}},
	{"NUL in the path", "GET /items/%00" + host + "\r\n", []int{422}},
	{"raw NUL in the path", "GET /items/\x00" + host + "\r\n", []int{400}},
	{"raw bytes in the path", "GET /items/\xff\xfe" + host + "\r\n", []int{400, 422}},
	{"raw space in the path", "GET /items/1 2" + host + "\r\n", []int{400}},
	{"escaped slash", "GET /items/1%2F2" + host + "\r\n", []int{422}},
	{"dots", "GET /../../etc/passwd" + host + "\r\n", []int{404}},
	{"escaped dots", "GET /items/%2e%2e/%2e%2e" + host + "\r\n", []int{404}},
	{"broken query", "GET /items/1?n=%zz" + host + "\r\n", []int{422}},
	{"very long path", "GET /items/" + strings.Repeat("1", 100_000) + host + "\r\n", []int{422}},
	{"many segments", "GET " + strings.Repeat("/a", 50_000) + host + "\r\n", []int{404}},
	{"huge header", "GET /items/1" + host + "X: " + strings.Repeat("x", 400<<10) + "\r\n\r\n", []int{431}},
	{"very many headers", "GET /items/1" + host + strings.Repeat("X: y\r\n", 80_000) + "\r\n", []int{431}},
	{"header without a colon", "GET /items/1" + host + "oops\r\n\r\n", []int{400}},
	{"space before the colon", "GET /items/1" + host + "X : y\r\n\r\n", []int{400}},
	{"NUL in a header", "GET /items/1" + host + "X: a\x00b\r\n\r\n", []int{400}},
	{"folded header", "GET /items/1" + host + "X: a\r\n b\r\n\r\n", []int{200, 400}},
	{"no host", "GET /items/1 HTTP/1.1\r\n\r\n", []int{400}},
	{"two hosts", "GET /items/1" + host + "Host: evil\r\n\r\n", []int{400}},
	{"broken host", "GET /items/1 HTTP/1.1\r\nHost: a b\r\n\r\n", []int{400}},
	{"unknown version", "GET /items/1 HTTP/9.9\r\nHost: a\r\n\r\n", []int{505}},
	{"HTTP/0.9", "GET /items/1\r\n\r\n", []int{400}},
	{"HTTP/1.0", "GET /items/1 HTTP/1.0\r\n\r\n", []int{200}},
	{"no request at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", []int{400, noRequest}},
	{"nothing", "", []int{noRequest}},
	{"half a request", "GET /items/1 HT", []int{400, noRequest}},
	{"unknown method", "BREW /items/1" + host + "\r\n", []int{405}},
	{"lower-case method", "get /items/1" + host + "\r\n", []int{405}},
	{"oversized method", strings.Repeat("A", 10_000) + " /items/1" + host + "\r\n", []int{405}},
	{"method that is no token", "G@T /items/1" + host + "\r\n", []int{400}},
	{"TRACE", "TRACE /items/1" + host + "\r\n", []int{405}},
	{"CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", []int{404, 405}},
	{"OPTIONS *", "OPTIONS *" + host + "\r\n", []int{200}},
	{"GET *", "GET *" + host + "\r\n", []int{400, 404}},
	{"absolute target", "GET http://app/items/1" + host + "\r\n", []int{200}},
	{"absolute target without a path", "GET http://app" + host + "\r\n", []int{404}},
	{"absolute target of another scheme", "GET file:///items/1" + host + "\r\n", []int{200, 404}},
	{"opaque target", "GET mailto:a@b" + host + "\r\n", []int{400, 404}},
	{"relative target", "GET items/1" + host + "\r\n", []int{400}},
	{"Content-Length and less", postJSON + "Content-Length: 60\r\n\r\n\"x\"", []int{400, noRequest}},
	{"Content-Length and more", postJSON + "Content-Length: 3\r\n\r\n\"x\"garbage", []int{200}},
	{"negative Content-Length", postJSON + "Content-Length: -1\r\n\r\n", []int{400}},
	{"signed Content-Length", postJSON + "Content-Length: +3\r\n\r\n\"x\"", []int{400}},
	{"two Content-Lengths", postJSON + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n\"x\"", []int{400}},
	{"endless Content-Length", postJSON + "Content-Length: 99999999999999999999\r\n\r\n", []int{400}},
	{"large Content-Length", postJSON + "Content-Length: 9223372036854775807\r\n\r\n", []int{413}},
	{"unknown Transfer-Encoding", postJSON + "Transfer-Encoding: zip\r\n\r\n", []int{501}},
	{"Transfer-Encoding with a Content-Length", postJSON + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\n\"x\"\r\n0\r\n\r\n", []int{200, 400}},
	{"chunks", postJSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n\"\r\n2\r\nx\"\r\n0\r\n\r\n", []int{200}},
	{"chunk of no size", postJSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", []int{400, noRequest}},
	{"chunk of a huge size", postJSON + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", []int{400, noRequest}},
	{"chunks that do not end", postJSON + "Transfer-Encoding: chunked\r\n\r\n3\r\n\"x\"\r\n", []int{400, noRequest}},
	{"chunk that breaks off", postJSON + "Transfer-Encoding: chunked\r\n\r\n5\r\n\"x", []int{400, noRequest}},
	{"body of the limit", postJSON + "Content-Length: 64\r\n\r\n" + text64, []int{200}},
	{"body over the limit", postJSON + "Content-Length: 65\r\n\r\n" + text64 + " ", []int{413}},
	{"chunks of the limit", postJSON + "Transfer-Encoding: chunked\r\n\r\n40\r\n" + text64 + "\r\n0\r\n\r\n", []int{200}},
	{"chunks over the limit", postJSON + "Transfer-Encoding: chunked\r\n\r\n41\r\n" + text64 + " \r\n0\r\n\r\n", []int{413}},
	{"much over the limit", postJSON + "Content-Length: 9000000\r\n\r\n" + strings.Repeat("x", 9_000_000), []int{413}},
	{"body where none is read", "GET /items/1" + host + "Content-Length: 5\r\n\r\nhello", []int{200}},
	{"unknown expectation", postJSON + "Expect: tea\r\nContent-Length: 3\r\n\r\n\"x\"", []int{417}},
	{"encoded body", postJSON + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08", []int{415, 422}},
}

var text64 = `"` + strings.Repeat("x", 62) + `"`

// TestRawRequests is not parallel: it counts goroutines.
func TestRawRequests(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("requests", func(t *testing.T) {
		app, book := newApp(signet.MaxBody(64))
		app.Handle(func(in *struct {
			ID int `path:"id"`
			N  int `query:"n" default:"0"`
		}) int {
			return in.ID
		}, app.GET("/items/{id}"))
		app.Handle(func(in *struct {
			Body string `body:""`
		}) string {
			return in.Body
		}, app.POST("/body"))
		valid(t, app)
		addr := listen(t, app, book)
		for _, tt := range rawRequests {
			t.Run(tt.name, func(t *testing.T) {
				status := noRequest
				if resp := send(t, addr, tt.raw); resp != nil {
					status = resp.StatusCode
				}
				for _, want := range tt.want {
					if status == want {
						return
					}
				}
				t.Errorf("%q is answered with %d; want one of %d", shorten(tt.raw), status, tt.want)
			})
		}
		if resp := send(t, addr, rawRequests[0].raw); resp == nil || resp.StatusCode != 200 {
			t.Errorf("after all that, a good request is answered with %v; want 200", resp)
		}
		book.quiet(t)
	})
	noLeak(t, before)
}

// noLeak waits until there are no more goroutines than before.
func noLeak(t *testing.T, before int) {
	t.Helper()
	deadline := time.Now().Add(5 * time.Second)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines are left, %d were before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
		runtime.Gosched()
	}
}

// TestTargetsOfOtherHosts: neither the target nor the Host header makes the app
// send anybody to another host.
func TestTargetsOfOtherHosts(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(r *http.Request) string { return r.URL.Path }, app.GET("/{name}/"), app.GET("/a/{name}/"))
	valid(t, app)
	addr := listen(t, app, book)
	for _, target := range []string{
		"//evil.com", "///evil.com", "/%2Fevil.com", `/\evil.com`, `/%5Cevil.com`, "http://evil.com/x", "http://evil.com//evil.com",
		"/a//evil.com", "//a/evil.com", "/.//evil.com", "/%0d%0aLocation:%20evil.com", "/%09/evil.com", "//evil.com/%2e%2e",
	} {
		resp := send(t, addr, "GET "+target+" HTTP/1.1\r\nHost: evil.com\r\n\r\n")
		if resp == nil || resp.StatusCode >= 500 {
			t.Errorf("GET %s is answered with %v", target, resp)
			continue
		}
		location := resp.Header.Get("Location")
		if location != "" && (location[0] != '/' || strings.HasPrefix(location, "//") || strings.ContainsAny(location, "\\\r\n\t")) {
			t.Errorf("GET %s is redirected to %q; want a path on this host", target, location)
		}
	}
	book.quiet(t)
}

// plainWriter is what most middleware makes of a writer.
type plainWriter struct{ http.ResponseWriter }

func (w plainWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func wrapping(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(plainWriter{w}, r) })
}

// wrappedApp has wrappers around every layer.
func wrappedApp(handler any) (*signet.App, *logbook) {
	app, book := newApp(signet.Use(wrapping))
	g := app.Group("/g", signet.Use(wrapping))
	app.Handle(handler, g.GET("/x", signet.Use(wrapping)))
	return app, book
}

func TestFlushThroughAllWrappers(t *testing.T) {
	t.Parallel()
	seen := make(chan struct{})
	app, book := wrappedApp(func(w http.ResponseWriter, r *http.Request) error {
		control := http.NewResponseController(w)
		_, _ = io.WriteString(w, "first,")
		err := errors.Join(control.Flush(), control.SetWriteDeadline(time.Now().Add(time.Minute)), control.SetReadDeadline(time.Time{}), control.EnableFullDuplex())
		<-seen // the client got the first part while the handler runs
		_, _ = io.WriteString(w, "second")
		return err
	})
	resp, err := http.Get("http://" + listen(t, app, book) + "/g/x")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	first := make([]byte, 6)
	if _, err := io.ReadFull(resp.Body, first); err != nil {
		t.Fatal(err)
	}
	close(seen)
	rest, err := io.ReadAll(resp.Body)
	if got := string(first) + string(rest); got != "first,second" || err != nil {
		t.Errorf("GET /g/x = %q, %v; want both parts", got, err)
	}
	book.quiet(t)
}

func TestHijackThroughAllWrappers(t *testing.T) {
	t.Parallel()
	ways := map[string]func(http.ResponseWriter) (net.Conn, *bufio.ReadWriter, error){
		"controller": func(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter, error) {
			return http.NewResponseController(w).Hijack()
		},
		"interface": func(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter, error) { return w.(http.Hijacker).Hijack() },
	}
	for name, hijack := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, book := wrappedApp(func(w http.ResponseWriter) error {
				conn, buffer, err := hijack(w)
				if err != nil {
					return err
				}
				_, _ = buffer.WriteString("HTTP/1.1 299 Mine\r\nContent-Length: 0\r\n\r\n")
				return errors.Join(buffer.Flush(), conn.Close())
			})
			resp := send(t, listen(t, app, book), "GET /g/x"+host+"\r\n")
			if resp == nil || resp.StatusCode != 299 {
				t.Errorf("GET /g/x = %v; want what the handler wrote to the connection", resp)
			}
			book.quiet(t)
		})
	}
}

// TestClientGoesAway: the handler's context ends, and cleanups get the error.
func TestClientGoesAway(t *testing.T) {
	t.Parallel()
	began, cleaned := make(chan struct{}), make(chan error, 1)
	app, book := newApp()
	open := func() (*account, signet.Cleanup, error) {
		return &account{}, func(err error) error { cleaned <- err; return nil }, nil
	}
	app.Handle(func(ctx context.Context, _ *account) error {
		close(began)
		<-ctx.Done()
		return fmt.Errorf("query: %w", ctx.Err())
	}, app.GET("/"), signet.Provide(open))
	valid(t, app)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-began; cancel() }()
	r, _ := http.NewRequestWithContext(ctx, "GET", "http://"+listen(t, app, book)+"/", nil)
	if resp, err := http.DefaultClient.Do(r); err == nil {
		resp.Body.Close()
		t.Errorf("GET / = %v; want the cancellation", resp.Status)
	}
	select {
	case err := <-cleaned:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the cleanup got %v; want the request's error", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the cleanup did not run")
	}
}

// TestUploadThatBreaksOff: the client is gone, so there is nobody to blame.
func TestUploadThatBreaksOff(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(*struct {
		Body string `body:""`
	}) {
	}, app.POST("/"))
	body := io.MultiReader(strings.NewReader(`"x`), brokenReader{})
	r := httptest.NewRequest("POST", "/", body)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	if w.Code >= 500 {
		t.Errorf("POST / with a body that breaks off = %d %s; want no 5xx", w.Code, w.Body)
	}
	book.quiet(t)
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
