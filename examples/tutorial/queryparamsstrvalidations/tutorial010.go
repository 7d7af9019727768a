package queryparamsstrvalidations

import "github.com/signet-go/signet"

// OldQuery is a search that clients should stop to use.
type OldQuery struct {
	Q signet.Opt[string] `query:"item-query" title:"Query string" validate:"min=3,max=50" pattern:"^fixedquery$" deprecated:"true" description:"What the items that are found should match."`
}

func searchOld(in *OldQuery) Results {
	return search(in.Q.Or(""))
}

// Tutorial010 has it all, and marks the parameter as deprecated.
func Tutorial010() *signet.App {
	app := signet.New()
	app.Handle(searchOld, app.GET("/items/"))
	return app
}
