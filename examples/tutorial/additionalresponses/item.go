package additionalresponses

import (
	"encoding/json"
	"image"
	"image/png"
	"net/http"
)

// Item is a hero.
type Item struct {
	ID    string `json:"id"`
	Value string `json:"value"`
}

// ReadItem asks for an item, or for its picture.
type ReadItem struct {
	ID    string `path:"item_id"`
	Image *bool  `query:"img"`
}

// writeItem writes the item as JSON or as a picture.
func writeItem(w http.ResponseWriter, in *ReadItem) error {
	if in.Image != nil && *in.Image {
		w.Header().Set("Content-Type", "image/png")
		return png.Encode(w, image.NewGray(image.Rect(0, 0, 8, 8)))
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(Item{"foo", "there goes my hero"})
}
