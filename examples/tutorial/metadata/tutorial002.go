package metadata

import "github.com/signet-go/signet"

func readItems() []Item {
	return []Item{{"Foo"}}
}

// Tutorial002 serves the document elsewhere.
func Tutorial002() *signet.App {
	app := signet.New(signet.OpenAPIPath("/api/v1/openapi.json"))
	app.Handle(readItems, app.GET("/items/"))
	return app
}
