package signet_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"

	"github.com/signet-go/signet"
)

func ExampleResponseModel() {
	type title struct {
		Title string `json:"title"`
	}
	app := signet.New()
	app.Handle(findBooks,
		app.GET("/books"),
		app.GET("/titles", signet.ResponseModel[[]title]()))
	fetch(app, "GET", "/books?limit=1", "")
	fetch(app, "GET", "/titles?limit=1", "")
	// Output:
	// 200 [{"title":"Emma","pages":474}]
	// 200 [{"title":"Emma"}]
}

func ExampleResponse() {
	type busy struct {
		Detail string `json:"detail"`
	}
	app := signet.New(signet.Response(503, busy{}, "Come back later."))
	app.Handle(findBooks, app.GET("/books", signet.Raises(errNoBook)))
	spec, err := app.OpenAPI()
	if err != nil {
		fmt.Println(err)
		return
	}
	answers := spec.Paths.MapOfPathItemValues["/books"].Get.Responses.MapOfResponseOrReferenceValues
	for _, status := range []string{"200", "404", "503"} {
		fmt.Println(status, answers[status].Response.Description)
	}
	// Output:
	// 200 OK
	// 404 book not found
	// 503 Come back later.
}

func ExampleOnError() {
	type failure struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
	app := signet.New(
		signet.OnError(func(err *signet.Error) failure { return failure{err.Status(), fmt.Sprint(err.Detail())} }),
		signet.OnError(func(err *strconv.NumError) error { return signet.NewError(400, "no number: "+err.Num) }))
	app.Handle(getBook, app.GET("/books/{id}"), signet.Raises(errNoBook))
	app.Handle(func() (int, error) { return strconv.Atoi("many") }, app.GET("/count"))
	fetch(app, "GET", "/books/2", "")
	fetch(app, "GET", "/count", "")
	fetch(app, "GET", "/nowhere", "")
	// Output:
	// 404 {"code":404,"message":"book not found"}
	// 400 {"code":400,"message":"no number: many"}
	// 404 {"code":404,"message":"Not Found"}
}

func ExampleExamples() {
	app := signet.New()
	app.Handle(createBook, app.POST("/books", signet.Examples(
		signet.NamedExample{Name: "short", Summary: "A short one", Value: Book{"Poems", 30}},
		signet.NamedExample{Name: "long", Summary: "A long one", Value: Book{"War and Peace", 1225}},
	)))
	var text bytes.Buffer
	if err := signet.WriteOpenAPI(&text, app); err != nil {
		fmt.Println(err)
	}
	_, examples, _ := strings.Cut(text.String(), `"examples":`)
	examples, _, _ = strings.Cut(examples, `,"long"`)
	fmt.Println(examples)
	// Output: {"short":{"summary":"A short one","value":{"title":"Poems","pages":30}}
}

func ExampleReply() {
	app := signet.New()
	app.Handle(func(in *NewBook, reply *signet.Reply) *Book {
		reply.Status(201)
		reply.Header().Set("Location", "/books/1")
		reply.SetCookie(&http.Cookie{Name: "last", Value: "1"})
		return &in.Body
	}, app.POST("/books"))
	fetch(app, "POST", "/books", `{"title":"Emma"}`)
	// Output: 201 {"title":"Emma","pages":100}
}

func ExampleRouteInfo() {
	app := signet.New()
	app.Handle(func(r *signet.RouteInfo) string {
		if r.Deprecated {
			return "please move to /books"
		}
		return "welcome"
	}, app.GET("/books"), app.GET("/get_books", signet.Deprecated()))
	fetch(app, "GET", "/get_books", "")
	// Output: 200 "please move to /books"
}

func ExampleUse() {
	noStore := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "no-store")
			next.ServeHTTP(w, r)
		})
	}
	app := signet.New()
	private := app.Group("/me", signet.Use(noStore))
	app.Handle(findBooks, app.GET("/books"), private.GET("/books"))
	for _, path := range []string{"/books", "/me/books"} {
		w := httptest.NewRecorder()
		app.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Printf("%s %q\n", path, w.Header().Get("Cache-Control"))
	}
	// Output:
	// /books ""
	// /me/books "no-store"
}

func ExampleMaxBody() {
	app := signet.New(signet.MaxBody(20))
	app.Handle(createBook, app.POST("/books"), app.POST("/imports", signet.MaxBody(1<<20)))
	fetch(app, "POST", "/books", `{"title":"In Search of Lost Time"}`)
	fetch(app, "POST", "/imports", `{"title":"In Search of Lost Time"}`)
	// Output:
	// 413 {"detail":"the body is larger than 20 bytes"}
	// 200 {"title":"In Search of Lost Time","pages":100}
}

func ExampleStrict() {
	app := signet.New()
	app.Handle(createBook, app.POST("/books", signet.Strict()))
	fetch(app, "POST", "/books", `{"title":"Emma","titel":"Emma"}`)
	// Output: 422 {"detail":[{"type":"extra_forbidden","loc":["body","titel"],"msg":"is not known here","input":"Emma"}]}
}

func ExampleStrictTypes() {
	app := signet.New()
	app.Handle(createBook, app.POST("/lax"), app.POST("/strict", signet.StrictTypes()))
	fetch(app, "POST", "/lax", `{"title":"Emma","pages":"474"}`)
	fetch(app, "POST", "/strict", `{"title":"Emma","pages":"474"}`)
	// Output:
	// 200 {"title":"Emma","pages":474}
	// 422 {"detail":[{"type":"int_type","loc":["body","pages"],"msg":"must be a whole number","input":"474"}]}
}

func ExampleTags() {
	app := signet.New(signet.Tags("shop"))
	v1 := app.Group("/v1", signet.Tags("books"))
	app.Handle(findBooks, v1.GET("/books"), v1.GET("/all", signet.Tags("admin"), signet.Hidden()))
	for r := range app.Routes() {
		fmt.Println(r.Pattern, r.Tags, r.Hidden)
	}
	// Output:
	// /v1/books [shop books] false
	// /v1/all [shop books admin] true
}

func ExampleDate() {
	type when struct {
		Day  signet.Date      `json:"day"`
		At   signet.TimeOfDay `json:"at"`
		Last signet.Duration  `json:"last"`
	}
	app := signet.New()
	app.Handle(func(in *struct {
		Body when `body:""`
	}) when {
		in.Body.Last += signet.Duration(30 * time.Minute)
		return in.Body
	}, app.POST("/"))
	fetch(app, "POST", "/", `{"day":"2026-11-21","at":"14:30:00","last":"PT1H"}`)
	fetch(app, "POST", "/", `{"day":"2026-02-30","at":"14:30:00","last":"PT1H"}`)
	// Output:
	// 200 {"day":"2026-11-21","at":"14:30:00","last":"PT1H30M"}
	// 422 {"detail":[{"type":"date_from_datetime_parsing","loc":["body","day"],"msg":"must be a day that exists","input":"2026-02-30","ctx":{"error":"no such day"}}]}
}
