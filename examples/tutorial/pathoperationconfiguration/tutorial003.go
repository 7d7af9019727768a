package pathoperationconfiguration

import "github.com/signet-go/signet"

// Tutorial003 gives the operation a summary and a description.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/",
		signet.Summary("Create an item"),
		signet.Description("Create an item from its name, its price and, if there are any, a description, a tax and tags.")))
	return app
}
