package bodynestedmodels

import (
	"net/url"
	"slices"
)

// Item is what all items here have.
type Item struct {
	Name        string   `json:"name"`
	Description *string  `json:"description"`
	Price       float64  `json:"price"`
	Tax         *float64 `json:"tax"`
}

// TaggedItem is an item with tags; without any, they are empty.
type TaggedItem struct {
	Item
	Tags []string `json:"tags" default:"[]"`
}

// Image is where a picture is. The text has to be a URL.
type Image struct {
	URL  url.URL `json:"url"`
	Name string  `json:"name"`
}

// distinct returns the tags in order, each once.
func distinct(tags []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(tags)))
}
