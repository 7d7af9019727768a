package bodyfields

import "github.com/signet-go/signet"

// Item is an item with limits.
type Item struct {
	Name        string   `json:"name"`
	Description *string  `json:"description" title:"The description of the item" validate:"max=300"`
	Price       float64  `json:"price" validate:"gt=0" description:"The price must be greater than zero"`
	Tax         *float64 `json:"tax"`
}

// UpdateItem expects {"item": {…}}: the item is one property of the body.
type UpdateItem struct {
	ItemID int  `path:"item_id"`
	Item   Item `body:"item"`
}

// Updated is the answer.
type Updated struct {
	ItemID int  `json:"item_id"`
	Item   Item `json:"item"`
}

func updateItem(in *UpdateItem) Updated {
	return Updated(*in)
}

// Tutorial001 checks the members of an object.
func Tutorial001() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateItem, app.PUT("/items/{item_id}"))
	return app
}
