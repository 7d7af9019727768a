package signet_test

import (
	"fmt"
	"html"
	"io"
	"net/http/httptest"
	"strings"
	"testing/fstest"
	"text/template" // a program takes html/template, which escapes

	"github.com/signet-go/signet"
)

// show sends a GET with headers ("Name: value") and prints the answer with the
// headers of these names.
func show(app *signet.App, target string, headers []string, names ...string) {
	r := httptest.NewRequest("GET", target, nil)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(strings.TrimSpace(fmt.Sprint(w.Code, " ", w.Body)))
	for _, name := range names {
		fmt.Printf("%s: %s\n", name, w.Header().Get(name))
	}
}

func ExampleHTML() {
	type greet struct {
		Name string `query:"name"`
	}
	app := signet.New()
	app.Handle(func(in *greet) signet.HTML {
		return signet.HTML("<p>Hello, " + html.EscapeString(in.Name) + "!</p>")
	}, app.GET("/"))
	show(app, "/?name=%3Cb%3E", nil, "Content-Type")
	// Output:
	// 200 <p>Hello, &lt;b&gt;!</p>
	// Content-Type: text/html; charset=utf-8
}

func ExampleText() {
	app := signet.New()
	app.Handle(func() signet.Text { return "User-agent: *" }, app.GET("/robots.txt"))
	show(app, "/robots.txt", nil, "Content-Type")
	// Output:
	// 200 User-agent: *
	// Content-Type: text/plain; charset=utf-8
}

func ExampleContentType() {
	app := signet.New()
	app.Handle(func() string { return "title,pages\nEmma,474" }, app.GET("/books.csv", signet.ContentType("text/csv")))
	show(app, "/books.csv", nil, "Content-Type")
	// Output:
	// 200 title,pages
	// Emma,474
	// Content-Type: text/csv
}

// A redirect stays on this host, even if the client has chosen it.
func ExampleRedirect() {
	type signIn struct {
		Next string `query:"next" default:"/"`
	}
	app := signet.New()
	app.Handle(func(in *signIn) signet.Redirect { return signet.Redirect{URL: in.Next} }, app.GET("/login", signet.Status(303)))
	app.Handle(func() signet.Redirect { return signet.Redirect{URL: "https://go.dev", External: true} }, app.GET("/go"))
	show(app, "/login?next=/orders", nil, "Location")
	show(app, "/go", nil, "Location")
	// Output:
	// 303
	// Location: /orders
	// 307
	// Location: https://go.dev
}

func ExampleFile() {
	reports := fstest.MapFS{"2026/may.csv": {Data: []byte("day,sales")}} // or os.DirFS, or the FS of an os.Root
	type oneReport struct {
		Name string `path:"name"`
	}
	app := signet.New()
	app.Handle(func(in *oneReport) signet.File {
		return signet.File{FS: reports, Name: in.Name, Filename: "Umsätze.csv"}
	}, app.GET("/reports/{name:path}"))
	show(app, "/reports/2026/may.csv", nil, "Content-Type", "Content-Disposition")
	show(app, "/reports/2026/may.csv", []string{"Range: bytes=4-"}, "Content-Range")
	show(app, "/reports/../secret", nil)
	// Output:
	// 200 day,sales
	// Content-Type: text/csv; charset=utf-8
	// Content-Disposition: attachment; filename="Ums_tze.csv"; filename*=utf-8''Ums%C3%A4tze.csv
	// 206 sales
	// Content-Range: bytes 4-8/9
	// 404 {"detail":"Not Found"}
}

// What is made on the way needs an io.ReadSeeker; a plain io.Reader is sent as it
// comes, without ranges.
func ExampleFile_content() {
	app := signet.New()
	app.Handle(func() signet.File {
		return signet.File{Content: strings.NewReader("BEGIN:VCALENDAR"), Name: "a.ics", ContentType: "text/calendar"}
	}, app.GET("/calendar"))
	app.Handle(func() io.Reader { return strings.NewReader("as it comes") }, app.GET("/live", signet.ContentType("text/plain")))
	show(app, "/calendar", nil, "Content-Type", "Accept-Ranges")
	show(app, "/live", nil, "Content-Type")
	// Output:
	// 200 BEGIN:VCALENDAR
	// Content-Type: text/calendar
	// Accept-Ranges: bytes
	// 200 as it comes
	// Content-Type: text/plain
}

func ExampleView() {
	type oneItem struct {
		ID string `path:"id"`
	}
	var pages signet.Renderer = template.Must(template.New("item.html").Parse(`<h1>Item {{.ID}}</h1>`))
	app := signet.New(signet.Templates(pages))
	app.Handle(func(in *oneItem) signet.View { return signet.View{Name: "item.html", Data: in} }, app.GET("/items/{id}"))
	show(app, "/items/42", nil, "Content-Type")
	// Output:
	// 200 <h1>Item 42</h1>
	// Content-Type: text/html; charset=utf-8
}

func ExampleApp_Static() {
	assets := fstest.MapFS{"app.js": {Data: []byte("let a = 1")}, "app.js.br": {Data: []byte("…smaller…")}}
	app := signet.New()
	app.Static("/assets", assets)
	show(app, "/assets/app.js", nil, "Content-Type")
	show(app, "/assets/app.js", []string{"Accept-Encoding: gzip, br"}, "Content-Encoding", "Vary")
	// Output:
	// 200 let a = 1
	// Content-Type: text/javascript; charset=utf-8
	// 200 …smaller…
	// Content-Encoding: br
	// Vary: Accept-Encoding
}

// What the application shows under paths of its own is its index.html; routes
// come first, and what a script does not find is a 404.
func ExampleApp_Frontend() {
	dist := fstest.MapFS{"index.html": {Data: []byte("<app>")}, "app.js": {Data: []byte("let a = 1")}}
	app := signet.New()
	app.Frontend("/", dist)
	app.Handle(findBooks, app.GET("/api/books"))
	show(app, "/app.js", nil)
	show(app, "/books/emma", []string{"Accept: text/html"})
	show(app, "/missing.js", []string{"Accept: */*"})
	show(app, "/api/books?limit=1", []string{"Accept: text/html"})
	// Output:
	// 200 let a = 1
	// 200 <app>
	// 404 {"detail":"Not Found"}
	// 200 [{"title":"Emma","pages":474}]
}

func ExampleFallback() {
	app := signet.New()
	app.Frontend("/", fstest.MapFS{"index.html": {Data: []byte("home")}, "shell.html": {Data: []byte("shell")}}, signet.Fallback("shell.html"))
	show(app, "/", nil)
	show(app, "/books/emma", []string{"Accept: text/html"})
	// Output:
	// 200 home
	// 200 shell
}
