package body

import "github.com/signet-go/signet"

// ReplaceItem reads the path and the body.
type ReplaceItem struct {
	ItemID int  `path:"item_id"`
	Item   Item `body:""`
}

// Replaced is the item with its number. An embedded struct's members stand
// among the outer ones, as in encoding/json.
type Replaced struct {
	ItemID int `json:"item_id"`
	Item
}

func replaceItem(in *ReplaceItem) Replaced {
	return Replaced{in.ItemID, in.Item}
}

// Tutorial003 reads the path and the body.
func Tutorial003() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(replaceItem, app.PUT("/items/{item_id}"))
	return app
}
