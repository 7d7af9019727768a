package queryparams

import "github.com/signet-go/signet"

// ListItems asks for a page of the items.
type ListItems struct {
	Skip  int `query:"skip" default:"0"`
	Limit int `query:"limit" default:"10"`
}

// Named is an item by its name.
type Named struct {
	Name string `json:"item_name"`
}

func listItems(in *ListItems) []Named {
	var page []Named
	for i, item := range []Named{{"Foo"}, {"Bar"}, {"Baz"}} {
		if i >= in.Skip && i-in.Skip < in.Limit {
			page = append(page, item)
		}
	}
	return page
}

// Tutorial001 has parameters with defaults.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(listItems, app.GET("/items/"))
	return app
}
