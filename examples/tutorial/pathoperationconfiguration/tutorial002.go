package pathoperationconfiguration

import "github.com/signet-go/signet"

// Offer is an item in a list.
type Offer struct {
	Name  string  `json:"name"`
	Price float64 `json:"price"`
}

// User is a user in a list.
type User struct {
	Username string `json:"username"`
}

func readOffers() []Offer {
	return []Offer{{"Foo", 42}}
}

func readUsers() []User {
	return []User{{"johndoe"}}
}

// Tutorial002 sorts the operations by tags. A group gives its tags to all its
// routes, and its prefix may be empty.
func Tutorial002() *signet.App {
	app := signet.New()
	items := app.Group("/items", signet.Tags("items"))
	app.Handle(createItem, items.POST("/"))
	app.Handle(readOffers, items.GET("/"))
	app.Handle(readUsers, app.GET("/users/", signet.Tags("users")))
	return app
}
