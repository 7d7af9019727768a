package body

import "github.com/signet-go/signet"

// UpdateItem shares the path and the body with ReplaceItem, and adds a query
// parameter: request structs can be embedded.
type UpdateItem struct {
	ReplaceItem
	Q signet.Opt[string] `query:"q"`
}

// Updated is the answer. An empty q is left out.
type Updated struct {
	Replaced
	Q string `json:"q,omitempty"`
}

func updateItem(in *UpdateItem) Updated {
	return Updated{replaceItem(&in.ReplaceItem), in.Q.Or("")}
}

// Tutorial004 reads the path, the query and the body.
func Tutorial004() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateItem, app.PUT("/items/{item_id}"))
	return app
}
