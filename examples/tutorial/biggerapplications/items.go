package biggerapplications

import (
	"net/http"

	"github.com/signet-go/signet"
)

var (
	errNoItem    = signet.NewError(http.StatusNotFound, "Item not found")
	errForbidden = signet.NewError(http.StatusForbidden, "You can only update the item: plumbus")
)

// Named is an item in the list.
type Named struct {
	Name string `json:"name"`
}

// Item is an answer.
type Item struct {
	Name   string `json:"name"`
	ItemID string `json:"item_id"`
}

// ByID names an item.
type ByID struct {
	ItemID string `path:"item_id"`
}

func listItems() map[string]Named {
	return map[string]Named{"plumbus": {"Plumbus"}, "gun": {"Portal Gun"}}
}

func readItem(in *ByID) (*Item, error) {
	item, ok := listItems()[in.ItemID]
	if !ok {
		return nil, errNoItem
	}
	return &Item{item.Name, in.ItemID}, nil
}

func updateItem(in *ByID) (*Item, error) {
	if in.ItemID != "plumbus" {
		return nil, errForbidden
	}
	return &Item{"The great Plumbus", in.ItemID}, nil
}

// items is the group of the items: its prefix, its tag and its dependency
// belong to it, wherever it is included.
func items() *signet.Group {
	group := signet.NewGroup(
		signet.Prefix("/items"),
		signet.Tags("items"),
		signet.Depends(checkHeader, signet.Raises(errHeader)),
		signet.Response(http.StatusNotFound, nil, "Not found"),
	)
	group.Handle(listItems, group.GET("/"))
	group.Handle(readItem, group.GET("/{item_id}"))
	group.Handle(updateItem, group.PUT("/{item_id}"), signet.Tags("custom"),
		signet.Response(http.StatusForbidden, nil, "Operation forbidden"))
	return group
}
