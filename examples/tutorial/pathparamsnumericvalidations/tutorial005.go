package pathparamsnumericvalidations

import "github.com/signet-go/signet"

// ReadInRange asks for an item whose number is above 0 and at most 1000.
type ReadInRange struct {
	ItemID int    `path:"item_id" title:"The ID of the item to get" validate:"gt=0,lte=1000"`
	Q      string `query:"q"`
}

func readInRange(in *ReadInRange) Item {
	return Item{ItemID: in.ItemID, Q: in.Q}
}

// Tutorial005 sets both limits of a number.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(readInRange, app.GET("/items/{item_id}"))
	return app
}
