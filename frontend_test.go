package signet_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-go/signet"
)

// build is what a tool leaves of a front end.
func build(pages ...string) fstest.MapFS {
	files := fstest.MapFS{"assets/app.js": {Data: []byte("app")}, "assets/app.js.br": {Data: []byte("BR")}, "about/index.html": {Data: []byte("about")}, "empty/x/y": {Data: []byte("y")}, ".env": {Data: []byte("secret")}}
	for _, page := range pages {
		files[page] = &fstest.MapFile{Data: []byte(page)}
	}
	return files
}

const (
	navigation = "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
	lost       = `{"detail":"Not Found"}`
	barred     = `{"detail":"Method Not Allowed"}`
)

func TestFrontend(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, method, target string
		headers              []string
		status               int
		body                 string
	}{
		{"root", "GET", "/", nil, 200, "index.html"},
		{"asset", "GET", "/assets/app.js", nil, 200, "app"},
		{"asset for a navigation", "GET", "/assets/app.js", []string{navigation}, 200, "app"},
		{"smaller form", "GET", "/assets/app.js", []string{"Accept-Encoding: br"}, 200, "BR"},
		{"part", "GET", "/assets/app.js", []string{"Range: bytes=1-"}, 206, "pp"},
		{"HEAD", "HEAD", "/assets/app.js", nil, 200, ""},
		{"folder", "GET", "/about/", nil, 200, "about"},
		{"folder without slash", "GET", "/about", nil, 307, ""},
		{"view", "GET", "/dashboard/settings", []string{navigation}, 200, "index.html"},
		{"view of a deep folder", "GET", "/empty/", []string{navigation}, 200, "index.html"},
		{"view whose name has a dot", "GET", "/v/1.2.3", []string{"Accept: application/xhtml+xml"}, 200, "index.html"},
		{"view whose name has a slash", "GET", "/a%2fb", []string{navigation}, 200, "index.html"},
		{"view, by HEAD", "HEAD", "/dashboard", []string{navigation}, 200, ""},
		{"view, as browsers say it", "GET", "/dashboard", []string{navigation, "Sec-Fetch-Mode: navigate"}, 200, "index.html"},
		{"script that asks for HTML", "GET", "/dashboard", []string{navigation, "Sec-Fetch-Mode: cors"}, 404, lost},
		{"parameters", "GET", "/dashboard", []string{"Accept: text/html; charset=utf-8; q=0.8"}, 200, "index.html"},
		{"weight that is no number", "GET", "/dashboard", []string{"Accept: text/html; q=wat"}, 200, "index.html"},
		{"second line of Accept", "GET", "/dashboard", []string{"Accept: image/png", "Accept: TEXT/HTML"}, 200, "index.html"},
		{"HTML refused", "GET", "/dashboard", []string{"Accept: text/html; q=0.0, */*; q=1"}, 404, lost},
		{"HTML refused after a parameter", "GET", "/dashboard", []string{"Accept: text/html;level=1;q=0"}, 404, lost},
		{"anything", "GET", "/assets/missing.js", []string{"Accept: */*"}, 404, lost},
		{"nothing", "GET", "/dashboard", nil, 404, lost},
		{"JSON", "GET", "/api/missing", []string{"Accept: application/json"}, 404, lost},
		{"hidden", "GET", "/.env", nil, 404, lost},
		{"out of the root", "GET", "/..%2fsecret.txt", nil, 404, lost},
		{"other method on a file", "POST", "/assets/app.js", []string{navigation}, 405, barred},
		{"other method on the root", "POST", "/", nil, 405, barred},
		{"other method on a folder", "PUT", "/about/", nil, 405, barred},
		{"other method on a folder without a page", "POST", "/empty/", nil, 404, lost},
		{"other method on a view", "POST", "/dashboard", []string{navigation}, 404, lost},
		{"OPTIONS on a view", "OPTIONS", "/dashboard", []string{navigation}, 404, lost},
		{"route", "GET", "/api/users", []string{navigation}, 200, `"users"`},
		{"route that finds nothing", "GET", "/api/none", []string{navigation}, 404, `{"detail":"none"}`},
		{"route for another method", "POST", "/api/users", nil, 405, barred},
		{"slash of a route", "GET", "/api/users/", []string{navigation}, 307, ""},
		{"mount", "GET", "/mounted/x", []string{navigation}, 404, lost},
		{"the app's own pages", "GET", "/openapi.yaml", []string{navigation}, 200, "*"},
	}
	app, book := newApp()
	app.Frontend("/", build("index.html")) // in front of the routes: it comes after them all the same
	app.Handle(func() string { return "users" }, app.GET("/api/users"))
	app.Handle(func() error { return signet.NewError(404, "none") }, app.GET("/api/none"))
	app.Mount("/mounted", signet.New())
	valid(t, app)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := do(t, app, tt.method, tt.target, "", tt.headers...)
			if tt.body == "*" {
				tt.body = got.body
			}
			got.want(t, tt.status, tt.body)
			if allow := got.header.Get("Allow"); tt.status == 405 && !strings.HasPrefix(tt.target, "/api") && allow != "GET, HEAD" {
				t.Errorf("%s: Allow is %q; want GET, HEAD", got.call, allow)
			}
		})
	}
	t.Cleanup(func() { book.quiet(t) })
}

func TestFrontendPages(t *testing.T) {
	t.Parallel()
	const shell, none = "index.html", "404.html"
	tests := []struct {
		name           string
		files          fstest.MapFS
		opts           []signet.FrontendOption
		method, accept string
		status         int
		body           string
	}{
		{"404.html before index.html", build(shell, none), nil, "GET", navigation, 404, none},
		{"404.html for a script", build(none), nil, "GET", "Accept: */*", 404, none},
		{"404.html, by HEAD", build(none), nil, "HEAD", "Accept: */*", 404, ""},
		{"404.html is not for other methods", build(none), nil, "POST", navigation, 404, lost},
		{"neither", build(), nil, "GET", navigation, 404, lost},
		{"index.html chosen", build(shell, none), []signet.FrontendOption{signet.Fallback(shell)}, "GET", navigation, 200, shell},
		{"index.html chosen, for a script", build(shell, none), []signet.FrontendOption{signet.Fallback(shell)}, "GET", "Accept: */*", 404, lost},
		{"404.html chosen", build(shell, none), []signet.FrontendOption{signet.Fallback(none)}, "GET", navigation, 404, none},
		{"another page", build("200.html"), []signet.FrontendOption{signet.Fallback("200.html")}, "GET", navigation, 200, "200.html"},
		{"none", build(shell, none), []signet.FrontendOption{signet.Fallback("")}, "GET", navigation, 404, lost},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, book := newApp()
			app.Frontend("/", tt.files, tt.opts...)
			valid(t, app)
			do(t, app, tt.method, "/missing", "", tt.accept).want(t, tt.status, tt.body)
			book.quiet(t)
		})
	}
}

// A cache must not give a script the page, nor a navigation the 404.
func TestFrontendTellsCaches(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Frontend("/", build("index.html"))
	for _, accept := range []string{navigation, "Accept: */*"} {
		got := do(t, app, "GET", "/dashboard", "", accept)
		if vary := got.header.Get("Vary"); vary != "Accept, Sec-Fetch-Mode" {
			t.Errorf("%s with %s: Vary is %q; want Accept, Sec-Fetch-Mode", got.call, accept, vary)
		}
	}
	got := do(t, app, "GET", "/dashboard", "", navigation)
	again := do(t, app, "GET", "/dashboard", "", navigation, "If-None-Match: "+got.header.Get("ETag"))
	again.want(t, 304, "")
}

func TestFrontendPrefixes(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Frontend("/", fstest.MapFS{"index.html": {Data: []byte("site")}})
	admin := signet.NewGroup(signet.Prefix("/admin"))
	admin.Frontend("/", fstest.MapFS{"index.html": {Data: []byte("admin")}})
	admin.Frontend("/help", fstest.MapFS{"404.html": {Data: []byte("help")}})
	app.Include(admin, signet.Prefix("/{tenant}"))
	valid(t, app)
	if got := do(t, app, "GET", "/a/admin?x=y", "", navigation); got.status != 307 || got.header.Get("Location") != "./admin/?x=y" {
		t.Errorf("%s = %d to %q; want 307 to ./admin/?x=y", got.call, got.status, got.header.Get("Location"))
	}
	do(t, app, "GET", "/a/admin/", "").want(t, 200, "admin")
	do(t, app, "GET", "/a/admin/users/1", "", navigation).want(t, 200, "admin")
	do(t, app, "GET", "/a/admin/help/x", "", navigation).want(t, 404, "help")
	do(t, app, "GET", "/a/administration", "", navigation).want(t, 200, "site")
	do(t, app, "GET", "/admin", "", navigation).want(t, 200, "site")
	var mounts []string
	for mount := range app.Mounts() {
		mounts = append(mounts, mount.Method+" "+mount.Pattern+" "+mount.Function)
	}
	if got, want := strings.Join(mounts, "\n"), "* / front end\n* /{tenant}/admin front end\n* /{tenant}/admin/help front end"; got != want {
		t.Errorf("Mounts() yields\n%s\nwant\n%s", got, want)
	}
	for route := range app.Routes() {
		t.Errorf("Routes() yields %s %s", route.Method, route.Pattern)
	}
	book.quiet(t)
}

func TestFrontendBehindGuards(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Depends(func(signet.Bearer) error { return nil }))
	app.Frontend("/", build("index.html"), signet.Depends(func(r *signet.Reply) error { r.Header().Set("X-From", "dependency"); return nil }), signet.ProblemJSON())
	app.Frontend("/open", build("index.html"), signet.Public())
	app.Handle(func() string { return "api" }, app.GET("/api", signet.Public()))
	valid(t, app)
	for _, target := range []string{"/", "/assets/app.js", "/dashboard", "/none.js"} {
		do(t, app, "GET", target, "", navigation).wantStatus(t, 401)
	}
	got := do(t, app, "GET", "/dashboard", "", navigation, "Authorization: Bearer t")
	got.want(t, 200, "index.html")
	if from := got.header.Get("X-From"); from != "dependency" {
		t.Errorf("%s: X-From is %q; want what the dependency set", got.call, from)
	}
	if got := do(t, app, "GET", "/none.js", "", "Authorization: Bearer t"); got.status != 404 || got.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s = %d %s; want 404 as the layer answers errors", got.call, got.status, got.header)
	}
	do(t, app, "GET", "/open/", "").want(t, 200, "index.html")
	do(t, app, "GET", "/api", "").want(t, 200, `"api"`)
}
