package signet_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
	"github.com/signet-go/signet/signettest"
)

// TestStreamsArePassedOn: every piece reaches the client before the next one is
// made, also through a compressing middleware.
func TestStreamsArePassedOn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		handler  func(numbers func(func(int, error) bool)) any
		encoding string
		want     []string // lines
	}{
		{"events", func(n func(func(int, error) bool)) any { return func() signet.EventStream[int] { return n } }, "", []string{"data: 1\n", "\n", "data: 2\n", "\n"}},
		{"lines", func(n func(func(int, error) bool)) any { return func() iter.Seq2[int, error] { return n } }, "gzip", []string{"1\n", "2\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			next := make(chan int, 1)
			next <- 1
			app, book := newApp()
			app.Use(middleware.Compress(middleware.CompressOptions{}))
			app.Handle(tt.handler(func(yield func(int, error) bool) {
				for n := range next {
					if !yield(n, nil) {
						return
					}
				}
			}), app.GET("/"))
			srv := httptest.NewServer(app)
			defer srv.Close()
			r, _ := http.NewRequestWithContext(t.Context(), "GET", srv.URL, nil)
			r.Header.Set("Accept-Encoding", "gzip")
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if got := resp.Header.Get("Content-Encoding"); got != tt.encoding {
				t.Errorf("Content-Encoding: %q; want %q", got, tt.encoding)
			}
			body := io.Reader(resp.Body)
			if tt.encoding != "" {
				if body, err = gzip.NewReader(body); err != nil {
					t.Fatal(err)
				}
			}
			lines := bufio.NewReader(body)
			for i, want := range tt.want {
				if got, err := lines.ReadString('\n'); got != want || err != nil {
					t.Fatalf("line %d = %q, %v; want %q", i, got, err, want)
				}
				if want == tt.want[0] {
					next <- 2 // the client has 1 already
					close(next)
				}
			}
			book.quiet(t)
		})
	}
}

// everyMiddleware is the chain that the package middleware proposes, with event
// streams among what is compressed.
func everyMiddleware() []func(http.Handler) http.Handler {
	quiet := slog.New(slog.DiscardHandler)
	return []func(http.Handler) http.Handler{
		middleware.Recover(middleware.RecoverOptions{Logger: quiet}),
		middleware.Proxy(middleware.ProxyOptions{}),
		middleware.RequestID(middleware.RequestIDOptions{}),
		middleware.AccessLog(middleware.AccessLogOptions{Logger: quiet}),
		middleware.TrustedHosts(middleware.TrustedHostsOptions{Hosts: []string{"*"}}),
		middleware.HTTPSRedirect(middleware.HTTPSRedirectOptions{Skip: func(*http.Request) bool { return true }}),
		middleware.SecureHeaders(middleware.SecureHeadersOptions{}),
		middleware.CORS(middleware.CORSOptions{Origins: []string{"*"}}),
		middleware.RateLimit(middleware.RateLimitOptions{}),
		middleware.BodyLimit(middleware.BodyLimitOptions{}),
		middleware.Compress(middleware.CompressOptions{Types: []string{"text/event-stream"}}),
		middleware.Timeout(middleware.TimeoutOptions{}),
		middleware.Sessions(middleware.SessionsOptions{Keys: [][]byte{make([]byte, 32)}}),
	}
}

// TestEventsThroughEveryMiddleware: around the app and around the route, each
// event reaches the client before the next is made, compressed or not, and the
// iteration ends when the client goes.
func TestEventsThroughEveryMiddleware(t *testing.T) {
	t.Parallel()
	for _, encoding := range []string{"identity", "gzip"} {
		t.Run(encoding, func(t *testing.T) {
			t.Parallel()
			next, ended := make(chan int, 1), make(chan error, 1)
			app, book := newApp(signet.Use(everyMiddleware()...))
			app.Handle(func(ctx context.Context) signet.EventStream[int] {
				return func(yield func(int, error) bool) {
					for ctx.Err() == nil {
						select {
						case n := <-next:
							yield(n, nil)
						case <-ctx.Done():
						}
					}
					ended <- context.Cause(ctx)
				}
			}, app.GET("/", signet.Use(everyMiddleware()...)))
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			events := openEvents(ctx, t, "http://"+listen(t, app, book), encoding)
			for i := range 3 {
				next <- i
				want := fmt.Sprintf("data: %d\n", i)
				if got, err := events.ReadString('\n'); got != want || err != nil {
					t.Fatalf("event %d is %q, %v; want %q", i, got, err, want)
				}
				if got, err := events.ReadString('\n'); got != "\n" || err != nil {
					t.Fatalf("after event %d comes %q, %v; want an empty line", i, got, err)
				}
			}
			leave()
			select {
			case err := <-ended:
				if !errors.Is(err, context.Canceled) {
					t.Errorf("the iteration ends by %v; want %v", err, context.Canceled)
				}
			case <-time.After(10 * time.Second):
				t.Error("the client has gone, and the iteration goes on")
			}
		})
	}
}

func openEvents(ctx context.Context, t *testing.T, url, encoding string) *bufio.Reader {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", encoding)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if encoding == "identity" {
		return bufio.NewReader(resp.Body)
	}
	if got := resp.Header.Get("Content-Encoding"); got != encoding {
		t.Fatalf("GET / for %s has Content-Encoding %q", encoding, got)
	}
	body, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return bufio.NewReader(body)
}

func TestStreamKeepAlive(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		opts []signet.Option
		want string
	}{
		{"15 seconds by default", nil, ": ping\n\n: ping\n\ndata: 1\n\n: ping\n\n"},
		{"another pause", []signet.Option{signet.KeepAlive(25 * time.Second)}, ": ping\n\ndata: 1\n\n"},
		{"none", []signet.Option{signet.KeepAlive(0)}, "data: 1\n\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				app, _ := newApp(tt.opts...)
				app.Handle(func() signet.EventStream[int] {
					return func(yield func(int, error) bool) {
						time.Sleep(31 * time.Second)
						yield(1, nil)
						time.Sleep(16 * time.Second)
					}
				}, app.GET("/"))
				w := httptest.NewRecorder()
				app.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
				time.Sleep(time.Hour) // nothing may come after the end
				if got := w.Body.String(); got != tt.want {
					t.Errorf("GET / = %q; want %q", got, tt.want)
				}
			})
		})
	}
}

// TestStreamEndsIdle: a comment that does not reach the client ends the context
// of an iteration that only waits.
func TestStreamEndsIdle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		app, book := newApp()
		app.Handle(func(ctx context.Context) signet.EventStream[int] {
			return func(func(int, error) bool) { <-ctx.Done() }
		}, app.GET("/"))
		defer func() {
			if v := recover(); v != http.ErrAbortHandler {
				t.Errorf("recovered %v; want http.ErrAbortHandler", v)
			}
			book.quiet(t)
		}()
		app.ServeHTTP(brokenWriter{httptest.NewRecorder()}, httptest.NewRequest("GET", "/", nil))
	})
}

// TestStreamAfterItsEnd: an iteration that lets yield out of its hands cannot
// write into a later answer.
func TestStreamAfterItsEnd(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	var kept func(int) bool
	app.Handle(func() iter.Seq[int] { return func(yield func(int) bool) { yield(1); kept = yield } }, app.GET("/"))
	c := signettest.New(t, app)
	if got := c.GET("/").Text(); got != "1\n" {
		t.Errorf("GET / = %q; want one line", got)
	}
	if kept(2) {
		t.Error("yield after the end = true; want false")
	}
}

// TestStreamsDrain: event streams end with the drain, so that they do not hold
// it up; lines are an answer that shall be whole.
func TestStreamsDrain(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	began := make(chan struct{}, 2)
	var ended atomic.Int32
	app.Handle(func(ctx context.Context) signet.EventStream[int] {
		return func(yield func(int, error) bool) {
			yield(1, nil)
			began <- struct{}{}
			<-ctx.Done()
			ended.Add(1)
		}
	}, app.GET("/events"))
	app.Handle(func(ctx context.Context) iter.Seq[int] {
		return func(yield func(int) bool) {
			yield(1)
			began <- struct{}{}
			for ended.Load() == 0 && ctx.Err() == nil {
				time.Sleep(time.Millisecond)
			}
			yield(2)
		}
	}, app.GET("/lines"))
	srv := httptest.NewUnstartedServer(nil)
	srv.Config = app.Server("")
	srv.Start()
	defer srv.Close()
	texts := make(chan string, 2)
	for _, path := range []string{"/events", "/lines"} {
		go func() {
			resp, err := http.Get(srv.URL + path)
			if err != nil {
				texts <- err.Error()
				return
			}
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			texts <- fmt.Sprintf("%s %q %v", path, body, err)
		}()
	}
	<-began
	<-began
	if err := srv.Config.Shutdown(t.Context()); err != nil {
		t.Errorf("Shutdown = %v; want nil", err)
	}
	got := []string{<-texts, <-texts}
	slices.Sort(got)
	want := []string{`/events "data: 1\n\n" <nil>`, `/lines "1\n2\n" <nil>`}
	if !slices.Equal(got, want) {
		t.Errorf("streams at the drain: %q; want %q", got, want)
	}
	book.quiet(t)
}
