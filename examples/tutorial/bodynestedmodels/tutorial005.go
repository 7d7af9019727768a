package bodynestedmodels

import "github.com/signet-go/signet"

// PicturedItem may have a picture.
type PicturedItem struct {
	TaggedItem
	Image *Image `json:"image"`
}

// UpdatePictured replaces an item.
type UpdatePictured struct {
	ItemID int          `path:"item_id"`
	Item   PicturedItem `body:""`
}

// UpdatedPictured is the answer.
type UpdatedPictured struct {
	ItemID int          `json:"item_id"`
	Item   PicturedItem `json:"item"`
}

func updatePictured(in *UpdatePictured) UpdatedPictured {
	in.Item.Tags = distinct(in.Item.Tags)
	return UpdatedPictured(*in)
}

// Tutorial005 has an object in an object.
func Tutorial005() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updatePictured, app.PUT("/items/{item_id}"))
	return app
}
