// Quickstart is a service in twenty lines: a list with a filter, an alias of it,
// and a create whose body is validated. Run it and open /docs.
package main

import (
	"context"
	"flag"
	"log"
	"strings"

	"github.com/signet-go/signet"
)

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

func listItems(ctx context.Context, in *ListItems) ([]Item, error) {
	found := []Item{}
	for _, item := range stock {
		if strings.Contains(item.Name, in.Q.Or("")) && len(found) < in.Limit {
			found = append(found, item)
		}
	}
	return found, nil
}

func createItem(ctx context.Context, in *CreateItem) (*Item, error) {
	return &in.Body, nil // a real service would keep it
}

func newApp() *signet.App {
	app := signet.New(signet.Title("Quickstart"), signet.Version("1.0.0"))
	app.Handle(listItems,
		app.GET("/items", signet.Summary("List the items")),
		app.GET("/products", signet.Summary("List the items under their old path"), signet.Deprecated()))
	app.Handle(createItem, app.POST("/items", signet.Summary("Create an item"), signet.Status(201)))
	return app
}

var stock = []Item{{Name: "lamp", Price: 30}, {Name: "desk lamp", Price: 45.5}, {Name: "chair", Price: 80}}

func main() {
	addr := flag.String("addr", ":8000", "address to listen on")
	flag.Parse()
	log.Fatal(newApp().Run(context.Background(), *addr))
}
