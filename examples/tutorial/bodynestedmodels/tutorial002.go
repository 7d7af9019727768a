package bodynestedmodels

import "github.com/signet-go/signet"

// UpdateTagged replaces an item.
type UpdateTagged struct {
	ItemID int        `path:"item_id"`
	Item   TaggedItem `body:""`
}

// UpdatedTagged is the answer.
type UpdatedTagged struct {
	ItemID int        `json:"item_id"`
	Item   TaggedItem `json:"item"`
}

func updateTagged(in *UpdateTagged) UpdatedTagged {
	return UpdatedTagged(*in)
}

// Tutorial002 has a list of texts.
func Tutorial002() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateTagged, app.PUT("/items/{item_id}"))
	return app
}
