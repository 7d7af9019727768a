package pathoperationconfiguration

import (
	"net/http"

	"github.com/signet-go/signet"
)

// Tutorial001 answers with 201.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createItem, app.POST("/items/", signet.Status(http.StatusCreated)))
	return app
}
