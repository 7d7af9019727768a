package queryparammodels

import "github.com/signet-go/signet"

// Filter is read from the query. What else is in there is not looked at.
type Filter struct {
	Limit   int      `query:"limit" default:"100" validate:"gt=0,lte=100"`
	Offset  int      `query:"offset" default:"0" validate:"gte=0"`
	OrderBy string   `query:"order_by" default:"created_at" validate:"oneof=created_at updated_at"`
	Tags    []string `query:"tags"`
}

// Shown is the answer: the filter as it was understood.
type Shown struct {
	Limit   int      `json:"limit"`
	Offset  int      `json:"offset"`
	OrderBy string   `json:"order_by"`
	Tags    []string `json:"tags"`
}

func readItems(in *Filter) Shown {
	return Shown(*in)
}

// Tutorial001 reads a struct from the query.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}
