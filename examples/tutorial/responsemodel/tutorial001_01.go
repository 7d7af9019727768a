package responsemodel

import "github.com/signet-go/signet"

func createItem(in *CreateItem) Item {
	return in.Item
}

func readItems() []Item {
	return []Item{
		{Name: "Portal Gun", Price: 42},
		{Name: "Plumbus", Price: 32},
	}
}

// Tutorial001x01 needs no model: the result's type says it.
func Tutorial001x01() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/"))
	app.Handle(readItems, app.GET("/items/"))
	return app
}
