package dependencies

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/signet-go/signet"
)

// Username is who asks.
type Username string

// ownerError is an error of the app's own. It wraps what the client gets.
type ownerError struct{ name Username }

func (e *ownerError) Error() string { return "the item is not of " + string(e.name) }

func (e *ownerError) Unwrap() error {
	return signet.NewError(http.StatusBadRequest, "Owner error: "+string(e.name))
}

// username gives the request a user. Its cleanup learns how the request ended,
// and could roll back; an error of its own would fail a good request.
func username(ctx context.Context) (Username, signet.Cleanup, error) {
	return "Rick", func(err error) error {
		if _, ok := errors.AsType[*ownerError](err); ok {
			slog.DebugContext(ctx, "someone asked for another's item")
		}
		return nil
	}, nil
}

// ReadOwned asks for an item.
type ReadOwned struct {
	ItemID string `path:"item_id"`
}

// Owned is an item with its owner.
type Owned struct {
	Description string   `json:"description"`
	Owner       Username `json:"owner"`
}

var errNoItem = signet.NewError(http.StatusNotFound, "Item not found")

func readOwned(in *ReadOwned, name Username) (*Owned, error) {
	item, ok := map[string]Owned{
		"plumbus":    {"Freshly pickled plumbus", "Morty"},
		"portal-gun": {"Gun to create portals", "Rick"},
	}[in.ItemID]
	switch {
	case !ok:
		return nil, errNoItem
	case item.Owner != name:
		return nil, &ownerError{name}
	}
	return &item, nil
}

// Tutorial008b has a dependency whose cleanup gets the handler's error.
func Tutorial008b() *signet.App {
	app := signet.New(signet.Provide(username))
	app.Handle(readOwned, app.GET("/items/{item_id}"), signet.Raises(errNoItem))
	return app
}
