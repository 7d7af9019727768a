package queryparamsstrvalidations

import "github.com/signet-go/signet"

// TitledQuery is a search with a title in the document.
type TitledQuery struct {
	Q signet.Opt[string] `query:"q" title:"Query string" validate:"min=3"`
}

func searchTitled(in *TitledQuery) Results {
	return search(in.Q.Or(""))
}

// Tutorial007 gives the parameter a title.
func Tutorial007() *signet.App {
	app := signet.New()
	app.Handle(searchTitled, app.GET("/items/"))
	return app
}
