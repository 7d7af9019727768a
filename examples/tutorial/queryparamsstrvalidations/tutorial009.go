package queryparamsstrvalidations

import "github.com/signet-go/signet"

// RenamedQuery is a search whose name on the wire is no Go name.
type RenamedQuery struct {
	Q signet.Opt[string] `query:"item-query"`
}

func searchRenamed(in *RenamedQuery) Results {
	return search(in.Q.Or(""))
}

// Tutorial009 reads ?item-query=…; errors and the document use that name too.
func Tutorial009() *signet.App {
	app := signet.New()
	app.Handle(searchRenamed, app.GET("/items/"))
	return app
}
