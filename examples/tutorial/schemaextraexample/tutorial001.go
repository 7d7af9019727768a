package schemaextraexample

import "github.com/signet-go/signet"

// Item is a thing of the shop.
type Item struct {
	Name        string   `json:"name"`
	Description *string  `json:"description"`
	Price       float64  `json:"price"`
	Tax         *float64 `json:"tax"`
}

// UpdateItem replaces an item. The tag examples is a JSON array.
type UpdateItem struct {
	ID   int  `path:"item_id"`
	Item Item `body:"" examples:"[{\"name\":\"Foo\",\"description\":\"A very nice Item\",\"price\":35.4,\"tax\":3.2}]"`
}

// Result is what was updated.
type Result struct {
	ID   int  `json:"item_id"`
	Item Item `json:"item"`
}

func updateItem(in *UpdateItem) Result { return Result{in.ID, in.Item} }

// Tutorial001 has an example beside the schema of the body.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(updateItem, app.PUT("/items/{item_id}"))
	return app
}
