package pathparamsnumericvalidations

import "github.com/signet-go/signet"

// ReadItem asks for an item. Neither field is optional: q may be empty, but it
// has to be sent.
type ReadItem struct {
	ItemID int    `path:"item_id" title:"The ID of the item to get"`
	Q      string `query:"q"`
}

func readItem(in *ReadItem) Item {
	return Item{ItemID: in.ItemID, Q: in.Q}
}

// Tutorial003 reads a number from the path and a text from the query.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(readItem, app.GET("/items/{item_id}"))
	return app
}
