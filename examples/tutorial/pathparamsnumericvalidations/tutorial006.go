package pathparamsnumericvalidations

import "github.com/signet-go/signet"

// ReadSized asks for an item of a size.
type ReadSized struct {
	ItemID int     `path:"item_id" title:"The ID of the item to get" validate:"gte=0,lte=1000"`
	Q      string  `query:"q"`
	Size   float64 `query:"size" validate:"gt=0,lt=10.5"`
}

func readSized(in *ReadSized) Item {
	return Item(*in)
}

// Tutorial006 limits a number with a fraction, in the query.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(readSized, app.GET("/items/{item_id}"))
	return app
}
