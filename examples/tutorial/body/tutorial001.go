package body

import "github.com/signet-go/signet"

// CreateItem has the item as its whole body.
type CreateItem struct {
	Item Item `body:""`
}

func createItem(in *CreateItem) Item {
	return in.Item
}

// Tutorial001 takes a body and gives it back.
func Tutorial001() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(createItem, app.POST("/items/"))
	return app
}
