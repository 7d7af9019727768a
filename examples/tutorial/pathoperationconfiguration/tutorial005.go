package pathoperationconfiguration

import "github.com/signet-go/signet"

const createItemHelp = `Create an item from

- its **name** and its **price**, which have to be sent,
- its **description** and its **tax**, which may be left out,
- its **tags**, of which each is kept once.`

// Tutorial005 describes the operation in Markdown, and its answer.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/",
		signet.Summary("Create an item"),
		signet.Description(createItemHelp),
		signet.ResponseDescription("The created item")))
	return app
}
