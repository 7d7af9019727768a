package signet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/signet-go/signet"
)

// fetch sends a request to the app and prints the answer.
func fetch(app *signet.App, method, target, body string) {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(strings.TrimSpace(fmt.Sprint(w.Code, " ", w.Body)))
}

type Book struct {
	Title string `json:"title"`
	Pages int    `json:"pages" default:"100"`
}

type FindBooks struct {
	Q     signet.Opt[string] `query:"q"`
	Limit int                `query:"limit" default:"10"`
}

type OneBook struct {
	ID int `path:"id,book_id"`
}

type NewBook struct {
	Body Book `body:""`
}

func findBooks(ctx context.Context, in *FindBooks) ([]Book, error) {
	return []Book{{"Emma", 474}, {"Persuasion", 249}}[:min(in.Limit, 2)], nil
}

func createBook(in *NewBook) (*Book, error) { return &in.Body, nil }

var errNoBook = signet.NewError(http.StatusNotFound, "book not found")

func getBook(in *OneBook) (*Book, error) {
	if in.ID != 1 {
		return nil, errNoBook
	}
	return &Book{"Emma", 474}, nil
}

func ExampleApp() {
	app := signet.New(signet.Title("Books"))
	app.Handle(findBooks, app.GET("/books"), app.GET("/novels", signet.Deprecated()))
	app.Handle(createBook, app.POST("/books", signet.Status(201)))

	fetch(app, "GET", "/novels?limit=1", "")
	fetch(app, "POST", "/books", `{"title":"Emma"}`)
	fetch(app, "POST", "/books", `{"pages":"many"}`)
	// Output:
	// 200 [{"title":"Emma","pages":474}]
	// 201 {"title":"Emma","pages":100}
	// 422 {"detail":[{"type":"missing","loc":["body","title"],"msg":"is required","input":null},{"type":"int_parsing","loc":["body","pages"],"msg":"must be a whole number","input":"many"}]}
}

func ExampleApp_Err() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{number}"))
	for line := range strings.Lines(app.Err().Error()) {
		_, mistake, _ := strings.Cut(line, "GET ")
		fmt.Print(mistake)
	}
	// Output:
	// /books/{number}: signet_test.getBook: argument 1: signet_test.OneBook: field ID: no wildcard of the route feeds it: it is read from path ["id" "book_id"], and the route has ["number"]; rename one, or make the field a pointer, an Opt or give it a default
	// /books/{number}: wildcard {number} feeds nothing: give a field of a request struct the tag path:"number", or take *http.Request
}

func ExampleApp_Update() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}"))
	fetch(app, "GET", "/novels/1", "")
	err := app.Update(func(next *signet.App) error {
		next.Handle(getBook, next.GET("/novels/{id}"))
		return nil
	})
	fmt.Println(err)
	fetch(app, "GET", "/novels/1", "")
	// Output:
	// 404 {"detail":"Not Found"}
	// <nil>
	// 200 {"title":"Emma","pages":474}
}

func ExampleApp_URL() {
	app := signet.New()
	v1 := app.Group("/v1")
	app.Handle(getBook, v1.GET("/books/{id}", signet.Name("book")))
	fmt.Println(app.URL("book", 7))
	fmt.Println(app.URL("novel", 7))
	// Output:
	// /v1/books/7 <nil>
	//  URL("novel"): no route has the name
}

func ExampleApp_Routes() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}"), app.GET("/novels/{book_id}", signet.Deprecated()))
	for r := range app.Routes() {
		fmt.Println(r.Method, r.Pattern, r.OperationID, r.Deprecated)
	}
	// Output:
	// GET /books/{id} getBook false
	// GET /novels/{book_id} getBook_novels_book_id true
}

func ExampleApp_OpenAPI() {
	app := signet.New(signet.Title("Books"), signet.Version("1.2.0"))
	app.Handle(findBooks, app.GET("/books", signet.Summary("Find books")))
	spec, err := app.OpenAPI()
	fmt.Println(spec.Info.Title, spec.Info.Version, *spec.Paths.MapOfPathItemValues["/books"].Get.Summary, err)
	// Output: Books 1.2.0 Find books <nil>
}

func ExampleWriteOpenAPI() {
	app := signet.New(signet.Title("Books"))
	app.Handle(func() string { return "pong" }, app.GET("/ping", signet.OperationID("ping"), signet.Summary("Ping")))
	if err := signet.WriteOpenAPI(os.Stdout, app); err != nil {
		fmt.Println(err)
	}
	// Output: {"openapi":"3.1.0","info":{"title":"Books","version":"0.1.0"},"paths":{"/ping":{"get":{"summary":"Ping","operationId":"ping","responses":{"200":{"description":"OK","content":{"application/json":{"schema":{"type":"string"}}}}}}}}}
}

func ExampleGroup() {
	app := signet.New()
	v1 := app.Group("/v1", signet.Tags("books"))
	admin := v1.Group("/admin", signet.Depends(func() error { return signet.NewError(401, nil) }))
	app.Handle(getBook, v1.GET("/books/{id}"), admin.GET("/books/{id}"))

	fetch(app, "GET", "/v1/books/1", "")
	fetch(app, "GET", "/v1/admin/books/1", "")
	// Output:
	// 200 {"title":"Emma","pages":474}
	// 401 {"detail":"Unauthorized"}
}

func ExampleNewGroup() {
	books := signet.NewGroup(signet.Prefix("/books"))
	books.Handle(getBook, books.GET("/{id}"))

	app := signet.New()
	app.Include(books, signet.Prefix("/v1"))
	app.Include(books, signet.Prefix("/latest"))
	fetch(app, "GET", "/latest/books/1", "")
	// Output: 200 {"title":"Emma","pages":474}
}

func ExampleRoute() {
	app := signet.New()
	show := func(r *signet.RouteInfo) string { return r.Method + " " + r.Pattern }
	app.Handle(show,
		app.GET("/shelf"),
		app.Method("GET,PURGE", "/cache"),
		app.GET("/files/{rest:path}", signet.Summary("A wildcard that takes slashes")))
	fetch(app, "GET", "/shelf", "")
	fetch(app, "PURGE", "/cache", "")
	fetch(app, "GET", "/files/a/b.txt", "")
	fetch(app, "PUT", "/shelf", "")
	// Output:
	// 200 "GET /shelf"
	// 200 "PURGE /cache"
	// 200 "GET /files/{rest:path}"
	// 405 {"detail":"Method Not Allowed"}
}

func ExampleApp_Mount() {
	app := signet.New()
	app.Mount("/old", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "the old service at ", r.URL.Path)
	}))
	fetch(app, "GET", "/old/books", "")
	// Output: 200 the old service at /books
}

func ExampleRouteOf() {
	count := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Println("count", signet.RouteOf(r).Pattern)
			next.ServeHTTP(w, r)
		})
	}
	app := signet.New()
	v1 := app.Group("/v1", signet.Use(count))
	app.Handle(getBook, v1.GET("/books/{id}"))
	fetch(app, "GET", "/v1/books/1", "")
	// Output:
	// count /v1/books/{id}
	// 200 {"title":"Emma","pages":474}
}

func ExampleOpt() {
	type change struct {
		Body struct {
			Note signet.Opt[string] `json:"note"`
		} `body:""`
	}
	app := signet.New()
	app.Handle(func(in *change) string {
		note := in.Body.Note
		if text, ok := note.Get(); ok {
			return "set it to " + text
		}
		if note.Null() {
			return "take it away"
		}
		return "leave it as it is"
	}, app.PATCH("/"))
	fetch(app, "PATCH", "/", `{"note":"x"}`)
	fetch(app, "PATCH", "/", `{"note":null}`)
	fetch(app, "PATCH", "/", `{}`)
	// Output:
	// 200 "set it to x"
	// 200 "take it away"
	// 200 "leave it as it is"
}

func ExampleSome() {
	type member struct {
		Nick signet.Opt[string] `json:"nick,omitzero"`
	}
	for _, m := range []member{{signet.Some("ada")}, {signet.Null[string]()}, {}} {
		text, err := json.Marshal(m)
		fmt.Println(string(text), m.Nick.Or("nobody"), err)
	}
	// Output:
	// {"nick":"ada"} ada <nil>
	// {"nick":null} nobody <nil>
	// {} nobody <nil>
}

func ExampleNewError() {
	busy := signet.NewError(503, "try again later", signet.Header("Retry-After", "5"))
	app := signet.New()
	app.Handle(func() error {
		return fmt.Errorf("connect to 10.0.0.7: %w", busy) // what wraps it stays inside
	}, app.GET("/"))
	fetch(app, "GET", "/", "")
	// Output: 503 {"detail":"try again later"}
}

func ExampleProblemJSON() {
	app := signet.New(signet.ProblemJSON())
	app.Handle(getBook, app.GET("/books/{id}"))
	fetch(app, "GET", "/books/2", "")
	// Output: 404 {"type":"about:blank","title":"Not Found","status":404,"detail":"book not found"}
}

func ExampleValidationError() {
	app := signet.New()
	app.Handle(func(in *NewBook) error {
		return &signet.ValidationError{Fields: []signet.FieldError{
			{Type: "taken", Loc: []any{"body", "title"}, Msg: "there is such a book", Input: in.Body.Title},
		}}
	}, app.POST("/books"))
	fetch(app, "POST", "/books", `{"title":"Emma"}`)
	// Output: 422 {"detail":[{"type":"taken","loc":["body","title"],"msg":"there is such a book","input":"Emma"}]}
}

type User struct{ Name string }

func ExampleDepends() {
	currentUser := func(in *struct {
		Token signet.Opt[string] `header:"X-Token"`
	}) (*User, error) {
		if in.Token.Or("") != "secret" {
			return nil, signet.NewError(401, "Not authenticated")
		}
		return &User{"ada"}, nil
	}
	app := signet.New()
	private := app.Group("/me", signet.Depends(currentUser)) // runs for every route of the group
	app.Handle(func(u *User) string { return u.Name }, private.GET("/name"))
	app.Handle(findBooks, private.GET("/books"))
	fetch(app, "GET", "/me/name", "")
	fetch(app, "GET", "/me/books", "")
	// Output:
	// 401 {"detail":"Not authenticated"}
	// 401 {"detail":"Not authenticated"}
}

type Tx struct{}

func ExampleProvide() {
	begin := func() (*Tx, signet.Cleanup, error) {
		fmt.Println("begin")
		return &Tx{}, func(err error) error {
			if err != nil {
				fmt.Println("roll back")
				return nil
			}
			fmt.Println("commit") // before the answer: if it fails, the client learns
			return nil
		}, nil
	}
	app := signet.New(signet.Provide(begin)) // runs where a function asks for *Tx
	app.Handle(func(*Tx) string { return "done" }, app.GET("/good"))
	app.Handle(func(*Tx) error { return errNoBook }, app.GET("/bad"))
	app.Handle(findBooks, app.GET("/books"))
	fetch(app, "GET", "/good", "")
	fetch(app, "GET", "/bad", "")
	fetch(app, "GET", "/books?limit=0", "")
	// Output:
	// begin
	// commit
	// 200 "done"
	// begin
	// roll back
	// 404 {"detail":"book not found"}
	// 200 []
}

func ExampleCleanup() {
	var logged signet.Cleanup = func(err error) error {
		if errors.Is(err, errNoBook) {
			fmt.Println("asked for a book that is not there")
		}
		return nil // an error would be answered instead
	}
	watch := func() (*Tx, signet.Cleanup, error) { return &Tx{}, logged, nil }
	app := signet.New()
	app.Handle(func(*Tx) error { return errNoBook }, app.GET("/"), signet.Provide(watch))
	fetch(app, "GET", "/", "")
	// Output:
	// asked for a book that is not there
	// 404 {"detail":"book not found"}
}
