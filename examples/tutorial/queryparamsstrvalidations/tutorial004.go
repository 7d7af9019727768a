package queryparamsstrvalidations

import "github.com/signet-go/signet"

// FixedQuery is a search for the one text that the pattern lets through.
type FixedQuery struct {
	Q signet.Opt[string] `query:"q" validate:"min=3,max=50" pattern:"^fixedquery$"`
}

func searchFixed(in *FixedQuery) Results {
	return search(in.Q.Or(""))
}

// Tutorial004 adds a regular expression.
func Tutorial004() *signet.App {
	app := signet.New()
	app.Handle(searchFixed, app.GET("/items/"))
	return app
}
