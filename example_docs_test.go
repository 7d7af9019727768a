package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/signet-go/signet"
)

type (
	order struct {
		Body placed `body:""`
	}
	placed struct {
		Number int `json:"number"`
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
