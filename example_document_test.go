package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/signet-go/signet"
)

// printMember prints a member of the app's document, found by the keys that lead
// to it.
func printMember(app *signet.App, keys ...string) {
	var text bytes.Buffer
	if err := signet.WriteOpenAPI(&text, app); err != nil {
		fmt.Println(err)
		return
	}
	member := json.RawMessage(text.Bytes())
	for _, key := range keys {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(member, &object); err != nil {
			fmt.Println(key, err)
			return
		}
		member = object[key]
	}
	fmt.Println(string(member))
}

func ExampleTitle() {
	app := signet.New(
		signet.Title("Books"),
		signet.Version("1.2.0"),
		signet.Summary("What there is to read"),
		signet.Description("Search is **free**."),
		signet.TermsOfService("https://example.com/terms"))
	printMember(app, "info")
	// Output: {"title":"Books","summary":"What there is to read","description":"Search is **free**.","termsOfService":"https://example.com/terms","version":"1.2.0"}
}

func ExampleContact() {
	app := signet.New(
		signet.Contact(signet.ContactInfo{Name: "The library", Email: "books@example.com"}),
		signet.License(signet.LicenseInfo{Name: "MIT", Identifier: "MIT"}))
	printMember(app, "info", "contact")
	printMember(app, "info", "license")
	// Output:
	// {"name":"The library","email":"books@example.com"}
	// {"name":"MIT","identifier":"MIT"}
}

func ExampleServers() {
	app := signet.New(signet.Servers(
		signet.Server{URL: "https://api.example.com", Description: "In earnest"},
		signet.Server{URL: "https://test.example.com", Description: "To try things out"}))
	printMember(app, "servers")
	// Output: [{"url":"https://api.example.com","description":"In earnest"},{"url":"https://test.example.com","description":"To try things out"}]
}

func ExampleTagInfo() {
	app := signet.New(signet.TagInfo(
		signet.Tag{Name: "books", Description: "What there is to read"},
		signet.Tag{Name: "loans", ExternalDocs: &signet.Docs{URL: "https://example.com/loans"}}))
	app.Handle(findBooks, app.GET("/books", signet.Tags("books")))
	printMember(app, "tags")
	// Output: [{"name":"books","description":"What there is to read"},{"name":"loans","externalDocs":{"url":"https://example.com/loans"}}]
}

func ExampleExternalDocs() {
	app := signet.New(signet.ExternalDocs(signet.Docs{URL: "https://example.com/guide", Description: "A guide"}))
	printMember(app, "externalDocs")
	// Output: {"description":"A guide","url":"https://example.com/guide"}
}

func ExampleOpenAPIPath() {
	app := signet.New(
		signet.OpenAPIPath("/api/v1.json"), // and /api/v1.yaml
		signet.DocsPath(""))                // no page
	for _, path := range []string{"/api/v1.json", "/api/v1.yaml", "/openapi.json", "/docs"} {
		fmt.Println(path, status(app, "GET", path))
	}
	// Output:
	// /api/v1.json 200
	// /api/v1.yaml 200
	// /openapi.json 404
	// /docs 404
}

func ExampleFastAPICompat() {
	for _, options := range [][]signet.Option{nil, {signet.FastAPICompat()}} {
		app := signet.New(options...)
		app.Handle(createBook, app.POST("/books"))
		fetch(app, "POST", "/books", `{"pages":474}`)
		printMember(app, "paths", "/books", "post", "operationId")
	}
	// Output:
	// 422 {"detail":[{"type":"missing","loc":["body","title"],"msg":"is required","input":null}]}
	// "createBook"
	// 422 {"detail":[{"type":"missing","loc":["body","title"],"msg":"is required","input":{"pages":474}}]}
	// "create_book_books_post"
}

func ExampleSummary() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}",
		signet.Summary("Show a book"),
		signet.Description("Books that are **lent** are shown too."),
		signet.OperationID("showBook")))
	for _, key := range []string{"summary", "description", "operationId"} {
		printMember(app, "paths", "/books/{id}", "get", key)
	}
	// Output:
	// "Show a book"
	// "Books that are **lent** are shown too."
	// "showBook"
}

func ExampleExtension() {
	app := signet.New()
	v1 := app.Group("/v1", signet.Extension("x-team", "shelves"))
	app.Handle(findBooks, v1.GET("/books"))
	printMember(app, "paths", "/v1/books", "get", "x-team")
	// Output: "shelves"
}

func ExampleExample() {
	app := signet.New()
	app.Handle(createBook, app.POST("/books", signet.Example("a novel", Book{"Emma", 474})))
	printMember(app, "paths", "/books", "post", "requestBody", "content", "application/json", "examples")
	// Output: {"a novel":{"value":{"title":"Emma","pages":474}}}
}

func ExampleResponseDescription() {
	app := signet.New()
	app.Handle(findBooks, app.GET("/books", signet.ResponseDescription("Those that fit, the newest first.")))
	printMember(app, "paths", "/books", "get", "responses", "200", "description")
	// Output: "Those that fit, the newest first."
}

func ExampleResponseContent() {
	app := signet.New()
	app.Handle(findBooks, app.GET("/books", signet.Response(200, []Book{}, "", signet.ResponseContent("text/csv", ""))))
	printMember(app, "paths", "/books", "get", "responses", "200", "content", "text/csv")
	// Output: {"schema":{"type":"string"}}
}

func ExampleResponseHeader() {
	app := signet.New()
	app.Handle(findBooks, app.GET("/books", signet.Response(200, []Book{}, "",
		signet.ResponseHeader("X-Total", 0, "How many there are."))))
	printMember(app, "paths", "/books", "get", "responses", "200", "headers")
	// Output: {"X-Total":{"style":"simple","description":"How many there are.","schema":{"type":"integer"}}}
}

func ExampleResponseExamples() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}", signet.Response(200, Book{}, "",
		signet.ResponseExamples(signet.NamedExample{Name: "a novel", Value: Book{"Emma", 474}}))))
	printMember(app, "paths", "/books/{id}", "get", "responses", "200", "content", "application/json", "examples")
	// Output: {"a novel":{"value":{"title":"Emma","pages":474}}}
}

// What many routes answer alike is written once.
func ExampleResponses() {
	type failure struct {
		Code string `json:"code"`
	}
	usual := signet.Responses(
		signet.Response(404, failure{}, "There is no such thing."),
		signet.Response(signet.Status5XX, failure{}, "It is our fault."))
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}", usual))
	for _, key := range []string{"404", "5XX"} {
		printMember(app, "paths", "/books/{id}", "get", "responses", key, "description")
	}
	// Output:
	// "There is no such thing."
	// "It is our fault."
}

func ExampleStatusDefault() {
	app := signet.New()
	app.Handle(getBook, app.GET("/books/{id}",
		signet.Response(signet.Status3XX, nil, "It has moved."),
		signet.Response(signet.Status4XX, nil, "Your mistake."), // in place of 422
		signet.Response(signet.StatusDefault, nil, "All else.")))
	spec, err := app.OpenAPI()
	if err != nil {
		fmt.Println(err)
		return
	}
	answers := spec.Paths.MapOfPathItemValues["/books/{id}"].Get.Responses
	for _, key := range []string{"200", "3XX", "4XX", "422"} {
		_, ok := answers.MapOfResponseOrReferenceValues[key]
		fmt.Println(key, ok)
	}
	fmt.Println(answers.Default.Response.Description)
	// Output:
	// 200 true
	// 3XX true
	// 4XX true
	// 422 false
	// All else.
}

func ExampleHidden() {
	app := signet.New()
	app.Handle(findBooks, app.GET("/books"), app.GET("/internal/books", signet.Hidden()))
	var document strings.Builder
	err := signet.WriteOpenAPI(&document, app)
	fmt.Println(strings.Contains(document.String(), "/internal"), err)
	fetch(app, "GET", "/internal/books?limit=1", "")
	// Output:
	// false <nil>
	// 200 [{"title":"Emma","pages":474}]
}
