package responsestatuscode

import "github.com/signet-go/signet"

// CreateItem makes an item.
type CreateItem struct {
	Name string `query:"name"`
}

// Item is what was made.
type Item struct {
	Name string `json:"name"`
}

func createItem(in *CreateItem) Item { return Item{in.Name} }

// Tutorial001 answers 201.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/", signet.Status(201)))
	return app
}
