package signettest_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

// printer is a testing.TB for the examples, which have no *testing.T: what a
// test would be told, it prints.
type printer struct {
	testing.TB
	end func()
}

func (p *printer) Helper()                           {}
func (p *printer) Context() context.Context          { return context.Background() }
func (p *printer) Output() io.Writer                 { return io.Discard }
func (p *printer) Cleanup(f func())                  { end := p.end; p.end = func() { f(); end() } }
func (p *printer) Errorf(format string, args ...any) { fmt.Printf("test fails: "+format+"\n", args...) }
func (p *printer) Fatalf(format string, args ...any) { p.Errorf(format, args...); panic(p) }
func (p *printer) Fatal(args ...any)                 { p.Fatalf("%v", args...) }

// test begins a test; its end is the test's.
func test() *printer { return &printer{end: func() {}} }

type Book struct {
	ID    int    `json:"id" default:"0"`
	Title string `json:"title" validate:"min=2"`
}

type AddBook struct {
	Body Book `body:""`
}

// Books is where the app keeps its books.
type Books interface{ Add(*Book) error }

type onDisk struct{}

func (onDisk) Add(*Book) error { return signet.NewError(503, "the disk is full") }

type inMemory struct{ books []*Book }

func (m *inMemory) Add(b *Book) error {
	m.books = append(m.books, b)
	b.ID = len(m.books)
	return nil
}

func addBook(in *AddBook, books Books) (*Book, error) { return &in.Body, books.Add(&in.Body) }

// newLibrary is the app that the examples test.
func newLibrary() *signet.App {
	app := signet.New()
	app.Provide(func() Books { return onDisk{} })
	app.Handle(addBook, app.POST("/books", signet.Status(201)))
	return app
}

func ExampleNew() {
	t := test() // the *testing.T of your test
	defer t.end()

	client := signettest.New(t, newLibrary())
	client.POST("/books", Book{Title: "Emma"}).Want(503).WantJSON(`{"detail": "the disk is full"}`)
	client.GET("/books").Want(405)
	client.POST("/books", `{"title": "E"}`).Want(201) // the test is wrong here, and learns what came
	// Output:
	// test fails: POST /books {"title": "E"} = 422 {"detail":[{"type":"string_too_short","loc":["body","title"],"msg":"must have at least 2 characters","input":"E","ctx":{"min_length":2}}]}; want 201
}

// A client keeps cookies and belongs to a test; the http.Client in it says what
// its methods cannot.
func ExampleClient() {
	t := test()
	defer t.end()

	type visit struct {
		Seen int `cookie:"seen" default:"0"`
	}
	app := signet.New()
	app.Handle(func(in *visit, reply *signet.Reply) int {
		reply.SetCookie(&http.Cookie{Name: "seen", Value: strconv.Itoa(in.Seen + 1), Path: "/"})
		return in.Seen
	}, app.GET("/"))

	var client *signettest.Client = signettest.New(t, app)
	fmt.Println(client.GET("/"))
	fmt.Println(client.For(t).GET("/")) // in t.Run, with the t of the subtest
	fmt.Println(signettest.New(t, app).GET("/"))
	resp, err := client.HTTP.Get("http://any.host/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	fmt.Println(resp.Header.Get("Set-Cookie"))
	// Output:
	// 200 0
	// 200 1
	// 200 0
	// seen=1; Path=/
}

func ExampleResponse() {
	t := test()
	defer t.end()

	var resp *signettest.Response = signettest.New(t, newLibrary()).GET("/books")
	fmt.Println(resp.Status, resp.Header.Get("Allow"))
	fmt.Println(resp.Text())
	resp.Want(200)
	// Output:
	// 405 OPTIONS, POST
	// {"detail":"Method Not Allowed"}
	// test fails: GET /books = 405 {"detail":"Method Not Allowed"}; want 200
}

// Every function that provides a Books is replaced, in this client's copy of the
// app only.
func ExampleOverride() {
	t := test()
	defer t.end()

	app := newLibrary()
	fake := signettest.New(t, app, signettest.Override[Books](func() Books { return &inMemory{} }))
	for range 2 {
		fmt.Println(fake.POST("/books", Book{Title: "Emma"}))
	}
	fmt.Println(signettest.New(t, app).POST("/books", Book{Title: "Emma"}))
	// Output:
	// 201 {"id":1,"title":"Emma"}
	// 201 {"id":2,"title":"Emma"}
	// 503 {"detail":"the disk is full"}
}

func ExampleDecode() {
	t := test()
	defer t.end()

	client := signettest.New(t, newLibrary(), signettest.Override[Books](func() Books { return &inMemory{} }))
	book := signettest.Decode[Book](client.POST("/books", Book{Title: "Emma"}).Want(201))
	fmt.Println(book.ID, book.Title)
	// Output: 1 Emma
}

// An option that New gets is for every request of the client.
func ExampleHeader() {
	t := test()
	defer t.end()

	type caller struct {
		Lang  string             `header:"X-Lang"`
		Theme signet.Opt[string] `cookie:"theme"`
	}
	app := signet.New()
	app.Handle(func(c *caller) []string { return []string{c.Lang, c.Theme.Or("plain")} }, app.GET("/"))

	client := signettest.New(t, app, signettest.Header("X-Lang", "de"))
	fmt.Println(client.GET("/"))
	fmt.Println(client.GET("/", signettest.Header("X-Lang", "en"), signettest.Cookie("theme", "dark")))
	// Output:
	// 200 ["de","plain"]
	// 200 ["en","dark"]
}

func ExampleBearer() {
	t := test()
	defer t.end()

	app := signet.New()
	app.Handle(func(token signet.Bearer) string { return string(token) }, app.GET("/token"))
	app.Handle(func(who signet.Basic) string { return who.Username }, app.GET("/name"))

	client := signettest.New(t, app)
	fmt.Println(client.GET("/token", signettest.Bearer("s3cret")))
	fmt.Println(client.GET("/name", signettest.BasicAuth("ada", "pass")))
	fmt.Println(client.GET("/name"))
	// Output:
	// 200 "s3cret"
	// 200 "ada"
	// 401 {"detail":"Not authenticated"}
}

func ExampleForm() {
	t := test()
	defer t.end()

	type upload struct {
		Title string            `form:"title"`
		Cover signet.UploadFile `file:"cover"`
		Meta  struct {
			Pages int `json:"pages"`
		} `form:"meta"`
	}
	type login struct {
		Name string `form:"name"`
	}
	app := signet.New()
	app.Handle(func(in *upload) string { return fmt.Sprint(in.Title, ", ", in.Cover.Filename, ", ", in.Meta.Pages) }, app.POST("/covers"))
	app.Handle(func(in *login) string { return in.Name }, app.POST("/login"))

	client := signettest.New(t, app)
	fmt.Println(client.POST("/covers", signettest.Form{
		signettest.Field("title", "Emma"),
		signettest.File("cover", "emma.png", "image/png", "…"),
		signettest.JSONField("meta", `{"pages": 474}`),
	}))
	fmt.Println(client.POST("/login", url.Values{"name": {"ada"}})) // urlencoded
	// Output:
	// 200 "Emma, emma.png, 474"
	// 200 "ada"
}

// A route that somebody adds without a guard fails the test, by name.
func ExampleGuarded() {
	t := test()
	defer t.end()

	app := signet.New(signet.Depends(func(signet.Bearer) error { return nil }))
	app.Handle(func() string { return "fine" }, app.GET("/health", signet.Public()))
	app.Handle(func() []Book { return nil }, app.GET("/books"))

	signettest.Guarded(t, app, "GET /health") // open on purpose
	signettest.Guarded(t, app, "GET /health", "GET /books")
	// Output: test fails: the exception "GET /books" fits no route that serves requests without credentials; leave it out
}
