package handlingerrors

import (
	"net/http"

	"github.com/signet-go/signet"
)

// errNoItem is safe as a global: an Error never changes.
var errNoItem = signet.NewError(http.StatusNotFound, "Item not found",
	signet.Header("X-Error", "There goes my error"))

// ReadItem asks for an item.
type ReadItem struct {
	ItemID string `path:"item_id"`
}

// Item is the answer.
type Item struct {
	Item string `json:"item"`
}

func readItem(in *ReadItem) (*Item, error) {
	if in.ItemID != "foo" {
		return nil, errNoItem
	}
	return &Item{"The Foo Wrestlers"}, nil
}

// Tutorial002 answers an error with a header. Raises tells the document.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(readItem, app.GET("/items-header/{item_id}"), signet.Raises(errNoItem))
	return app
}
