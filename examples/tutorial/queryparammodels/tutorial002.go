package queryparammodels

import "github.com/signet-go/signet"

// StrictFilter is a Filter beside which nothing else may be in the query.
type StrictFilter struct {
	_ struct{} `strict:"query"`
	Filter
}

func readStrictly(in *StrictFilter) Shown {
	return Shown(in.Filter)
}

// Tutorial002 refuses query parameters that the struct does not name.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(readStrictly, app.GET("/items/"))
	return app
}
