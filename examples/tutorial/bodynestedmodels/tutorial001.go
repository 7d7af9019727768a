package bodynestedmodels

import "github.com/signet-go/signet"

// LooseItem has tags of any JSON type.
type LooseItem struct {
	Item
	Tags []any `json:"tags" default:"[]"`
}

// UpdateLoose replaces an item.
type UpdateLoose struct {
	ItemID int       `path:"item_id"`
	Item   LooseItem `body:""`
}

// UpdatedLoose is the answer.
type UpdatedLoose struct {
	ItemID int       `json:"item_id"`
	Item   LooseItem `json:"item"`
}

func updateLoose(in *UpdateLoose) UpdatedLoose {
	return UpdatedLoose(*in)
}

// Tutorial001 has a list of anything.
func Tutorial001() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateLoose, app.PUT("/items/{item_id}"))
	return app
}
