package pathparamsnumericvalidations

import "github.com/signet-go/signet"

// ReadCounted asks for an item whose number begins at 1.
type ReadCounted struct {
	ItemID int    `path:"item_id" title:"The ID of the item to get" validate:"gte=1"`
	Q      string `query:"q"`
}

func readCounted(in *ReadCounted) Item {
	return Item{ItemID: in.ItemID, Q: in.Q}
}

// Tutorial004 sets a lower limit.
func Tutorial004() *signet.App {
	app := signet.New()
	app.Handle(readCounted, app.GET("/items/{item_id}"))
	return app
}
