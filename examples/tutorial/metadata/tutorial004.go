package metadata

import "github.com/signet-go/signet"

func getUsers() []Item {
	return []Item{{"Harry"}, {"Ron"}}
}

func getItems() []Item {
	return []Item{{"wand"}, {"flying broom"}}
}

// Tutorial004 describes the tags; the docs page shows them in this order.
func Tutorial004() *signet.App {
	app := signet.New(signet.TagInfo(
		signet.Tag{Name: "users", Description: "Who may come in, and how they **log in**."},
		signet.Tag{
			Name:        "items",
			Description: "What there is, with docs _of its own_.",
			ExternalDocs: &signet.Docs{
				Description: "Items external docs",
				URL:         "https://fastapi.tiangolo.com/",
			},
		}))
	app.Handle(getUsers, app.GET("/users/", signet.Tags("users")))
	app.Handle(getItems, app.GET("/items/", signet.Tags("items")))
	return app
}
