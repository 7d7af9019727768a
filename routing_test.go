package signet_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/signet-go/signet"
)

// whichRoute answers with the route that serves.
func whichRoute(info *signet.RouteInfo) string { return info.Method + " " + info.Pattern }

func TestEveryVerb(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	g := app.Group("/g")
	verbs := map[string][2]signet.Route{
		"GET": {app.GET("/x"), g.GET("/x")}, "POST": {app.POST("/x"), g.POST("/x")}, "PUT": {app.PUT("/x"), g.PUT("/x")},
		"PATCH": {app.PATCH("/x"), g.PATCH("/x")}, "DELETE": {app.DELETE("/x"), g.DELETE("/x")}, "OPTIONS": {app.OPTIONS("/x"), g.OPTIONS("/x")},
		"TRACE": {app.TRACE("/x"), g.TRACE("/x")}, "PURGE": {app.Method("purge", "/x"), g.Method(" PURGE ", "/x")},
	}
	for _, routes := range verbs {
		app.Handle(whichRoute, routes[0], routes[1])
	}
	app.Handle(func(r *signet.Reply) { r.Header().Set("Who", "head") }, app.HEAD("/x"), g.HEAD("/x"))
	valid(t, app)
	for verb := range verbs {
		do(t, app, verb, "/x", "").want(t, 200, `"`+verb+` /x"`)
		do(t, app, verb, "/g/x", "").want(t, 200, `"`+verb+` /g/x"`)
	}
	for _, path := range []string{"/x", "/g/x"} {
		if got := do(t, app, "HEAD", path, ""); got.status != 204 || got.header.Get("Who") != "head" {
			t.Errorf("HEAD %s = %d %v; want its own route's answer", path, got.status, got.header)
		}
	}
	got := do(t, app, "BREW", "/x", "")
	got.want(t, 405, `{"detail":"Method Not Allowed"}`)
	if allow := got.header.Get("Allow"); allow != "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PURGE, PUT, TRACE" {
		t.Errorf("BREW /x: Allow is %q; want every method of the path", allow)
	}
	book.quiet(t)
}

func TestSeveralMethodsAreSeveralOperations(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(whichRoute, app.Method("get, post", "/x"), app.Method("GET,PUT", "/y"))
	valid(t, app)
	do(t, app, "POST", "/x", "").want(t, 200, `"POST /x"`)
	var ids []string
	for r := range app.Routes() {
		ids = append(ids, r.Method+" "+r.Pattern+" "+r.OperationID)
	}
	want := []string{"GET /x whichRoute_get", "POST /x whichRoute_post", "GET /y whichRoute_y_get", "PUT /y whichRoute_put"}
	if !slices.Equal(ids, want) {
		t.Errorf("Routes() has %q; want %q", ids, want)
	}
}

func TestMethodsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, methods := range []string{"", ",", "GET,", "GET POST", "GET,GET", "G@T"} {
		app, _ := newApp()
		app.Handle(whichRoute, app.Method(methods, "/x"))
		if err := app.Err(); err == nil || !strings.Contains(err.Error(), "routing_test.go:") {
			t.Errorf("Method(%q): Err() = %v; want a mistake with its place", methods, err)
		}
	}
}

func TestFirstRouteWins(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	type id struct {
		ID string `path:"id"`
	}
	app.Handle(says("me"), app.GET("/users/me"))
	app.Handle(func(in *id) string { return "int " + in.ID }, app.GET("/users/{id:int}"))
	app.Handle(func(in *id) string { return "any " + in.ID }, app.GET("/users/{id}"))
	app.Handle(func(in *id) string { return "file " + in.ID }, app.GET("/users/{id}.json/raw"))
	app.Handle(func(in *id) string { return "rest " + in.ID }, app.GET("/users/{id:path}"))
	valid(t, app)
	for path, want := range map[string]string{
		"/users/me": "me", "/users/7": "int 7", "/users/x": "any x", "/users/ada.json/raw": "file ada", "/users/a/b": "rest a/b",
		"/users/a%2Fb": "any a/b", "/users/a%2fb/c": "rest a/b/c", "/users/%6De": "me", "/users/": "rest ",
	} {
		do(t, app, "GET", path, "").want(t, 200, `"`+want+`"`)
	}
	book.quiet(t)
}

func TestHeadFollowsGet(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(says("hello"), app.GET("/x"))
	for range 2 {
		got := do(t, app, "HEAD", "/x", "")
		got.want(t, 200, "")
		if got.header.Get("Content-Length") != "7" || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("HEAD /x has the header %v; want that of GET", got.header)
		}
	}
	got := do(t, app, "HEAD", "/none", "")
	got.want(t, 404, "")
	if got.header.Get("Content-Length") == "" {
		t.Errorf("HEAD /none has the header %v; want that of GET", got.header)
	}
	book.quiet(t)
}

func TestDerivedAnswersCanBeTurnedOff(t *testing.T) {
	t.Parallel()
	type want struct{ head, options, slash int }
	tests := []struct {
		name string
		opt  signet.Option
		want want
	}{
		{"default", signet.Title("x"), want{200, 204, 307}},
		{"NoHeadFromGet", signet.NoHeadFromGet(), want{405, 204, 307}},
		{"NoAutoOptions", signet.NoAutoOptions(), want{200, 405, 307}},
		{"NoSlashRedirect", signet.NoSlashRedirect(), want{200, 204, 404}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(tt.opt)
			app.Handle(says("x"), app.GET("/x"), app.POST("/x"))
			got := want{do(t, app, "HEAD", "/x", "").status, do(t, app, "OPTIONS", "/x", "").status, do(t, app, "GET", "/x/", "").status}
			if got != tt.want {
				t.Errorf("%s: HEAD, OPTIONS, GET /x/ = %v; want %v", tt.name, got, tt.want)
			}
		})
	}
}

func TestOptionsAndSlashes(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(says("x"), app.GET("/x"), app.POST("/x"), app.GET("/y/"))
	got := do(t, app, "OPTIONS", "/x", "")
	got.want(t, 204, "")
	if allow := got.header.Get("Allow"); allow != "GET, HEAD, OPTIONS, POST" {
		t.Errorf("OPTIONS /x: Allow is %q", allow)
	}
	for target, location := range map[string]string{"/x/": "/x", "/x/?a=b&c": "/x?a=b&c", "/y": "/y/", "/y?": "/y/?"} {
		got := do(t, app, "GET", target, "")
		if got.status != 307 || got.header.Get("Location") != location {
			t.Errorf("GET %s = %d to %q; want 307 to %q", target, got.status, got.header.Get("Location"), location)
		}
	}
	do(t, app, "POST", "/x/", "{}").wantStatus(t, 307)
	do(t, app, "DELETE", "/x/", "").wantStatus(t, 404)
	do(t, app, "GET", "/none/", "").want(t, 404, `{"detail":"Not Found"}`)
	book.quiet(t)
}

func TestURL(t *testing.T) {
	t.Parallel()
	type item struct {
		ID int `path:"id"`
	}
	app, _ := newApp()
	v1 := app.Group("/v1")
	app.Handle(in[item], v1.GET("/items/{id:int}", signet.Name("item")))
	app.Handle(func(r *http.Request) {}, v1.GET("/files/{dir}/{rest:path}", signet.Name("file")))
	app.Handle(list, v1.GET("/list"))
	valid(t, app)
	tests := []struct {
		name   string
		params []any
		want   string
		wrong  string
	}{
		{"item", []any{7}, "/v1/items/7", ""},
		{"item", []any{"7"}, "/v1/items/7", ""},
		{"file", []any{"a b/c", "d/e?f"}, "/v1/files/a%20b%2Fc/d/e%3Ff", ""},
		{"list", nil, "/v1/list", ""},
		{"item", []any{"x"}, "", "item"},
		{"item", nil, "", "item"},
		{"item", []any{1, 2}, "", "item"},
		{"none", nil, "", `"none"`},
	}
	for _, tt := range tests {
		got, err := app.URL(tt.name, tt.params...)
		if got != tt.want || (err == nil) != (tt.wrong == "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
			t.Errorf("URL(%q, %v) = %q, %v; want %q, an error: %t", tt.name, tt.params, got, err, tt.want, tt.wrong != "")
		}
	}
	if path, err := app.URL("file", "a/b", "c"); err == nil {
		got := do(t, app, "GET", path, "")
		got.wantStatus(t, 204)
	}
}

func TestRoutesSayEverything(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Tags("all"))
	g := app.Group("/v1", signet.Tags("v1"), signet.Deprecated())
	app.Handle(get, g.GET("/x", signet.Name("x"), signet.Summary("X"), signet.Tags("own"), signet.OperationID("getX")), signet.Tags("fn"))
	app.Handle(list, app.GET("/hidden", signet.Hidden()))
	var all []string
	for r := range app.Routes() {
		file, _, _ := strings.Cut(path.Base(r.Place), ":")
		all = append(all, fmt.Sprint(r.Method, " ", r.Pattern, " ", r.Name, " ", r.OperationID, " ", r.Summary, " ", r.Tags, " ", r.Deprecated, " ", r.Hidden, " ", r.Function, " ", file))
	}
	want := []string{
		"GET /v1/x x getX X [all v1 fn own] true false signet_test.get routing_test.go",
		"GET /hidden list   [all] false true signet_test.list routing_test.go",
	}
	if !slices.Equal(all, want) {
		t.Errorf("Routes() = %q; want %q", all, want)
	}
	for range app.Routes() {
		break // an iteration may end early
	}
}

func TestStartWithMistakes(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(get, app.GET("/good"))
	app.Handle(get)
	first := app.Err()
	if first == nil {
		t.Fatal("Err() is nil; want the mistake")
	}
	if err := app.Start(t.Context()); err == nil || err.Error() != first.Error() {
		t.Errorf("Start = %v; want what Err() says: %v", err, first)
	}
	for range 3 {
		do(t, app, "GET", "/good", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	}
	book.once(t, "no route")
	if again := app.Err(); again == nil || again.Error() != first.Error() {
		t.Errorf("Err() after the start = %v; want the same as before: %v", again, first)
	}
	for r := range app.Routes() {
		t.Errorf("Routes() has %v; want none, for nothing is half-registered", r)
	}
	if err := app.Update(func(*signet.App) error { return nil }); err == nil {
		t.Error("Update of an app that refuses to serve is nil; want why")
	}
	if err := signet.WriteOpenAPI(io.Discard, app); err == nil {
		t.Error("WriteOpenAPI of an app with mistakes is nil; want them")
	}
}

func TestFirstRequestsAtOnce(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(get, app.GET("/x"))
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() { do(t, app, "GET", "/x", "").want(t, 200, `{"name":""}`) })
	}
	group.Wait()
	if err := errors.Join(app.Start(t.Context()), app.Start(t.Context()), app.Close(t.Context())); err != nil {
		t.Errorf("Start, Start, Close = %v", err)
	}
	book.quiet(t)
}

func TestAllowShadowed(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.AllowShadowed())
	app.Handle(says("first"), app.GET("/x"))
	app.Handle(says("second"), app.GET("/x"))
	valid(t, app)
	do(t, app, "GET", "/x", "").want(t, 200, `"first"`)
	book.once(t, "level=WARN", "routing_test.go", "/x")
}

func TestRegistrationAfterStart(t *testing.T) {
	t.Parallel()
	late := map[string]func(app *signet.App, group, included *signet.Group){
		"Handle":                 func(app *signet.App, _, _ *signet.Group) { app.Handle(get, app.GET("/late")) },
		"Handle of a group":      func(_ *signet.App, group, _ *signet.Group) { group.Handle(get, group.GET("/late")) },
		"Handle of one included": func(_ *signet.App, _, included *signet.Group) { included.Handle(get, included.GET("/late")) },
		"route of one included":  func(app *signet.App, _, included *signet.Group) { app.Handle(get, included.GET("/late")) },
		"Use":                    func(app *signet.App, _, _ *signet.Group) { app.Use(trace("late")) },
		"Use of a group":         func(_ *signet.App, group, _ *signet.Group) { group.Use(trace("late")) },
		"Use of one included":    func(_ *signet.App, _, included *signet.Group) { included.Use(trace("late")) },
		"Mount":                  func(app *signet.App, _, _ *signet.Group) { app.Mount("/late", http.NotFoundHandler()) },
		"Include":                func(app *signet.App, _, _ *signet.Group) { app.Include(signet.NewGroup()) },
	}
	for name, register := range late {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp()
			group, included := app.Group("/g"), signet.NewGroup()
			app.Include(included, signet.Prefix("/i"))
			app.Handle(get, app.GET("/x"))
			if err := app.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			register(app, group, included)
			err := fmt.Sprint(app.Err())
			if strings.Count(err, "routing_test.go:") != 1 || !strings.Contains(err, "serves already") {
				t.Errorf("Err() = %s; want one mistake with its place", err)
			}
			do(t, app, "GET", "/x", "").wantStatus(t, 200)
			do(t, app, "GET", "/late", "").wantStatus(t, 404)
		})
	}
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	v1 := app.Group("/v1", signet.Use(trace("v1")))
	app.Handle(get, app.GET("/old"), v1.GET("/alias"))
	do(t, app, "GET", "/new", "").wantStatus(t, 404)
	text, _ := documentOf(t, app)
	err := app.Update(func(next *signet.App) error {
		next.Handle(list, next.GET("/new"), v1.GET("/new"))
		next.Mount("/mounted", http.NotFoundHandler())
		return nil
	})
	if err != nil {
		t.Fatalf("Update = %v", err)
	}
	for path, traced := range map[string]string{"/old": "", "/new": "", "/v1/alias": "v1", "/v1/new": "v1"} {
		got := do(t, app, "GET", path, "")
		got.wantStatus(t, 200)
		if got.header.Get("Trace") != traced {
			t.Errorf("GET %s runs the middleware %q; want %q", path, got.header.Get("Trace"), traced)
		}
	}
	changed := do(t, app, "GET", "/openapi.json", "").body
	if changed == string(text) || !strings.Contains(changed, `"/v1/new"`) || !strings.Contains(changed, `"get_v1_alias"`) {
		t.Errorf("the document after Update is %s; want the new routes in it, and the old ids", shorten(changed))
	}
	valid(t, app)
	book.quiet(t)
}

// TestUpdateThroughTheGroupsHandle: it works, or Update says what to write; it
// must not be passed over.
func TestUpdateThroughTheGroupsHandle(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	v1 := app.Group("/v1")
	app.Handle(get, app.GET("/x"))
	valid(t, app)
	err := app.Update(func(next *signet.App) error {
		v1.Handle(list, v1.GET("/new"))
		return nil
	})
	if got := do(t, app, "GET", "/v1/new", ""); err == nil && got.status != 200 {
		t.Errorf("Update = nil, but GET /v1/new = %d", got.status)
	}
}

func TestFailedUpdateChangesNothing(t *testing.T) {
	t.Parallel()
	sorry := errors.New("sorry")
	changes := map[string]func(next *signet.App, included *signet.Group) error{
		"an error": func(next *signet.App, _ *signet.Group) error {
			next.Handle(get, next.GET("/y"))
			return sorry
		},
		"a mistake": func(next *signet.App, _ *signet.Group) error {
			next.Handle(get, next.GET("/y"))
			next.Handle(get)
			return nil
		},
		"a shadowed route": func(next *signet.App, _ *signet.Group) error {
			next.Handle(get, next.GET("/y"), next.GET("/x"))
			return nil
		},
		"middleware": func(next *signet.App, _ *signet.Group) error {
			next.Use(trace("leaked"))
			return sorry
		},
		"an included group": func(next *signet.App, included *signet.Group) error {
			next.Handle(get, included.GET("/y"))
			return sorry
		},
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp()
			included := signet.NewGroup(signet.Prefix("/i"))
			app.Include(included)
			app.Handle(get, app.GET("/x"))
			valid(t, app)
			if err := app.Update(func(next *signet.App) error { return change(next, included) }); err == nil {
				t.Fatal("Update = nil; want an error")
			}
			// What a failed change left behind would come with the next good one.
			if err := app.Update(func(*signet.App) error { return nil }); err != nil {
				t.Fatalf("the Update after it = %v", err)
			}
			got := do(t, app, "GET", "/x", "")
			got.wantStatus(t, 200)
			if leaked := got.header.Get("Trace"); leaked != "" {
				t.Errorf("the middleware %q runs after the Update failed", leaked)
			}
			do(t, app, "GET", "/y", "").wantStatus(t, 404)
			do(t, app, "GET", "/i/y", "").wantStatus(t, 404)
			valid(t, app)
		})
	}
}

// TestUpdateUnderLoad changes routes while requests run: none is lost, and one
// that began on the old routes ends on them.
func TestUpdateUnderLoad(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	began, release := make(chan struct{}), make(chan struct{})
	app.Handle(get, app.GET("/x"))
	app.Handle(func(context.Context) string { close(began); <-release; return "old" }, app.GET("/slow"))
	valid(t, app)
	var group sync.WaitGroup
	var stop atomic.Bool
	var served atomic.Int64
	for range 4 {
		group.Go(func() {
			for !stop.Load() {
				do(t, app, "GET", "/x", "").want(t, 200, `{"name":""}`)
				served.Add(1)
			}
		})
	}
	group.Go(func() { do(t, app, "GET", "/slow", "").want(t, 200, `"old"`) })
	<-began
	for n := range 20 {
		path := fmt.Sprintf("/n%d", n)
		err := app.Update(func(next *signet.App) error { next.Handle(list, next.GET(path)); return nil })
		if err != nil {
			t.Errorf("Update %d = %v", n, err)
		}
		do(t, app, "GET", path, "").want(t, 200, "[]")
		for seen := served.Load(); served.Load() == seen && !t.Failed(); { // requests run between updates
		}
	}
	close(release)
	stop.Store(true)
	group.Wait()
	book.quiet(t)
}
