package additionalresponses

import "github.com/signet-go/signet"

// Tutorial002 answers with JSON or with a picture; the document knows both.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(writeItem, app.GET("/items/{item_id}",
		signet.Response(200, Item{}, "Return the JSON item or an image.", signet.ResponseContent("image/png", nil))))
	return app
}
