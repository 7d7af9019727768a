package queryparams

import "github.com/signet-go/signet"

// ReadItem asks for an item, at length or in short. 1, true, on and yes are
// all true.
type ReadItem struct {
	ItemID string             `path:"item_id"`
	Q      signet.Opt[string] `query:"q"`
	Short  bool               `query:"short" default:"false"`
}

// Item is the answer. What is empty is left out.
type Item struct {
	ItemID      string `json:"item_id"`
	Q           string `json:"q,omitempty"`
	Description string `json:"description,omitempty"`
}

func readItem(in *ReadItem) Item {
	item := Item{ItemID: in.ItemID, Q: in.Q.Or("")}
	if !in.Short {
		item.Description = "This is an amazing item that has a long description"
	}
	return item
}

// Tutorial003 has an optional parameter and a switch.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(readItem, app.GET("/items/{item_id}"))
	return app
}
