package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing/fstest"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/docs"
)

type (
	order struct {
		Body placed `body:""`
	}
	placed struct {
		Number int `json:"number"`
	}
	filter struct {
		Status string `query:"status"`
	}
)

func orderShipped(*order) error { return nil }

func placeOrder(*order) (*placed, error) { return &placed{1}, nil }

// A webhook is in the document and nowhere else.
func ExampleWebhook() {
	app := signet.New(signet.Webhook("order-shipped", "POST", orderShipped))
	spec, err := app.OpenAPI()
	fmt.Println(*spec.Webhooks["order-shipped"].PathItem.Post.Summary, err)
	// Output: Order shipped <nil>
}

func ExampleCallback() {
	app := signet.New()
	app.Handle(placeOrder, app.POST("/orders", signet.Callback("shipped", "{$request.query.notify}", "POST", orderShipped)))
	spec, err := app.OpenAPI()
	for expression := range spec.Paths.MapOfPathItemValues["/orders"].Post.Callbacks["shipped"].Callbacks.AdditionalProperties {
		fmt.Println(expression, err)
	}
	// Output: {$request.query.notify} <nil>
}

// Operations for one audience have a document of their own.
func ExampleDocument() {
	app := signet.New(signet.Document("shop", signet.Section{Title: "Shop", Tags: []string{"orders"}}))
	app.Handle(placeOrder, app.POST("/orders", signet.Tags("orders")))
	app.Handle(orderShipped, app.POST("/warehouse"))
	var shop struct {
		Info  struct{ Title string }
		Paths map[string]any
	}
	var text bytes.Buffer
	if err := signet.WriteDocument(&text, app, "shop"); err != nil {
		fmt.Println(err)
	}
	if err := json.Unmarshal(text.Bytes(), &shop); err != nil {
		fmt.Println(err)
	}
	for path := range shop.Paths {
		fmt.Println(shop.Info.Title, path)
	}
	// Output: Shop /orders
}

// A guarded document needs what its guard asks for, and so do its pages.
func ExampleSection() {
	onlyStaff := func(b signet.Basic) error {
		if b.Username != "staff" || b.Password != "secret" {
			return signet.NewError(401, "staff only", signet.Header("WWW-Authenticate", "Basic"))
		}
		return nil
	}
	app := signet.New(signet.Document("staff", signet.Section{
		Holds:  func(r *signet.RouteInfo) bool { return strings.HasPrefix(r.Pattern, "/warehouse") },
		Guards: []signet.Dependency{signet.Depends(onlyStaff)},
	}))
	app.Handle(orderShipped, app.POST("/warehouse"))
	for _, path := range []string{"/openapi.json", "/staff/openapi.json", "/staff/docs"} {
		w := httptest.NewRecorder()
		app.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Println(path, w.Code)
	}
	// Output:
	// /openapi.json 200
	// /staff/openapi.json 401
	// /staff/docs 401
}

// Comments become the document's texts. A program embeds the files with its
// handlers and models: //go:embed *.go
func ExampleDocComments() {
	source := fstest.MapFS{"orders.go": {Data: []byte(`package signet_test

// placeOrder takes an order. Its number is the next one.
func placeOrder() {}

// placed is an order that we have.
type placed struct {
	Number int // Counted from one.
}
`)}}
	app := signet.New(signet.DocComments(source))
	app.Handle(placeOrder, app.POST("/orders"))
	spec, err := app.OpenAPI()
	if err != nil {
		fmt.Println(err)
		return
	}
	post, schema := spec.Paths.MapOfPathItemValues["/orders"].Post, spec.Components.Schemas["placed"]
	fmt.Printf("%s: %s\n%s\n", *post.Summary, *post.Description, schema["description"])
	// Output:
	// Takes an order: Its number is the next one.
	// placed is an order that we have.
}

// The docs page keeps credentials over a reload, and knows the client's id.
func ExampleSwaggerUI() {
	app := signet.New(signet.SwaggerUI(docs.Config{
		Settings: map[string]any{"persistAuthorization": true},
		OAuth:    &docs.OAuth{ClientID: "docs", PKCE: true},
	}))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/docs/init.js", nil))
	fmt.Println(regexp.MustCompile(`"oauth":{[^}]*}|"persistAuthorization":[a-z]+`).FindAllString(w.Body.String(), -1))
	// Output: ["oauth":{"clientId":"docs","usePkceWithAuthorizationCodeGrant":true} "persistAuthorization":true]
}

// A second page of another kind: the module contrib/redoc has one, and a
// docs.Bundle makes one of a script that the program embeds.
func ExampleRedoc() {
	script := fstest.MapFS{"show.js": {Data: []byte("function show(url, element) { element.append(url); }")}}
	app := signet.New(
		signet.Title("Shop"),
		signet.Redoc(docs.Bundle{Name: "Show", Files: script, Script: "show.js", Init: "show"}),
		signet.RedocPath("/show"))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/show", nil))
	fmt.Println(w.Code, strings.Contains(w.Body.String(), "<title>Shop - Show</title>"))
	// Output: 200 true
}

// A link says how to go on from an answer. That its operation exists is checked
// at start.
func ExampleResponseLink() {
	app := signet.New()
	app.Handle(placeOrder, app.POST("/orders", signet.Response(200, placed{}, "The order as placed.",
		signet.ResponseLink("ship", signet.Link{OperationID: "orderShipped", Parameters: map[string]any{"number": "$response.body#/number"}}))))
	_, mistake, _ := strings.Cut(app.Err().Error(), "POST ")
	fmt.Println(mistake)
	// Output: /orders: Response(200): ResponseLink("ship"): no operation of the document has the id or the name "orderShipped"
}

// Examples of a parameter have names, as those of a body.
func ExampleParamExamples() {
	app := signet.New()
	app.Handle(func(*filter) []placed { return nil }, app.GET("/orders", signet.ParamExamples("status",
		signet.NamedExample{Name: "open", Summary: "What is to be paid", Value: "open"})))
	spec, err := app.OpenAPI()
	parameter := spec.Paths.MapOfPathItemValues["/orders"].Get.Parameters[0].Parameter
	fmt.Println(*parameter.Examples["open"].Example.Summary, err)
	// Output: What is to be paid <nil>
}
