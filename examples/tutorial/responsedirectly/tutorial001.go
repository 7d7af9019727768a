package responsedirectly

import "github.com/signet-go/signet"

// Item is what clients send.
type Item struct {
	Title       string  `json:"title"`
	Timestamp   string  `json:"timestamp" validate:"datetime=2006-01-02T15:04:05"`
	Description *string `json:"description"`
}

// UpdateItem replaces an item.
type UpdateItem struct {
	ID   string `path:"id"`
	Item Item   `body:""`
}

func updateItem(in *UpdateItem) any { return in.Item }

// Tutorial001 returns any value; the document cannot say which.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(updateItem, app.PUT("/items/{id}"))
	return app
}
