package signet_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

// layered offers *base on every layer and for the app's lifetime, and lists who
// sees which.
func layered() *signet.App {
	as := func(name string) func() *base { return func() *base { return &base{name} } }
	see := func(b *base) *above { return &above{b} }
	app := signet.New(quiet)
	app.Provide(as("app lifetime"))
	app.Provide(func(b *base) (*third, error) { return &third{len(b.name)}, nil })
	group := app.Group("/group", signet.Depends(as("group")), signet.Provide(see))
	seen := func(b *base, a *above, n *third) ([]any, error) { return []any{b.name, a.base.name, n.n}, nil }
	app.Handle(seen, group.GET("/a"), group.GET("/b", signet.Provide(as("route"))), app.GET("/c", signet.Provide(see)))
	return app
}

// TestOverride: in every layer, in the app's lifetime, and for what other
// functions take.
func TestOverride(t *testing.T) {
	t.Parallel()
	app := layered()
	plain := signettest.New(t, app)
	plain.GET("/group/a").WantJSON(`["group", "group", 12]`)
	plain.GET("/group/b").WantJSON(`["route", "group", 12]`)
	plain.GET("/c").WantJSON(`["app lifetime", "app lifetime", 12]`)

	other := signettest.New(t, app, signettest.Override[*base](func() *base { return &base{"fake"} }))
	for _, path := range []string{"/group/a", "/group/b", "/c"} {
		other.GET(path).WantJSON(`["fake", "fake", 4]`)
	}
	last := signettest.New(t, app, signettest.Override[*third](func() *third { return &third{1} }), signettest.Override[*third](func() *third { return &third{2} }))
	last.GET("/c").WantJSON(`["app lifetime", "app lifetime", 2]`)
	plain.GET("/group/b").WantJSON(`["route", "group", 12]`)
}

// TestOverrideTakesArguments: it is a dependency like the one that it replaces.
func TestOverrideTakesArguments(t *testing.T) {
	t.Parallel()
	type query struct {
		User string `query:"user"`
	}
	d := &ledger{}
	app := signet.New(quiet, signet.Depends(func(signet.Bearer) (*account, error) { return nil, signet.NewError(401, nil) }))
	app.Handle(func(a *account) (string, error) { return a.Name, nil }, app.GET("/me"))
	client := signettest.New(t, app, signettest.Override[*account](func(in *query, _ context.Context) (*account, signet.Cleanup, error) {
		d.note("open %s", in.User)
		return &account{in.User}, func(err error) error { d.note("close %v", err); return nil }, nil
	}))
	client.GET("/me?user=ada").Want(200).WantJSON(`"ada"`)
	client.GET("/me").Want(422)
	d.want(t, "two requests, one without a user", "open ada", "close <nil>")
	signettest.New(t, app).GET("/me").Want(401)
}

// TestOverrideKeepsPublic: what Public takes away from the app, it takes away
// from the copy, whether or not the override reads credentials.
func TestOverrideKeepsPublic(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet, signet.Depends(func(signet.Bearer) (*account, error) { return &account{}, nil }))
	app.Handle(none, app.GET("/open", signet.Public()), app.GET("/closed"))
	client := signettest.New(t, app, signettest.Override[*account](func() (*account, error) { return nil, signet.NewError(403, nil) }))
	client.GET("/open").Want(204)
	client.GET("/closed").Want(403)
}

// TestTwin: what is registered later on the app or on its copy is its own.
func TestTwin(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet)
	app.Handle(none, app.GET("/a"))
	do(t, app, "GET", "/a", "").want(t, 204, "")
	client := signettest.New(t, app)
	add := func(path string) func(*signet.App) error {
		return func(next *signet.App) error { next.Handle(none, next.GET(path)); return nil }
	}
	if err := errors.Join(app.Update(add("/app")), client.App.Update(add("/twin"))); err != nil {
		t.Fatal(err)
	}
	client.GET("/twin").Want(204)
	client.GET("/app").Want(404)
	do(t, app, "GET", "/twin", "").wantStatus(t, 404)
	// A copy of the updated app has what the update brought.
	signettest.New(t, app).GET("/app").Want(204)
}

// TestTestLog: an app without a logger of its own logs into the test.
func TestTestLog(t *testing.T) {
	t.Parallel()
	chosen, book := newApp()
	plain := signet.New()
	for _, app := range []*signet.App{chosen, plain} {
		app.Handle(func() error { return errors.New("down") }, app.GET("/a"))
		signettest.New(t, app).GET("/a").Want(500)
	}
	book.once(t, "down") // and what plain logs is in the output of go test -v
}

func TestOverrideMistakes(t *testing.T) {
	app := layered()
	var list mistakeList
	for _, m := range []struct {
		name     string
		override signettest.Option
	}{
		{"type that nothing provides", signettest.Override[*account](func() *account { return nil })},
		{"value instead of pointer", signettest.Override[base](func() base { return base{} })},
		{"another result", signettest.Override[*base](func() base { return base{} })},
		{"no result", signettest.Override[*base](func() error { return nil })},
		{"not a function", signettest.Override[*base](&base{})},
		{"request in the app's lifetime", signettest.Override[*third](func(*http.Request) *third { return nil })},
		{"credentials", signettest.Override[signet.Bearer](func() signet.Bearer { return "" })},
		{"argument that nothing provides", signettest.Override[*above](func(*account) *above { return nil })},
	} {
		tb := &failing{TB: t}
		func() {
			defer func() { _ = recover() }() // Fatal
			signettest.New(tb, app, m.override)
		}()
		list.add(m.name, strings.TrimSpace(tb.said))
	}
	golden(t, "testdata/override_mistakes.txt", list.text.Bytes())
}

// failing is a test that may fail.
type failing struct {
	testing.TB
	said string
}

func (f *failing) Fatal(args ...any) { f.said += fmt.Sprintln(args...); panic(f) }

// TestParallelCopies: requests, updates and overrides at the same time, for the
// race detector, and for what one copy could see of another.
func TestParallelCopies(t *testing.T) {
	t.Parallel()
	app := layered()
	for n := range 6 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			name := fmt.Sprintf("fake %d", n)
			client := signettest.New(t, app, signettest.Override[*base](func() *base { return &base{name} }))
			var wait sync.WaitGroup
			for range 3 {
				wait.Go(func() {
					for range 20 {
						client.GET("/group/b").Want(200).WantJSON(fmt.Sprintf(`[%q, %q, %d]`, name, name, len(name)))
					}
				})
			}
			for i := range 5 {
				path := fmt.Sprintf("/added/%d", i)
				err := client.App.Update(func(next *signet.App) error {
					next.Handle(func(b *base) (string, error) { return b.name, nil }, next.GET(path))
					return nil
				})
				if err != nil {
					t.Error(err)
				}
				client.GET(path).Want(200).WantJSON(fmt.Sprintf("%q", name))
			}
			wait.Wait()
		})
	}
}
