package responsestatuscode

import (
	"net/http"

	"github.com/signet-go/signet"
)

// Tutorial002 uses net/http's name for it.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/", signet.Status(http.StatusCreated)))
	return app
}
