package vocab

// RouteInfo describes the route that serves a request. It is shared by all
// requests of the route: read it, do not change it.
type RouteInfo struct {
	Method      string   // one method, upper case
	Pattern     string   // with every prefix and convertor: /v1/items/{item_id:int}
	Name        string   // Name(…), or the function's own name; fit for App.URL
	OperationID string   // as in the document; empty for a hidden route
	Summary     string   // as in the document
	Tags        []string // outer layers first
	Deprecated  bool
	Hidden      bool   // not in the document
	Function    string // the handler: shop.ListItems
	Place       string // where the route was registered: shop/main.go:43
}

// Cleanup undoes what a dependency did. It runs once, in reverse order of the
// dependencies, before a buffered answer is committed and after a streamed one
// ends; it gets the request's error, nil when all went well. The error it
// returns counts as the handler's if there was none.
type Cleanup func(error) error
