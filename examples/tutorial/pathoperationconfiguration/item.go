package pathoperationconfiguration

import "slices"

// Item is what is sent and answered.
type Item struct {
	Name        string   `json:"name"`
	Description *string  `json:"description"`
	Price       float64  `json:"price"`
	Tax         *float64 `json:"tax"`
	Tags        []string `json:"tags" default:"[]"`
}

// CreateItem makes an item.
type CreateItem struct {
	Item Item `body:""`
}

// createItem keeps each tag once.
func createItem(in *CreateItem) Item {
	in.Item.Tags = slices.Compact(slices.Sorted(slices.Values(in.Item.Tags)))
	return in.Item
}
