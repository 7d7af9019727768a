package signettest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

type (
	note struct {
		ID   int    `json:"id"`
		Text string `json:"text" validate:"min=2"`
	}
	postNote struct {
		Body note `body:""`
	}
	// store is what tests override.
	store struct{ name string }
)

func openStore() *store                                         { return &store{"real"} }
func createNote(_ context.Context, in *postNote) (*note, error) { return &in.Body, nil }
func storeName(_ context.Context, s *store) (string, error)     { return s.name, nil }

func newApp(opts ...signet.Option) *signet.App {
	app := signet.New(opts...)
	app.Provide(openStore)
	app.Handle(createNote, app.POST("/notes", signet.Status(201)))
	app.Handle(storeName, app.GET("/store"))
	return app
}

func TestClient(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, newApp(), signettest.Header("X-All", "1"))
	tests := []struct {
		name   string
		body   any
		status int
		answer string
	}{
		{"value", note{1, "hi"}, 201, `{"text": "hi", "id": 1}`},
		{"text", `{"id":1,"text":"hi"}`, 201, `{"id":1,"text":"hi"}`},
		{"bytes", []byte(`{"id":1,"text":"hi"}`), 201, `{"id":1,"text":"hi"}`},
		{"mistake", note{1, "h"}, 422, `{"detail":[{"type":"string_too_short","loc":["body","text"],"msg":"must have at least 2 characters","input":"h","ctx":{"min_length":2}}]}`},
		{"reader without a type", strings.NewReader(`{"id":1,"text":"hi"}`), 422, ``},
		{"form", url.Values{"id": {"1"}}, 422, ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer := client.For(t).POST("/notes", tt.body).Want(tt.status)
			if tt.answer != "" {
				answer.WantJSON(tt.answer)
			}
		})
	}
	var got note
	client.POST("/notes", note{7, "seven"}).JSON(&got)
	if got != (note{7, "seven"}) {
		t.Errorf("JSON decoded %+v", got)
	}
}

// TestRequests: what a request looks like to a handler.
func TestRequests(t *testing.T) {
	t.Parallel()
	app := signet.New()
	app.Mount("/echo", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s %q %v auth=%s x=%s cookie=%s tls=%t",
			r.Method, r.Host, r.RequestURI, body, err, r.Header.Get("Authorization"), r.Header.Get("X"), r.Header.Get("Cookie"), r.TLS != nil)
	}))
	client := signettest.New(t, app, signettest.Header("X", "each"))
	tests := []struct {
		name string
		got  *signettest.Response
		want string
	}{
		{"plain", client.GET("/echo/a?b=1"), `GET app /echo/a?b=1 "" <nil> auth= x=each cookie= tls=false`},
		{"escaped", client.GET("/echo/a%2Fb"), `GET app /echo/a%2Fb "" <nil> auth= x=each cookie= tls=false`},
		{"body", client.PUT("/echo/a", `1`), `PUT app /echo/a "1" <nil> auth= x=each cookie= tls=false`},
		{"method", client.PATCH("/echo/a", nil), `PATCH app /echo/a "" <nil> auth= x=each cookie= tls=false`},
		{"any method", client.Do("PURGE", "/echo/a", nil), `PURGE app /echo/a "" <nil> auth= x=each cookie= tls=false`},
		{"bearer", client.DELETE("/echo/a", signettest.Bearer("t")), `DELETE app /echo/a "" <nil> auth=Bearer t x=each cookie= tls=false`},
		{"basic", client.GET("/echo/a", signettest.BasicAuth("u", "p")), `GET app /echo/a "" <nil> auth=Basic dTpw x=each cookie= tls=false`},
		{"own header", client.GET("/echo/a", signettest.Header("X", "own")), `GET app /echo/a "" <nil> auth= x=own cookie= tls=false`},
		{"host", client.GET("/echo/a", signettest.Header("host", "shop.test")), `GET shop.test /echo/a "" <nil> auth= x=each cookie= tls=false`},
		{"cookie", client.GET("/echo/a", signettest.Cookie("c", "1")), `GET app /echo/a "" <nil> auth= x=each cookie=c=1 tls=false`},
		{"whole URL", client.GET("https://other/echo/a"), `GET other /echo/a "" <nil> auth= x=each cookie= tls=true`},
	}
	for _, tt := range tests {
		if got := tt.got.Text(); got != tt.want {
			t.Errorf("%s: the handler sees %s; want %s", tt.name, got, tt.want)
		}
	}
}

func TestCookiesAreKept(t *testing.T) {
	t.Parallel()
	app := signet.New()
	app.Handle(func(reply *signet.Reply) error {
		reply.SetCookie(&http.Cookie{Name: "session", Value: "7"})
		return nil
	}, app.POST("/login"))
	type request struct {
		Session string `cookie:"session"`
	}
	app.Handle(func(in *request) (string, error) { return in.Session, nil }, app.GET("/session"))
	client := signettest.New(t, app)
	client.GET("/session").Want(422)
	if got := client.POST("/login", nil).Want(204).Cookies(); len(got) != 1 || got[0].Value != "7" {
		t.Errorf("Cookies() = %v; want session=7", got)
	}
	client.GET("/session").Want(200).WantJSON(`"7"`)
	signettest.New(t, app).GET("/session").Want(422) // another client, another jar
}

// voice is a union.
type (
	voice interface{ sound() string }
	meow  struct {
		Loud bool `json:"loud"`
	}
	shout struct{}
)

func (meow) sound() string                    { return "meow" }
func (shout) Encode(w io.Writer, _ any) error { _, err := io.WriteString(w, "HEY"); return err }
func (shout) Decode(_ io.Reader, _ any) error { return errors.New("only written") }

// The copy has a logger of its own where the app has none, and all that New was
// given.
func TestOptionsOfNewAreKept(t *testing.T) {
	t.Parallel()
	app := signet.New(
		signet.Union[voice]("kind", signet.Variant[meow]("meow")),
		signet.Codec("text/shout", shout{}),
		signet.Scheme("staff", signet.HTTPBearer{Realm: "staff"}))
	type request struct {
		Body voice `body:""`
	}
	type guarded struct {
		Token signet.Bearer `scheme:"staff"`
	}
	app.Handle(func(in *request) voice { return in.Body }, app.POST("/voice"))
	app.Handle(func(*guarded) string { return "in" }, app.GET("/staff"))
	client := signettest.New(t, app)
	client.POST("/voice", `{"kind":"meow","loud":true}`).Want(200).WantJSON(`{"kind":"meow","loud":true}`)
	if got := client.POST("/voice", `{"kind":"meow","loud":true}`, signettest.Header("Accept", "text/shout")).Want(200).Text(); got != "HEY" {
		t.Errorf("the codec wrote %q; want HEY", got)
	}
	if got := client.GET("/staff").Want(401).Header.Get("WWW-Authenticate"); got != `Bearer realm="staff"` {
		t.Errorf("WWW-Authenticate is %q; want the scheme's realm", got)
	}
}

// TestLifeCycle: the copy is started once, closed at the end, and the app is
// left alone.
func TestLifeCycle(t *testing.T) {
	t.Parallel()
	var opened, closed atomic.Int32
	app := signet.New()
	app.Provide(func() (*store, signet.Cleanup, error) {
		opened.Add(1)
		return &store{}, func(error) error { closed.Add(1); return nil }, nil
	})
	app.Handle(storeName, app.GET("/store"))
	for range 2 {
		t.Run("test", func(t *testing.T) {
			client := signettest.New(t, app)
			client.GET("/store").Want(200)
			client.GET("/store").Want(200)
		})
	}
	if opened.Load() != 2 || closed.Load() != 2 {
		t.Errorf("two clients open %d times and close %d times; want 2 and 2", opened.Load(), closed.Load())
	}
	// Registering is still possible: nothing was started here.
	app.Handle(storeName, app.GET("/again"))
	if err := app.Err(); err != nil {
		t.Errorf("Err() after clients of copies = %v", err)
	}
}

var errBroken = errors.New("broken")

// TestFailures: what goes wrong in the app fails the test that asked.
func TestFailures(t *testing.T) {
	t.Parallel()
	withMount := func(h http.HandlerFunc) *signet.App {
		app := signet.New()
		app.Mount("/m", h)
		return app
	}
	tests := []struct {
		name string
		app  *signet.App
		run  func(*signettest.Client)
		opts []signettest.Option
		want string
	}{
		{"mistake of the app", func() *signet.App { a := signet.New(); a.Handle(storeName); return a }(), nil, nil, "no route"},
		{"failing start", func() *signet.App {
			a := signet.New()
			a.Provide(func() (*store, error) { return nil, errBroken })
			return a
		}(), nil, nil, "broken"},
		{"failing cleanup", func() *signet.App {
			a := signet.New()
			a.Provide(func() (*store, signet.Cleanup, error) { return nil, func(error) error { return errBroken }, nil })
			return a
		}(), nil, nil, "Close of the app: signet: cleanup of"},
		{"override of nothing", newApp(), nil, []signettest.Option{signettest.Override[store](func() store { return store{} })}, "*signettest_test.store is provided"},
		{"status", newApp(), func(c *signettest.Client) { c.POST("/notes", note{1, "h"}).Want(201) }, nil, `POST /notes {"id":1,"text":"h"} = 422 {"detail"`},
		{"body", newApp(), func(c *signettest.Client) { c.GET("/store").WantJSON(`"x"`) }, nil, `GET /store = 200 "real"; want "x"`},
		{"decoding", newApp(), func(c *signettest.Client) { signettest.Decode[int](c.GET("/store").Want(200)) }, nil, `GET /store = 200 "real"; its body is no *int`},
		{"no JSON", withMount(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `1 2`) }), func(c *signettest.Client) { c.GET("/m/").WantJSON(`1`) }, nil, "no JSON"},
		{"path", newApp(), func(c *signettest.Client) { c.GET("store") }, nil, "must begin with /"},
		{"panic beside operations", withMount(func(http.ResponseWriter, *http.Request) { panic("ouch") }), func(c *signettest.Client) { c.GET("/m/") }, nil, "the app panics: ouch"},
		{"cut", withMount(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), func(c *signettest.Client) { c.GET("/m/") }, nil, "cut the connection"},
		{"cut in the middle", withMount(func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "half")
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}), func(c *signettest.Client) { c.GET("/m/") }, nil, "ends after 4 bytes: unexpected EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := record(t, func(tb testing.TB) {
				client := signettest.New(tb, tt.app, tt.opts...)
				if tt.run != nil {
					tt.run(client)
				}
			})
			if !strings.Contains(got, tt.want) {
				t.Errorf("the test says %q; want %q in it", got, tt.want)
			}
		})
	}
}

// recorder is a testing.TB that keeps what it is told.
type recorder struct {
	testing.TB
	said     strings.Builder
	cleanups []func()
}

func (r *recorder) Helper()                           {}
func (r *recorder) Cleanup(f func())                  { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(&r.said, format+"\n", args...) }
func (r *recorder) Error(args ...any)                 { fmt.Fprintln(&r.said, args...) }
func (r *recorder) Fatal(args ...any)                 { r.Error(args...); panic(r) }
func (r *recorder) Fatalf(format string, args ...any) { r.Errorf(format, args...); panic(r) }

// record runs a test to its end and returns what it says.
func record(t *testing.T, test func(testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	func() {
		defer func() {
			if v := recover(); v != nil && v != any(r) {
				panic(v)
			}
		}()
		test(r)
	}()
	for i := len(r.cleanups) - 1; i >= 0; i-- {
		r.cleanups[i]()
	}
	return r.said.String()
}

func TestGuarded(t *testing.T) {
	t.Parallel()
	app := signet.New()
	guard := func(signet.Bearer) error { return nil }
	app.Handle(storeless, app.GET("/open"), app.GET("/health"), app.POST("/health"), app.GET("/closed", signet.Depends(guard)))
	app.Mount("/files", http.FileServer(http.Dir("testdata")))
	app.Group("/shut", signet.Depends(guard)).Mount("/files", http.NotFoundHandler())
	library := signet.NewGroup(signet.Prefix("/lib"))
	app.Handle(storeless, library.GET("/login", signet.Public()), library.GET("/users"))
	app.Include(library, signet.Depends(guard))
	tell := func(names ...string) []string { return append(names, "/lib/login", "mount /files") }
	tests := []struct {
		name   string
		except []string
		want   []string
	}{
		{"all told", tell("/health", "GET /open"), nil},
		{"one left out", tell("/health"), []string{"GET /open (signettest_test.storeless, signettest/client_test.go:"}},
		{"one method", tell("GET /health", "/open"), []string{"POST /health"}},
		{"one too many", tell("/health", "/open", "/closed"), []string{`"/closed"`}},
		{"a mount, and what an included group opens", []string{"/health", "/open"}, []string{"mount /files (*http.fileHandler, signettest/client_test.go:", "GET /lib/login"}},
		{"a guarded mount", tell("/health", "/open", "/shut/files"), []string{`"/shut/files"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := record(t, func(tb testing.TB) { signettest.Guarded(tb, app, tt.except...) })
			if lines := strings.Count(got, "\n"); lines != len(tt.want) {
				t.Errorf("Guarded(%q) says %q; want %d lines", tt.except, got, len(tt.want))
			}
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("Guarded(%q) says %q; want it to name %s", tt.except, got, want)
				}
			}
		})
	}
}

func storeless() error { return nil }
