package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"github.com/signet-go/signet"
)

// status is that of the answer to a request.
func status(app *signet.App, method, target string) int {
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return w.Code
}

func ExampleNoHeadFromGet() {
	app := signet.New()
	strict := signet.New(signet.NoHeadFromGet())
	app.Handle(findBooks, app.GET("/books"))
	strict.Handle(findBooks, strict.GET("/books"))
	fmt.Println(status(app, "HEAD", "/books"), status(strict, "HEAD", "/books"))
	// Output: 200 405
}

func ExampleNoAutoOptions() {
	app := signet.New()
	strict := signet.New(signet.NoAutoOptions())
	app.Handle(findBooks, app.GET("/books"))
	strict.Handle(findBooks, strict.GET("/books"))
	fmt.Println(status(app, "OPTIONS", "/books"), status(strict, "OPTIONS", "/books"))
	// Output: 204 405
}

func ExampleNoSlashRedirect() {
	app := signet.New()
	strict := signet.New(signet.NoSlashRedirect())
	app.Handle(findBooks, app.GET("/books"))
	strict.Handle(findBooks, strict.GET("/books"))
	fmt.Println(status(app, "GET", "/books/"), status(strict, "GET", "/books/"))
	// Output: 307 404
}

// A route that can never be reached is a mistake, unless the order comes from
// elsewhere and the app says so.
func ExampleAllowShadowed() {
	app := signet.New(signet.AllowShadowed(), signet.Logger(slog.New(slog.DiscardHandler)))
	app.Handle(getBook, app.GET("/books/{id}"))
	app.Handle(func() string { return "never" }, app.GET("/books/new"))
	fmt.Println(app.Err())
	fetch(app, "GET", "/books/new", "")
	// Output:
	// <nil>
	// 422 {"detail":[{"type":"int_parsing","loc":["path","id"],"msg":"must be a whole number","input":"new"}]}
}

func ExampleName() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}"), app.GET("/b/{id}", signet.Name("short")))
	fmt.Println(app.URL("getBook", 7))
	fmt.Println(app.URL("short", 7))
	// Output:
	// /books/7 <nil>
	// /b/7 <nil>
}

func ExampleApp_Use() {
	trace := func(name string) func(http.Handler) http.Handler {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				fmt.Println("enter", name)
				next.ServeHTTP(w, r)
				fmt.Println("leave", name)
			})
		}
	}
	app := signet.New()
	app.Use(trace("outer"), trace("inner"))
	fetch(app, "GET", "/nowhere", "") // an app's middleware runs before the match
	// Output:
	// enter outer
	// enter inner
	// leave inner
	// leave outer
	// 404 {"detail":"Not Found"}
}

func ExampleApp_Include() {
	health := signet.NewGroup() // in a package of its own, say
	health.Handle(func() string { return "fine" }, health.GET("/health"))

	app := signet.New()
	internal := app.Group("/internal")
	internal.Include(health, signet.Tags("operations"))
	for r := range app.Routes() {
		fmt.Println(r.Pattern, r.Tags)
	}
	// Output: /internal/health [operations]
}

func ExampleApp_Mounts() {
	app := signet.New()
	app.Mount("/metrics", http.NotFoundHandler())
	for m := range app.Mounts() {
		fmt.Println(m.Method, m.Pattern, m.Guarded())
	}
	// Output: * /metrics false
}

// What a preflight may allow, path by path: middleware.CORSOptions.Methods.
func ExampleApp_Methods() {
	app := signet.New()
	app.Handle(findBooks, app.GET("/books"))
	app.Handle(createBook, app.POST("/books"))
	fmt.Println(app.Methods(httptest.NewRequest("OPTIONS", "/books", nil)))
	fmt.Println(app.Methods(httptest.NewRequest("OPTIONS", "/nowhere", nil)))
	// Output:
	// [GET HEAD OPTIONS POST]
	// []
}

func ExampleLogger() {
	var lines bytes.Buffer
	app := signet.New(signet.Logger(slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{ReplaceAttr: keepError}))))
	app.Handle(func() error { return fmt.Errorf("dial 10.0.0.7: refused") }, app.GET("/books"))
	fetch(app, "GET", "/books", "") // the client does not learn why; the log does
	fmt.Print(&lines)
	// Output:
	// 500 {"detail":"Internal Server Error"}
	// error="dial 10.0.0.7: refused"
}

// keepError leaves out what a log record says beside the error.
func keepError(_ []string, a slog.Attr) slog.Attr {
	if a.Key != "error" {
		return slog.Attr{}
	}
	return a
}

// Routes that a file describes: a registry says which functions it may name.
// What it names wrongly is skipped or refused by whoever reads it; what it
// describes wrongly is a mistake like any other, and all come together.
func ExampleApp_Handle_config() {
	const config = `[
		{"path": "/books",      "methods": "GET",      "handler": "find",   "tags": ["books"]},
		{"path": "/books",      "methods": "POST,PUT", "handler": "create", "tags": ["books"]},
		{"path": "/books/{id}", "methods": "GET",      "handler": "get"},
		{"path": "/films",      "methods": "GET",      "handler": "films"}
	]`
	registry := map[string]any{"find": findBooks, "create": createBook, "get": getBook}
	var routes []struct {
		Path, Methods, Handler string
		Tags                   []string
	}
	if err := json.Unmarshal([]byte(config), &routes); err != nil {
		fmt.Println(err)
		return
	}
	app := signet.New()
	dynamic := app.Group("/v1")
	for _, route := range routes {
		handler, known := registry[route.Handler]
		if !known {
			fmt.Println("skipped", route.Path)
			continue
		}
		app.Handle(handler, dynamic.Method(route.Methods, route.Path, signet.Tags(route.Tags...), signet.Name(route.Handler)))
	}
	for r := range app.Routes() {
		fmt.Println(r.Method, r.Pattern, r.Name, r.Tags)
	}
	// Output:
	// skipped /films
	// GET /v1/books find [books]
	// POST /v1/books create [books]
	// PUT /v1/books create [books]
	// GET /v1/books/{id} get []
}

// A Plugin brings routes of its own, and knows nothing of where they stand.
type Plugin interface{ Register(g *signet.Group) }

// Lending is a Plugin.
type Lending struct{ days int }

func (l Lending) Register(g *signet.Group) {
	g.Handle(l.terms, g.GET("/terms"))
}

func (l Lending) terms() string { return fmt.Sprintf("%d days", l.days) }

// Plugins are groups included where a configuration says.
func ExampleNewGroup_plugins() {
	plugins := map[string]Plugin{"lending": Lending{days: 14}}
	app := signet.New()
	for _, enabled := range []struct{ name, prefix string }{{"lending", "/lend"}, {"reviews", "/reviews"}} {
		plugin, installed := plugins[enabled.name]
		if !installed {
			fmt.Println("not installed:", enabled.name)
			continue
		}
		group := signet.NewGroup(signet.Tags(enabled.name))
		plugin.Register(group)
		app.Include(group, signet.Prefix(enabled.prefix))
	}
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/lend/terms", nil))
	fmt.Println(w.Code, w.Body)
	// Output:
	// not installed: reviews
	// 200 "14 days"
}
