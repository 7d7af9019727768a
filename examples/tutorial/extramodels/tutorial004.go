package extramodels

import "github.com/signet-go/signet"

// Item is what the list is made of.
type Item struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

func readItems() []Item {
	return []Item{{"Foo", "There comes my hero"}, {"Red", "It's my aeroplane"}}
}

// Tutorial004 answers with a list of models.
func Tutorial004() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}
