package signet_test

import (
	"bytes"
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
