package bodynestedmodels

import "github.com/signet-go/signet"

// GalleryItem may have pictures. A pointer to a slice knows null from [].
type GalleryItem struct {
	TaggedItem
	Images *[]Image `json:"images"`
}

// UpdateGallery replaces an item.
type UpdateGallery struct {
	ItemID int         `path:"item_id"`
	Item   GalleryItem `body:""`
}

// UpdatedGallery is the answer.
type UpdatedGallery struct {
	ItemID int         `json:"item_id"`
	Item   GalleryItem `json:"item"`
}

func updateGallery(in *UpdateGallery) UpdatedGallery {
	in.Item.Tags = distinct(in.Item.Tags)
	return UpdatedGallery(*in)
}

// Tutorial006 has a list of objects.
func Tutorial006() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateGallery, app.PUT("/items/{item_id}"))
	return app
}
