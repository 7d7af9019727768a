package handlingerrors

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/signet-go/signet"
)

var errThree = signet.NewError(http.StatusTeapot, "Nope! I don't like 3.")

// ReadNumbered asks for an item by its number.
type ReadNumbered struct {
	ItemID int `path:"item_id"`
}

// Numbered is the answer.
type Numbered struct {
	ItemID int `json:"item_id"`
}

func readNumbered(in *ReadNumbered) (*Numbered, error) {
	if in.ItemID == 3 {
		return nil, errThree
	}
	return &Numbered{in.ItemID}, nil
}

// logError notes every error, the client's mistakes too, and leaves the answer as
// it is.
func logError(ctx context.Context, r *http.Request, err error) {
	slog.InfoContext(ctx, "an error is answered", "path", r.URL.Path, "error", err)
}

// Tutorial006 watches all errors, and answers them as if it did not.
func Tutorial006() *signet.App {
	app := signet.New(signet.OnError(logError))
	app.Handle(readNumbered, app.GET("/items/{item_id}"), signet.Raises(errThree))
	return app
}
