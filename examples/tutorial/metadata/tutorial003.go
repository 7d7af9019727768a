package metadata

import "github.com/signet-go/signet"

// Tutorial003 serves the docs page elsewhere.
func Tutorial003() *signet.App {
	app := signet.New(signet.Title("FastAPI"), signet.DocsPath("/documentation"))
	app.Handle(readItems, app.GET("/items/"))
	return app
}
