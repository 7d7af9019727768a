package responsemodel

// Item is what clients send and see.
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
