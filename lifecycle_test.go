package signet_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/signet-go/signet"
)

// ledger notes what happens, in order.
type ledger struct {
	mu    sync.Mutex // guards lines
	lines []string
}

func (d *ledger) note(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

// want fails the test unless the lines are those since the last call.
func (d *ledger) want(t *testing.T, when string, lines ...string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.lines, lines) {
		t.Errorf("%s: %q; want %q", when, d.lines, lines)
	}
	d.lines = nil
}

// opened returns the results of a function that opens something.
func opened[T any](d *ledger, name string) (*T, signet.Cleanup, error) {
	d.note("open %s", name)
	return new(T), func(err error) error { d.note("close %s %v", name, err); return nil }, nil
}

type (
	base  struct{ name string }
	above struct{ base *base }
	third struct{ n int }
)

func TestLifetime(t *testing.T) {
	t.Parallel()
	d := &ledger{}
	app := signet.New(quiet,
		signet.Lifespan(func(context.Context, *base) (signet.Cleanup, error) {
			d.note("begin")
			return func(err error) error { d.note("end %v", err); return nil }, nil
		}))
	app.Provide(func(_ context.Context, b *base) (*above, signet.Cleanup, error) {
		_, cleanup, err := opened[above](d, "above")
		return &above{b}, cleanup, err
	})
	app.Provide(func() (*third, error) { d.note("open third"); return &third{3}, nil })
	app.Provide(func() (*base, signet.Cleanup, error) { return opened[base](d, "base") })
	var values []*base
	app.Handle(func(a *above, b *base) error { values = append(values, a.base, b); return nil }, app.GET("/a"))
	if err := app.Err(); err != nil {
		t.Fatal(err)
	}
	d.want(t, "Err builds nothing")
	if err := app.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.want(t, "Start", "open base", "begin", "open above", "open third")
	for range 2 {
		do(t, app, "GET", "/a", "").want(t, 204, "")
	}
	if slices.ContainsFunc(values, func(b *base) bool { return b == nil || b != values[0] }) || len(values) != 4 {
		t.Errorf("two requests see %v; want one value four times", values)
	}
	if err := errors.Join(app.Start(t.Context()), app.Close(t.Context()), app.Close(t.Context())); err != nil {
		t.Error(err)
	}
	d.want(t, "Close", "close above <nil>", "end <nil>", "close base <nil>")
}

// TestLayersComeFirst: the app's lifetime is outside of every layer.
func TestLayersComeFirst(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet, signet.Depends(func(b *base) error {
		if b.name != "app" {
			return signet.NewError(403, b.name)
		}
		return nil
	}))
	app.Provide(func() *base { return &base{"app"} })
	named := func(b *base) (string, error) { return b.name, nil }
	wrap := func(outer *base) *base { return &base{outer.name + ", wrapped"} }
	app.Handle(named, app.GET("/a"), app.GET("/b", signet.Provide(wrap)))
	do(t, app, "GET", "/a", "").want(t, 200, `"app"`)
	do(t, app, "GET", "/b", "").want(t, 200, `"app, wrapped"`)
}

// TestFailedStart: what was built is undone with the error, and the app refuses
// for good.
func TestFailedStart(t *testing.T) {
	t.Parallel()
	d := &ledger{}
	app, book := newApp()
	down := errors.New("down")
	app.Provide(func() (*base, signet.Cleanup, error) { return opened[base](d, "base") })
	app.Provide(func(*base) (*above, signet.Cleanup, error) {
		return &above{}, func(err error) error { d.note("close above %t", errors.Is(err, down)); panic("cleanup") }, nil
	})
	app.Provide(func(*above) (*third, error) { return nil, down })
	app.Handle(func(*third) error { return nil }, app.GET("/a"))
	for range 2 {
		do(t, app, "GET", "/a", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	}
	book.once(t, "refuses to serve", "down")
	first := d.lines[len(d.lines)-1]
	if !strings.HasPrefix(first, "close base") || !strings.Contains(first, "down") || d.lines[1] != "close above true" {
		t.Errorf("a failed start does %q; want both undone with the error, in reverse", d.lines)
	}
	for name, err := range map[string]error{"Start": app.Start(t.Context()), "Err": app.Err(), "Run": app.Run(t.Context(), "127.0.0.1:0"), "Update": app.Update(func(*signet.App) error { return nil })} {
		if !errors.Is(err, down) || !strings.Contains(err.Error(), "panic: cleanup") {
			t.Errorf("%s after a failed start = %v; want what failed", name, err)
		}
	}
	if err := app.Close(t.Context()); err != nil {
		t.Errorf("Close after a failed start = %v", err)
	}
}

// TestPanicAtStart is an error that says who needed what, and then its stack.
func TestPanicAtStart(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet)
	app.Provide(func() *base { panic("no disk") })
	app.Provide(func(*base) *above { return nil })
	err := app.Start(t.Context())
	if err == nil {
		t.Fatal("Start = nil; want an error")
	}
	lines := strings.Split(err.Error(), "\n")
	if !strings.HasSuffix(lines[0], "panic: no disk") || !strings.Contains(lines[1], "needed by") || !strings.HasPrefix(lines[2], "goroutine ") ||
		!strings.Contains(err.Error(), "lifecycle_test.go") {
		t.Errorf("Start = %v; want the panic, who needed it, and the stack", err)
	}
}

// TestStartAsks: a function that the start runs may ask the app for URLs.
func TestStartAsks(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet)
	app.Provide(func() (*base, error) {
		url, err := app.URL("none")
		return &base{url}, errors.Join(err, app.Err())
	})
	app.Handle(none, app.GET("/none"))
	app.Handle(func(b *base) (string, error) { return b.name, nil }, app.GET("/url"))
	do(t, app, "GET", "/url", "").want(t, 200, `"/none"`)
}

// TestFirstRequests: of many, one starts the app, and its context is not the
// start's.
func TestFirstRequests(t *testing.T) {
	t.Parallel()
	var built atomic.Int32
	var ctx context.Context
	app := signet.New(quiet)
	app.Provide(func(c context.Context) *base { built.Add(1); ctx = c; return &base{} })
	app.Handle(func(*base) error { return nil }, app.GET("/a"))
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() { do(t, app, "GET", "/a", "").want(t, 204, "") })
	}
	wait.Wait()
	if built.Load() != 1 || ctx.Err() != nil || ctx.Value(http.ServerContextKey) != nil {
		t.Errorf("16 first requests build %d times, with context %v; want once, with a context of its own", built.Load(), ctx)
	}
}

func TestUpdateKeepsWhatIsBuilt(t *testing.T) {
	t.Parallel()
	d := &ledger{}
	app := signet.New(quiet)
	app.Provide(func() (*base, signet.Cleanup, error) { return opened[base](d, "base") })
	app.Handle(func(*base) error { return nil }, app.GET("/a"))
	do(t, app, "GET", "/a", "").want(t, 204, "")
	d.want(t, "the first request", "open base")

	failing := app.Update(func(next *signet.App) error {
		next.Provide(func(*base) (*above, signet.Cleanup, error) { return opened[above](d, "above") })
		next.Provide(func(*above) (*third, error) { return nil, errors.New("down") })
		next.Handle(func(*third) error { return nil }, next.GET("/b"))
		return nil
	})
	if failing == nil || !strings.Contains(failing.Error(), "down") {
		t.Errorf("Update whose start fails = %v; want what failed", failing)
	}
	d.lines = slices.DeleteFunc(d.lines, func(line string) bool {
		return strings.HasPrefix(line, "close above") && strings.Contains(line, "down")
	})
	d.want(t, "a failed update", "open above")
	do(t, app, "GET", "/a", "").want(t, 204, "")
	do(t, app, "GET", "/b", "").wantStatus(t, 404)

	err := app.Update(func(next *signet.App) error {
		next.Provide(func(*base) (*above, signet.Cleanup, error) { return opened[above](d, "above") })
		next.Handle(func(*base, *above) error { return nil }, next.GET("/b"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	do(t, app, "GET", "/b", "").want(t, 204, "")
	do(t, app, "GET", "/a", "").want(t, 204, "")
	d.want(t, "an update", "open above")
	if err := app.Close(t.Context()); err != nil {
		t.Error(err)
	}
	d.want(t, "Close", "close above <nil>", "close base <nil>")
}

func TestClose(t *testing.T) {
	t.Parallel()
	unstarted := signet.New(quiet)
	if err := unstarted.Close(t.Context()); err != nil {
		t.Errorf("Close of an app that has not started = %v", err)
	}
	app := signet.New(quiet)
	first, second := errors.New("first"), errors.New("second")
	app.Provide(func() (*base, signet.Cleanup, error) { return &base{}, func(error) error { return first }, nil })
	app.Provide(func() (*above, signet.Cleanup, error) { return &above{}, func(error) error { return second }, nil })
	app.Handle(none, app.GET("/a", signet.Name("a")))
	do(t, app, "GET", "/a", "").want(t, 204, "")
	for range 2 {
		if err := app.Close(t.Context()); !errors.Is(err, first) || !errors.Is(err, second) || !strings.Contains(err.Error(), "lifecycle_test.go:") {
			t.Errorf("Close = %v; want the errors of both cleanups with their places", err)
		}
	}
	do(t, app, "GET", "/a", "").want(t, 503, `{"detail":"Service Unavailable"}`)
	for name, err := range map[string]error{"Start": app.Start(t.Context()), "Update": app.Update(func(*signet.App) error { return nil })} {
		if err == nil || !strings.Contains(err.Error(), "closed") {
			t.Errorf("%s after Close = %v; want that the app is closed", name, err)
		}
	}
	if url, err := app.URL("a"); url != "/a" || err != nil {
		t.Errorf("URL after Close = %q, %v; want /a", url, err)
	}
}

// TestCloseWaits: as long as the context allows.
func TestCloseWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var closed atomic.Bool
		app := signet.New(quiet)
		app.Provide(func() (*base, signet.Cleanup, error) {
			return &base{}, func(error) error { time.Sleep(time.Minute); closed.Store(true); return nil }, nil
		})
		if err := app.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := app.Close(ctx); !errors.Is(err, context.DeadlineExceeded) || closed.Load() {
			t.Errorf("Close with a second for a minute's cleanup = %v; want that the deadline is exceeded", err)
		}
		if err := app.Close(t.Context()); err != nil || !closed.Load() {
			t.Errorf("Close without a deadline = %v, closed %t; want that it waits", err, closed.Load())
		}
	})
}

// TestRunCloses what it started.
func TestRunCloses(t *testing.T) {
	t.Parallel()
	d := &ledger{}
	app := signet.New(quiet)
	app.Provide(func() (*base, signet.Cleanup, error) { return opened[base](d, "base") })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := app.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := app.Run(ctx, "127.0.0.1:0"); err != nil {
		t.Errorf("Run = %v", err)
	}
	d.want(t, "Run", "open base", "close base <nil>")
}
