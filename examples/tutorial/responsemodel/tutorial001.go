package responsemodel

import "github.com/signet-go/signet"

// StoredItem is an item as the service keeps it, with what is nobody's business.
type StoredItem struct {
	Item
	Supplier string `json:"supplier"`
}

func storeItem(in *CreateItem) StoredItem {
	return StoredItem{in.Item, "Rick"}
}

func storedItems() []StoredItem {
	return []StoredItem{
		{Item{Name: "Portal Gun", Price: 42}, "Rick"},
		{Item{Name: "Plumbus", Price: 32}, "Morty"},
	}
}

// Tutorial001 returns stored items and answers with the members of Item.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(storeItem, app.POST("/items/", signet.ResponseModel[Item]()))
	app.Handle(storedItems, app.GET("/items/", signet.ResponseModel[[]Item]()))
	return app
}
