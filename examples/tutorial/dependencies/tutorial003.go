package dependencies

import "github.com/signet-go/signet"

// Stock is the items of a page.
type Stock struct {
	Q     string `json:"q,omitempty"`
	Items []Item `json:"items"`
}

// Item is an item by its name.
type Item struct {
	Name string `json:"item_name"`
}

func listItems(in *CommonQuery) Stock {
	stock := Stock{Items: []Item{}}
	if in.Q != nil {
		stock.Q = *in.Q
	}
	for i, item := range []Item{{"Foo"}, {"Bar"}, {"Baz"}} {
		if i >= in.Skip && i-in.Skip < in.Limit {
			stock.Items = append(stock.Items, item)
		}
	}
	return stock
}

// Tutorial003 needs no dependency: what is only read from the request is an
// argument of its own.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(listItems, app.GET("/items/"))
	return app
}
