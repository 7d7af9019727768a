package additionalresponses

import "github.com/signet-go/signet"

// Tutorial004 shares answers among routes: given to New, they hold for all.
func Tutorial004() *signet.App {
	app := signet.New(signet.Responses(
		signet.Response(404, nil, "Item not found"),
		signet.Response(302, nil, "The item was moved"),
		signet.Response(403, nil, "Not enough privileges"),
	))
	app.Handle(writeItem, app.GET("/items/{item_id}", signet.Response(200, Item{}, "", signet.ResponseContent("image/png", nil))))
	return app
}
