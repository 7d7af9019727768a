package bodymultipleparams

import "github.com/signet-go/signet"

// UpdateItem expects {"item": {…}}, although it is all that the body holds.
type UpdateItem struct {
	ItemID int  `path:"item_id"`
	Item   Item `body:"item"`
}

// UpdatedItem is the answer.
type UpdatedItem struct {
	ItemID int  `json:"item_id"`
	Item   Item `json:"item"`
}

func updateItem(in *UpdateItem) UpdatedItem {
	return UpdatedItem(*in)
}

// Tutorial005 puts a single object under a name.
func Tutorial005() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateItem, app.PUT("/items/{item_id}"))
	return app
}
