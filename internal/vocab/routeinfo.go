package vocab

// RouteInfo describes the route that serves a request. It is shared by all
// requests of the route: read it, do not change it.
type RouteInfo struct {
	Method      string   // one method, upper case; * for a mount, which takes all
	Pattern     string   // with every prefix and convertor: /v1/items/{item_id:int}; of a mount what comes before the paths that it serves
	Name        string   // Name(…), or the function's own name; fit for App.URL
	OperationID string   // as in the document; empty for a hidden route
	Summary     string   // as in the document
	Tags        []string // outer layers first
	Deprecated  bool
	Hidden      bool     // not in the document
	Roles       []string // Roles(…) of all layers, outer layers first
	Scopes      []string // the OAuth2 scopes that the route requires; see Scopes

	// Security lists alternatives, each the names of schemes whose credentials
	// are all needed. An empty alternative means that a request without
	// credentials is served too; no alternative, that nothing reads any.
	Security [][]string
	Function string // the handler: shop.ListItems
	Place    string // where the route was registered: shop/main.go:43
}

// Guarded reports whether the route refuses requests without credentials.
func (r *RouteInfo) Guarded() bool {
	for _, needed := range r.Security {
		if len(needed) == 0 {
			return false
		}
	}
	return len(r.Security) > 0
}

// Cleanup undoes what a dependency did. It runs once, in reverse order of the
// dependencies, before a buffered answer is committed and after a streamed one
// ends; it gets the request's error, nil when all went well. The error it
// returns counts as the handler's if there was none.
type Cleanup func(error) error
