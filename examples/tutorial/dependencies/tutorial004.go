package dependencies

import "github.com/signet-go/signet"

// ListStock embeds the common parameters; a route adds its own below them.
type ListStock struct {
	CommonQuery
}

func listStock(in *ListStock) Stock { return listItems(&in.CommonQuery) }

// Tutorial004 shares parameters by embedding.
func Tutorial004() *signet.App {
	app := signet.New()
	app.Handle(listStock, app.GET("/items/"))
	return app
}
