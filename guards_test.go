package signet_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// These tests hold the ways around a guard that are no ways around it.

type member struct{ Name string }

func knownMember(token signet.Bearer) (*member, error) {
	if token != "good" {
		return nil, signet.NewError(401, "unknown token")
	}
	return &member{"ada"}, nil
}

func TestMountsAreGuarded(t *testing.T) {
	t.Parallel()
	files := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.Method + " " + r.URL.Path)) })
	mounts := map[string]func() *signet.App{
		"by its group": func() *signet.App {
			app := signet.New(quiet)
			app.Group("/g", signet.Depends(knownMember)).Mount("/files", files)
			return app
		},
		"by the app": func() *signet.App {
			app := signet.New(quiet, signet.Depends(knownMember))
			app.Mount("/g/files", files)
			return app
		},
		"by its include": func() *signet.App {
			app, group := signet.New(quiet), signet.NewGroup(signet.Prefix("/g"))
			group.Mount("/files", files)
			app.Include(group, signet.Depends(knownMember))
			return app
		},
	}
	for name, build := range mounts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app := build()
			for _, method := range []string{"GET", "POST", "HEAD", "PURGE"} {
				do(t, app, method, "/g/files/a", "").wantStatus(t, 401)
			}
			r := httptest.NewRequest("PUT", "/g/files/a%2Fb", nil)
			r.Header.Set("Authorization", "Bearer good")
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			if w.Code != 200 || w.Body.String() != "PUT /a/b" {
				t.Errorf("with the token, PUT /g/files/a%%2Fb = %d %s; want 200 PUT /a/b", w.Code, w.Body)
			}
		})
	}
}

// TestSkippedGuardStopsTheRequest: a guard that cannot judge, because its own
// parameter is wrong, must not let what comes after it run.
func TestSkippedGuardStopsTheRequest(t *testing.T) {
	t.Parallel()
	type tenant struct {
		ID int `header:"X-Tenant"`
	}
	type order struct {
		Body thing `body:""`
	}
	app, _ := newApp(
		signet.Depends(func(token signet.Bearer, in *tenant) error {
			_, err := knownMember(token)
			return err
		}),
		signet.Depends(func() error { t.Error("what comes after the guard ran"); return nil }))
	app.Handle(func(*order) error { t.Error("the handler ran"); return nil }, app.POST("/orders"))
	r := httptest.NewRequest("POST", "/orders", strings.NewReader(`{"name":1}`))
	r.Header.Set("Authorization", "Bearer bad")
	r.Header.Set("X-Tenant", "x")
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	if w.Code != 422 || strings.Contains(w.Body.String(), `"body"`) {
		t.Errorf("POST /orders = %d %s; want a 422 that says nothing of the body", w.Code, w.Body)
	}
}

func TestGuardsThatWouldNeverRun(t *testing.T) {
	t.Parallel()
	guard := func(signet.Bearer) error { return nil }
	app := signet.New(quiet, signet.Provide(guard))
	app.Handle(get, app.GET("/a"))
	if err := app.Err(); err == nil || !strings.Contains(err.Error(), "use signet.Depends to run it") {
		t.Errorf("Provide of a function without a value: Err() = %v; want a mistake", err)
	}

	app = signet.New(quiet, signet.Provide(func() *member { return &member{"nobody"} }))
	group := app.Group("/g", signet.Depends(knownMember))
	app.Handle(func(m *member) string { return m.Name }, group.GET("/who", signet.Public()))
	if err := app.Err(); err == nil || !strings.Contains(err.Error(), "Public() took away") {
		t.Errorf("Public before an outer provider of the type: Err() = %v; want a mistake", err)
	}
}

// TestCleanupLearnsOfADisconnect: what was done for a client that is gone has to
// be undone, also where the handler noticed nothing.
func TestCleanupLearnsOfADisconnect(t *testing.T) {
	t.Parallel()
	handlers := map[string]any{
		"value":     func(ctx context.Context, _ *member) string { <-ctx.Done(); return "late" },
		"take-over": func(w http.ResponseWriter, r *http.Request, _ *member) { <-r.Context().Done() },
	}
	for name, handler := range handlers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			undone := make(chan error, 1)
			app := signet.New(quiet, signet.Provide(func() (*member, signet.Cleanup, error) {
				return &member{}, func(err error) error { undone <- err; return nil }, nil
			}))
			app.Handle(handler, app.GET("/"))
			ctx, leave := context.WithCancel(t.Context())
			leave()
			app.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil).WithContext(ctx))
			if err := <-undone; !errors.Is(err, context.Canceled) {
				t.Errorf("the cleanup got %v; want context.Canceled", err)
			}
		})
	}
}

func TestScopesRefuse(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func(token signet.Bearer, need signet.Scopes) error {
		return need.Refuse(strings.Split(string(token), "+")...)
	},
		app.GET("/a", signet.RequireScopes("a", "b")))
	do(t, app, "GET", "/a", "", "Authorization: Bearer a+b+c").want(t, 204, "")
	got := do(t, app, "GET", "/a", "", "Authorization: Bearer a")
	got.want(t, 403, `{"detail":"the token lacks the scopes [\"b\"]"}`)
	if challenge := got.header.Get("WWW-Authenticate"); challenge != `Bearer error="insufficient_scope", scope="a b"` {
		t.Errorf("WWW-Authenticate = %s; want the scopes that are needed", challenge)
	}
}

// A 401 of a function says how to authenticate, as the framework's own does
// (RFC 9110, 15.5.2), unless it says so itself or there is no way.
func TestGuardsOwn401HasTheChallenge(t *testing.T) {
	t.Parallel()
	bad := signet.NewError(401, "unknown token")
	app, _ := newApp()
	app.Handle(func(signet.Bearer) error { return bad }, app.GET("/bearer"))
	app.Handle(func(signet.Opt[signet.AnyOf[signet.Bearer, signet.Basic]]) error { return bad }, app.GET("/either"))
	app.Handle(func(signet.Bearer) error {
		return signet.NewError(401, nil, signet.Header("WWW-Authenticate", `Bearer error="invalid_token"`))
	}, app.GET("/own"))
	app.Handle(func() error { return bad }, app.GET("/none"))
	app.Handle(func(signet.Bearer) error { return signet.NewError(403, nil) }, app.GET("/forbidden"))
	app.Handle(func(signet.Bearer) error { return errors.New("no rows") }, app.GET("/mapped", signet.OnError(func(error) error { return bad })))
	for _, tt := range []struct {
		target string
		status int
		want   string
	}{
		{"/bearer", 401, "Bearer"},
		{"/either", 401, "Bearer,Basic"},
		{"/own", 401, `Bearer error="invalid_token"`},
		{"/none", 401, ""},
		{"/forbidden", 403, ""},
		{"/mapped", 401, "Bearer"},
	} {
		got := do(t, app, "GET", tt.target, "", "Authorization: Bearer x")
		if challenge := strings.Join(got.header.Values("WWW-Authenticate"), ","); got.status != tt.status || challenge != tt.want {
			t.Errorf("GET %s = %d with WWW-Authenticate %q; want %d with %q", tt.target, got.status, challenge, tt.status, tt.want)
		}
	}
}
