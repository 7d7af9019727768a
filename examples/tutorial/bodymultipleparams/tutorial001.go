package bodymultipleparams

import "github.com/signet-go/signet"

// UpdateIfSent has a body that may be left out.
type UpdateIfSent struct {
	ItemID int                `path:"item_id" title:"The ID of the item to get" validate:"gte=0,lte=1000"`
	Q      signet.Opt[string] `query:"q"`
	Item   *Item              `body:""`
}

// UpdatedIfSent is the answer. What was not sent is left out.
type UpdatedIfSent struct {
	ItemID int    `json:"item_id"`
	Q      string `json:"q,omitempty"`
	Item   *Item  `json:"item,omitempty"`
}

func updateIfSent(in *UpdateIfSent) UpdatedIfSent {
	return UpdatedIfSent{in.ItemID, in.Q.Or(""), in.Item}
}

// Tutorial001 has an optional body.
func Tutorial001() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateIfSent, app.PUT("/items/{item_id}"))
	return app
}
