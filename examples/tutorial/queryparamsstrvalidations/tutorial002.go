package queryparamsstrvalidations

import "github.com/signet-go/signet"

// ShortQuery is a search for at most 50 characters.
type ShortQuery struct {
	Q signet.Opt[string] `query:"q" validate:"max=50"`
}

func searchShort(in *ShortQuery) Results {
	return search(in.Q.Or(""))
}

// Tutorial002 limits the length of an optional text.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(searchShort, app.GET("/items/"))
	return app
}
