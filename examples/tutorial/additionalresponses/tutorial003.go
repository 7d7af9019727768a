package additionalresponses

import "github.com/signet-go/signet"

// FindItem asks for an item.
type FindItem struct {
	ID string `path:"item_id"`
}

// Message says what went wrong.
type Message struct {
	Message string `json:"message"`
}

// Found is an item, or a message that there is none.
type Found struct {
	Item    *Item    `status:"200" description:"Item requested by ID"`
	Missing *Message `status:"404" description:"The item was not found"`
}

func findItem(in *FindItem) Found {
	if in.ID != "foo" {
		return Found{Missing: &Message{"Item not found"}}
	}
	return Found{Item: &Item{"foo", "there goes my hero"}}
}

// Tutorial003 has a model for each status; the result says which it is. An
// example adds to what the signature says of 200.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(findItem, app.GET("/items/{item_id}", signet.Response(200, nil, "",
		signet.ResponseExamples(signet.NamedExample{Name: "bar", Value: Item{"bar", "The bar tenders"}}))))
	return app
}
