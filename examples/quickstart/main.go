// Quickstart is a whole service: a list with a filter, the list's old path, and
// a create whose body is checked. Run it and open /docs.
package main

import (
	"context"
	"flag"
	"log"
	"slices"
	"strings"

	"github.com/signet-go/signet"
)

var (
	addr  = flag.String("addr", ":8000", "address to listen on: host:port, :port or unix:/path")
	stock = []Item{{Name: "lamp", Price: 30}, {Name: "desk lamp", Price: 45.5}, {Name: "chair", Price: 80}}
)

// README.md shows what follows; a test holds the two together.

type Item struct {
	Name  string  `json:"name" validate:"min=3,max=100" description:"Name of the item."`
	Price float64 `json:"price" validate:"gt=0" description:"Price in euros."`
	Note  *string `json:"note,omitempty" description:"Anything else worth knowing."`
}

type ListItems struct {
	Q     signet.Opt[string] `query:"q" description:"Only items whose name contains this."`
	Limit int                `query:"limit" default:"10" validate:"gte=1,lte=100" description:"How many at most."`
}

type CreateItem struct {
	Body Item `body:""`
}

func listItems(in *ListItems) []Item {
	unwanted := func(item Item) bool { return !strings.Contains(item.Name, in.Q.Or("")) }
	found := slices.DeleteFunc(slices.Clone(stock), unwanted)
	return found[:min(in.Limit, len(found))]
}

func createItem(in *CreateItem) Item { return in.Body }

func newApp() *signet.App {
	app := signet.New(signet.Title("Quickstart"), signet.Version("1.0.0"))
	app.Handle(listItems, app.GET("/items"), app.GET("/products", signet.Deprecated()))
	app.Handle(createItem, app.POST("/items", signet.Status(201)))
	return app
}

func main() {
	flag.Parse()
	if err := newApp().Run(context.Background(), *addr); err != nil {
		log.Fatal(err)
	}
}
