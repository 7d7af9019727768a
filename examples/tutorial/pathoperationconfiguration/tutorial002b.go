package pathoperationconfiguration

import "github.com/signet-go/signet"

// The tags of a larger service are better constants, so that none is misspelled.
const (
	ItemsTag = "items"
	UsersTag = "users"
)

func getItems() []string {
	return []string{"Portal gun", "Plumbus"}
}

func getUsers() []string {
	return []string{"Rick", "Morty"}
}

// Tutorial002b takes the tags from constants.
func Tutorial002b() *signet.App {
	app := signet.New()
	app.Handle(getItems, app.GET("/items/", signet.Tags(ItemsTag)))
	app.Handle(getUsers, app.GET("/users/", signet.Tags(UsersTag)))
	return app
}
