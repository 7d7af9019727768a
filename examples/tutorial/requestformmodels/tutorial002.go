package requestformmodels

import "github.com/signet-go/signet"

// Tutorial002 refuses fields that nobody reads.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(login, app.POST("/login/", signet.Strict()))
	return app
}
