package signet_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// leaky registers functions that fail with a secret in every way that an
// internal error can come about.
func leaky(app *signet.App) (targets []string) {
	secret := func() error { return fmt.Errorf("load: %w", errors.New("hunter2 <b>")) }
	type value struct{}
	add := func(target string, fn any, opts ...signet.HandleOption) {
		app.Handle(fn, append(opts, app.GET(target))...)
		targets = append(targets, target)
	}
	add("/error", secret)
	add("/panic", func() { panic("hunter2 <b>") })
	add("/panicked-error", func() { panic(secret()) })
	add("/dependency", none, signet.Depends(secret))
	add("/cleanup", none, signet.Depends(func() (value, signet.Cleanup, error) {
		return value{}, func(error) error { return secret() }, nil
	}))
	add("/encoding", func() secretJSON { return secretJSON{} })
	add("/mapper", secret, signet.OnError(func(err error) float64 { return 1 / zero }))
	add("/mapper-panic", secret, signet.OnError(func(err error) string { panic(err) }))
	add("/wrapped", func() error { return errors.Join(secret(), errors.New("x")) })
	return targets
}

type secretJSON struct{}

func (secretJSON) MarshalJSON() ([]byte, error) { return nil, errors.New("hunter2 <b>") }

// Without Debug nothing of an internal error reaches a client, in any form.
func TestNothingLeaksWithoutDebug(t *testing.T) {
	t.Parallel()
	for _, style := range []struct {
		name string
		opts []signet.Option
		want string
	}{
		{"detail", nil, `{"detail":"Internal Server Error"}`},
		{"problem", []signet.Option{signet.ProblemJSON()}, `{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"Internal Server Error"}`},
	} {
		app, _ := newApp(style.opts...)
		targets := leaky(app)
		valid(t, app)
		for _, target := range targets {
			for _, accept := range []string{"", "text/html", "text/plain"} {
				got := do(t, app, "GET", target, "", "Accept: "+accept)
				got.want(t, 500, style.want)
				if text := fmt.Sprint(got.header); strings.Contains(text, "hunter2") {
					t.Errorf("GET %s: headers %s", target, text)
				}
			}
		}
	}
}

func TestDebugShowsInternalErrors(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Debug())
	targets := leaky(app)
	app.Handle(fails(fmt.Errorf("hunter2: %w", signet.NewError(404, "none"))), app.GET("/known"))
	valid(t, app)
	for _, target := range targets {
		do(t, app, "GET", target, "").wantStatus(t, 500, "hunter2", `"chain":[`)
		page := do(t, app, "GET", target, "", "Accept: text/html,*/*;q=0.8")
		page.wantStatus(t, 500, "hunter2 &lt;b&gt;", "<h1>")
		if got := page.header.Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("GET %s: Content-Type %q; want a page", target, got)
		}
	}
	do(t, app, "GET", "/error", "").want(t, 500, `{"detail":"load: hunter2 <b>","chain":["*fmt.wrapError: load: hunter2 <b>","*errors.errorString: hunter2 <b>"]}`)
	do(t, app, "GET", "/panic", "").wantStatus(t, 500, `"stack":["goroutine`, "leaky", "debug_test.go")
	do(t, app, "GET", "/known", "", "Accept: text/html").want(t, 404, `{"detail":"none"}`)
}
