package separateopenapischemas

import "github.com/signet-go/signet"

// Item may come without its description and never leaves without it.
type Item struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
}

// CreateItem makes an item.
type CreateItem struct {
	Item Item `body:""`
}

func createItem(in *CreateItem) Item { return in.Item }

func readItems() []Item {
	text := "Device to travel through the multi-rick-verse"
	return []Item{{"Portal Gun", &text}, {Name: "Plumbus"}}
}

// Tutorial001 has Item-Input and Item-Output.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/"))
	app.Handle(readItems, app.GET("/items/"))
	return app
}
