package queryparamsstrvalidations

import "github.com/signet-go/signet"

// DescribedQuery is a search that explains itself in the document.
type DescribedQuery struct {
	Q signet.Opt[string] `query:"q" title:"Query string" validate:"min=3" description:"What the items that are found should match."`
}

func searchDescribed(in *DescribedQuery) Results {
	return search(in.Q.Or(""))
}

// Tutorial008 gives the parameter a description.
func Tutorial008() *signet.App {
	app := signet.New()
	app.Handle(searchDescribed, app.GET("/items/"))
	return app
}
