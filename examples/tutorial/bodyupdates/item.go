package bodyupdates

import (
	"sync"

	"github.com/signet-go/signet"
)

// Item is a thing of the shop.
type Item struct {
	Name        *string  `json:"name"`
	Description *string  `json:"description"`
	Price       *float64 `json:"price"`
	Tax         float64  `json:"tax" default:"10.5"`
	Tags        []string `json:"tags" default:"[]"`
}

// ReadItem asks for an item.
type ReadItem struct {
	ID string `path:"item_id"`
}

var errNoItem = signet.NewError(404, "no such item")

// store keeps items by id.
type store struct {
	mu    sync.Mutex // guards items
	items map[string]Item
}

func newStore() *store {
	text := func(s string) *string { return &s }
	price := func(p float64) *float64 { return &p }
	return &store{items: map[string]Item{
		"foo": {Name: text("Foo"), Price: price(50.2), Tax: 10.5, Tags: []string{}},
		"bar": {Name: text("Bar"), Description: text("The bartenders"), Price: price(62), Tax: 20.2, Tags: []string{}},
		"baz": {Name: text("Baz"), Price: price(50.2), Tax: 10.5, Tags: []string{}},
	}}
}

func (s *store) read(in *ReadItem) (Item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	item, ok := s.items[in.ID]
	if !ok {
		return Item{}, errNoItem
	}
	return item, nil
}
