package pathparams

import "github.com/signet-go/signet"

// ReadItem asks for one item.
type ReadItem struct {
	ItemID string `path:"item_id"`
}

// Item is the answer.
type Item struct {
	ItemID string `json:"item_id"`
}

func readItem(in *ReadItem) Item {
	return Item(*in)
}

// Tutorial001 reads a text from the path.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItem, app.GET("/items/{item_id}"))
	return app
}
