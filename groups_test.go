package signet_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
	"github.com/signet-go/signet/signettest"
)

func TestOneHandleMixesGroups(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	v1 := app.Group("/v1", signet.Use(trace("v1")), signet.ProblemJSON())
	v2 := app.Group("/v2", signet.Use(trace("v2")))
	free := signet.NewGroup(signet.Use(trace("free")))
	app.Include(free, signet.Prefix("/free"))
	// Whose Handle it is does not matter: a route brings its own layers.
	v2.Handle(func(info *signet.RouteInfo) (string, error) {
		if strings.HasSuffix(info.Pattern, "/no") {
			return "", signet.NewError(403, "no")
		}
		return info.Pattern, nil
	}, app.GET("/x"), v1.GET("/x"), v2.GET("/x"), free.GET("/x"), v1.GET("/no"), v2.GET("/no"), signet.Use(trace("fn")))
	valid(t, app)
	for path, want := range map[string]string{"/x": "fn", "/v1/x": "v1 fn", "/v2/x": "v2 fn", "/free/x": "free fn"} {
		got := do(t, app, "GET", path, "")
		got.want(t, 200, `"`+path+`"`)
		if traced := strings.Join(got.header["Trace"], " "); traced != want {
			t.Errorf("GET %s runs %q; want %q", path, traced, want)
		}
	}
	do(t, app, "GET", "/v1/no", "").want(t, 403, `{"type":"about:blank","title":"Forbidden","status":403,"detail":"no"}`)
	do(t, app, "GET", "/v2/no", "").want(t, 403, `{"detail":"no"}`)
	book.quiet(t)
}

func TestMiddlewareOrder(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.Use(trace("app1"), trace("app2")))
	g := app.Group("/g", signet.Use(trace("group1")))
	app.Handle(says("x"), g.GET("/x", signet.Use(trace("route1"), trace("route2"))), signet.Use(trace("function")), app.GET("/y"))
	g.Use(trace("group2")) // what is added later holds for earlier routes too
	app.Use(trace("app3"))
	valid(t, app)
	for path, want := range map[string]string{
		"/g/x":  "app1 app2 app3 group1 group2 function route1 route2",
		"/y":    "app1 app2 app3 function",
		"/none": "app1 app2 app3",
		"/docs": "app1 app2 app3",
	} {
		if got := strings.Join(do(t, app, "GET", path, "").header["Trace"], " "); got != want {
			t.Errorf("GET %s runs %q; want %q", path, got, want)
		}
	}
	book.quiet(t)
}

func TestMiddlewareSeesTheRoute(t *testing.T) {
	t.Parallel()
	seen := func(name string, found *[]string) func(http.Handler) http.Handler {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				info := "nothing"
				if route := signet.RouteOf(r); route != nil {
					info = route.Name
				}
				*found = append(*found, name+" before: "+info+" "+r.Pattern+" "+r.PathValue("id"))
				next.ServeHTTP(w, r)
				*found = append(*found, name+" after: "+r.Pattern)
			})
		}
	}
	var found []string
	app, book := newApp(signet.Use(seen("app", &found)))
	g := app.Group("/g", signet.Use(seen("group", &found)))
	app.Handle(func(r *http.Request) string { return signet.RouteOf(r).Name + " " + r.PathValue("id") }, g.GET("/{id}", signet.Name("one")))
	valid(t, app)
	do(t, app, "GET", "/g/7", "").want(t, 200, `"one 7"`)
	want := []string{"app before: nothing  ", "group before: one /g/{id} 7", "group after: /g/{id}", "app after: /g/{id}"}
	if !slices.Equal(found, want) {
		t.Errorf("the middleware saw %q; want %q", found, want)
	}
	book.quiet(t)
}

type contextKey struct{}

// TestMiddlewareOfOthers: middleware may refuse, replace the request or its
// context, answer itself, and outlive the request.
func TestMiddlewareOfOthers(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	with := func(f func(http.ResponseWriter, *http.Request, http.Handler)) signet.LayerOption {
		return signet.Use(func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { f(w, r, next) })
		})
	}
	app.Handle(func(ctx context.Context, in *struct {
		ID int `path:"id"`
	}) (any, error) {
		return []any{in.ID, ctx.Value(contextKey{})}, nil
	},
		app.GET("/refuse/{id}", with(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(429) })),
		app.GET("/context/{id}", with(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), contextKey{}, "v")))
		})),
		app.GET("/clone/{id}", with(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			next.ServeHTTP(w, r.Clone(r.Context()))
		})),
		app.GET("/twice/{id}", with(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			next.ServeHTTP(w, r)
			next.ServeHTTP(w, r)
		})),
		app.GET("/timeout/{id}", signet.Use(func(next http.Handler) http.Handler { return http.TimeoutHandler(next, time.Minute, "late") })),
		app.GET("/panic/{id}", with(func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) })))
	valid(t, app)
	do(t, app, "GET", "/refuse/1", "").want(t, 429, "")
	do(t, app, "GET", "/context/1", "").want(t, 200, `[1,"v"]`)
	do(t, app, "GET", "/clone/1", "").want(t, 200, `[1,null]`)
	do(t, app, "GET", "/twice/1", "").want(t, 200, `[1,null][1,null]`)
	do(t, app, "GET", "/timeout/1", "").want(t, 200, `[1,null]`)
	func() {
		defer func() {
			if v := recover(); v != http.ErrAbortHandler {
				t.Errorf("a middleware's panic came out as %v; want it as it was", v)
			}
		}()
		do(t, app, "GET", "/panic/1", "")
	}()
	book.quiet(t)
}

// TestHeadersOfMiddlewareStay: an answer replaces the headers of middleware, but
// what a cache has to look at and cookies of both reach the client.
func TestHeadersOfMiddlewareStay(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for name, value := range map[string]string{"Vary": "Origin", "Set-Cookie": "of=middleware", "X-Of": "middleware"} {
				w.Header().Set(name, value)
			}
			next.ServeHTTP(w, r)
		})
	}))
	add := func(reply *signet.Reply) {
		for name, value := range map[string]string{"Vary": "Cookie", "Set-Cookie": "of=answer", "X-Of": "answer"} {
			reply.Header().Set(name, value)
		}
	}
	refusal := signet.NewError(409, "no", signet.Header("Vary", "Cookie"), signet.Header("Set-Cookie", "of=answer"), signet.Header("X-Of", "answer"))
	type envelope struct {
		Vary   string      `header:"Vary"`
		Cookie http.Cookie `cookie:"of"`
		Of     string      `header:"X-Of"`
	}
	pass := signet.OnError(func(err *signet.Error) error { return fmt.Errorf("passed on: %w", err) })
	other := signet.OnError(func(*signet.Error) error { return signet.NewError(409, "another") })
	final := signet.OnError(func(*signet.Error) signet.Text { return "final" })
	app.Handle(func(r *signet.Reply) string { add(r); return "" }, app.GET("/reply"))
	app.Handle(func() envelope { return envelope{"Cookie", http.Cookie{Value: "answer"}, "answer"} }, app.GET("/envelope"))
	app.Handle(func(r *signet.Reply) iter.Seq[int] { add(r); return slices.Values([]int{1}) }, app.GET("/lines"))
	app.Handle(func(r *signet.Reply) io.Reader { add(r); return strings.NewReader("x") }, app.GET("/reader"))
	app.Handle(func() error { return refusal },
		app.GET("/error"), app.GET("/error/passed", pass), app.GET("/error/other", other), app.GET("/error/final", final))
	valid(t, app)
	for _, path := range []string{"/reply", "/envelope", "/lines", "/reader", "/error", "/error/passed", "/error/other", "/error/final"} {
		h := do(t, app, "GET", path, "").header
		for name, want := range map[string][]string{"Vary": {"Origin", "Cookie"}, "Set-Cookie": {"of=middleware", "of=answer"}, "X-Of": {"answer"}} {
			if !slices.Equal(h[name], want) {
				t.Errorf("GET %s = %s %q; want %q", path, name, h[name], want)
			}
		}
	}
}

// TestMiddlewareThatLosesTheContext is a mistake that shows only when it
// serves: an opaque 500 for the client, a record for the developer.
func TestMiddlewareThatLosesTheContext(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(says("x"), app.GET("/x", signet.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r.WithContext(context.Background())) })
	})))
	valid(t, app)
	do(t, app, "GET", "/x", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "context", "/x")
}

func TestNestedGroups(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.Tags("app"))
	tenant := app.Group("/{tenant}", signet.Tags("tenant"))
	users := tenant.Group("", signet.Tags("none")).Group("/users", signet.Tags("users"))
	type user struct {
		Tenant string `path:"tenant"`
		ID     int    `path:"id"`
	}
	users.Handle(func(in *user) string { return in.Tenant }, users.GET("/by-{id}"), users.GET("/{id}"))
	users.Handle(func(r *http.Request) string { return r.Pattern }, users.GET(""), users.GET("/"))
	valid(t, app)
	do(t, app, "GET", "/acme/users/7", "").want(t, 200, `"acme"`)
	do(t, app, "GET", "/acme/users", "").want(t, 200, `"/{tenant}/users"`)
	do(t, app, "GET", "/acme/users/", "").want(t, 200, `"/{tenant}/users/"`)
	for r := range app.Routes() {
		if got := strings.Join(r.Tags, " "); got != "app tenant none users" {
			t.Errorf("%s has the tags %q; want those of all layers, outer first", r.Pattern, got)
		}
	}
	book.quiet(t)
}

func TestInclude(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	items := signet.NewGroup(signet.Prefix("/items"), signet.Use(trace("items")))
	items.Handle(get, items.GET("/one"))
	inner := signet.NewGroup()
	inner.Handle(list, inner.GET("/list"))
	items.Include(inner, signet.Prefix("/inner"), signet.Use(trace("inner")))

	app.Include(items, signet.Prefix("/v1"), signet.Tags("v1"))
	v2 := app.Group("/v2", signet.Use(trace("v2")))
	v2.Include(items, signet.Deprecated())
	app.Include(items, signet.Prefix("/latest"))
	valid(t, app)
	items.Handle(none, items.DELETE("/later")) // also what is added after a link
	inner.Handle(none, inner.DELETE("/later"))
	valid(t, app)

	for _, prefix := range []string{"/v1", "/v2", "/latest"} {
		for path, want := range map[string]string{"GET /items/one": "items", "GET /items/inner/list": "items inner", "DELETE /items/later": "items", "DELETE /items/inner/later": "items inner"} {
			method, path, _ := strings.Cut(path, " ")
			if prefix == "/v2" {
				want = "v2 " + want
			}
			got := do(t, app, method, prefix+path, "")
			if traced := strings.Join(got.header["Trace"], " "); got.status > 204 || traced != want {
				t.Errorf("%s %s = %d and runs %q; want %q", method, prefix+path, got.status, traced, want)
			}
		}
	}
	ids := map[string]bool{}
	for r := range app.Routes() {
		if ids[r.OperationID] || r.OperationID == "" {
			t.Errorf("%s has the operationId %q, which another route has", r.Pattern, r.OperationID)
		}
		ids[r.OperationID] = true
		if want := strings.HasPrefix(r.Pattern, "/v2"); r.Deprecated != want {
			t.Errorf("%s: deprecated %t; want %t", r.Pattern, r.Deprecated, want)
		}
	}
	book.quiet(t)
}

// TestIncludedRoutesStandWhereIncludeStands even if they are added later.
func TestIncludedRoutesStandWhereIncludeStands(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	free := signet.NewGroup()
	app.Include(free)
	app.Handle(func(r *http.Request) string { return "wide" }, app.GET("/{x}"))
	free.Handle(says("narrow"), free.GET("/a"))
	valid(t, app)
	do(t, app, "GET", "/a", "").want(t, 200, `"narrow"`)
	do(t, app, "GET", "/b", "").want(t, 200, `"wide"`)
}

func TestGroupMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		register func(*signet.App)
	}{
		{"prefix of NewGroup without a slash", func(a *signet.App) {
			g := signet.NewGroup(signet.Prefix("v1"))
			g.Handle(get, g.GET("/x"))
			a.Include(g)
		}},
		{"prefix of NewGroup that ends with a slash", func(a *signet.App) {
			g := signet.NewGroup(signet.Prefix("/v1/"))
			g.Handle(get, g.GET("/x"))
			a.Include(g)
		}},
		{"prefix of Include that ends with a slash", func(a *signet.App) { a.Include(signet.NewGroup(), signet.Prefix("/v1/")) }},
		{"nil group", func(a *signet.App) { a.Include(nil) }},
		{"nil middleware in an option", func(a *signet.App) { a.Handle(get, a.GET("/x", signet.Use(nil))) }},
		{"mistake of an included group", func(a *signet.App) {
			g := signet.NewGroup()
			g.Handle(42, g.GET("/x"))
			a.Include(g)
		}},
		{"the same route by two includes", func(a *signet.App) {
			g := signet.NewGroup()
			g.Handle(get, g.GET("/x"))
			a.Include(g)
			a.Include(g)
		}},
		{"one wildcard in prefix and path", func(a *signet.App) { a.Handle(get, a.Group("/{id}").GET("/{id}")) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp()
			defer func() {
				if v := recover(); v != nil {
					t.Errorf("a mistake panics: %v; want it in Err()", v)
				}
			}()
			tt.register(app)
			if err := app.Err(); err == nil || !strings.Contains(err.Error(), "groups_test.go:") {
				t.Errorf("Err() = %v; want a mistake with its place", err)
			}
		})
	}
}

func TestMount(t *testing.T) {
	t.Parallel()
	inner, _ := newApp()
	inner.Handle(func(info *signet.RouteInfo) string { return "inner " + info.Pattern }, inner.GET("/x"), inner.GET("/"))
	show := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(r.Method + " " + r.URL.Path + " " + r.URL.RawPath + " " + r.Pattern))
	})
	app, book := newApp()
	app.Handle(says("own"), app.GET("/app/own"))
	app.Mount("/app", inner)
	g := app.Group("/g", signet.Use(trace("g")))
	g.Mount("/files", show)
	app.Group("/{tenant}", signet.Use(trace("tenant"))).Mount("/files", show)
	valid(t, app)
	do(t, app, "GET", "/app/own", "").want(t, 200, `"own"`)
	do(t, app, "GET", "/app/x", "").want(t, 200, `"inner /x"`)
	do(t, app, "GET", "/app/", "").want(t, 200, `"inner /"`)
	do(t, app, "GET", "/app/none", "").want(t, 404, `{"detail":"Not Found"}`)
	do(t, app, "PUT", "/app/x", "").wantStatus(t, 405)
	do(t, app, "GET", "/app/docs", "").wantStatus(t, 200)
	do(t, app, "GET", "/application", "").wantStatus(t, 404)
	do(t, app, "GET", "/app", "").wantStatus(t, 307)
	got := do(t, app, "BREW", "/g/files/a%2Fb/c", "")
	got.want(t, 200, "BREW /a/b/c /a%2Fb/c /g/files/{mounted_path:path}")
	if got.header.Get("Trace") != "g" {
		t.Errorf("the middleware of the group runs as %q; want once", got.header["Trace"])
	}
	do(t, app, "GET", "/acme/files/x", "").want(t, 200, "GET /x  /{tenant}/files/{mounted_path:path}")
	if _, doc := documentOf(t, app); strings.Contains(strings.Join(keys(at(doc, "paths")), " "), "mounted") {
		t.Errorf("the document has the paths %v; want no mounts", keys(at(doc, "paths")))
	}
	book.quiet(t)
}

// keys lists the names of a parsed object.
func keys(object any) []string {
	var list []string
	members, _ := object.(map[string]any)
	for name := range members {
		list = append(list, name)
	}
	return list
}

// An option that is nil, as a variable that was not set, is left out everywhere.
func TestNilOptions(t *testing.T) {
	t.Parallel()
	one := func() int { return 1 }
	app := signet.New(nil, signet.Responses(nil), signet.Response(404, nil, "Gone.", nil), signet.Provide(one, nil))
	group := app.Group("/g", nil)
	included := signet.NewGroup(nil)
	app.Provide(func() string { return "s" }, nil)
	app.Handle(func(int, string) error { return signet.NewError(409, "full", nil) },
		app.GET("/a", nil), group.GET("/a", nil), included.GET("/i", nil), signet.Depends(one, nil), nil)
	app.Include(included, nil)
	valid(t, app)
	client := signettest.New(t, app, nil)
	for _, path := range []string{"/a", "/g/a", "/i"} {
		client.GET(path, nil).Want(409).WantJSON(`{"detail":"full"}`)
	}
}

// What panics around handlers, or is mounted, is answered by whatever the app
// puts around all.
func TestRecoverAroundTheApp(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	bursting := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { panic("hunter2") })
	instead := func(http.Handler) http.Handler { return bursting }
	records := slog.New(slog.NewTextHandler(book, nil))
	app.Use(middleware.Recover(middleware.RecoverOptions{Logger: records}))
	app.Handle(func() int { return 1 }, app.Group("/group", signet.Use(instead)).GET("/a"), app.GET("/route", signet.Use(instead)))
	app.Mount("/mount", bursting)
	valid(t, app)
	for i, path := range []string{"/group/a", "/route", "/mount/a"} {
		do(t, app, "GET", path, "").want(t, 500, `{"detail":"Internal Server Error"}`)
		if got := book.all(); len(got) != i+1 || !strings.Contains(got[i], "hunter2") {
			t.Errorf("after GET %s the log has %d records, %q; want one for each panic", path, len(got), got)
		}
	}
}
