package queryparamsstrvalidations

import "github.com/signet-go/signet"

// ManyQueries is a search for several texts: ?q=foo&q=bar.
type ManyQueries struct {
	Q signet.Opt[[]string] `query:"q"`
}

// Queries is the answer. An absent Opt is null, where a nil slice would be [].
type Queries struct {
	Q signet.Opt[[]string] `json:"q"`
}

func searchMany(in *ManyQueries) Queries {
	return Queries(*in)
}

// Tutorial011 reads a parameter that may be repeated.
func Tutorial011() *signet.App {
	app := signet.New()
	app.Handle(searchMany, app.GET("/items/"))
	return app
}
