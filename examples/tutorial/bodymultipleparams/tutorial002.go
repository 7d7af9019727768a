package bodymultipleparams

import "github.com/signet-go/signet"

// UpdateByUser expects {"item": {…}, "user": {…}}.
type UpdateByUser struct {
	ItemID int  `path:"item_id"`
	Item   Item `body:"item"`
	User   User `body:"user"`
}

// UpdatedByUser is the answer.
type UpdatedByUser struct {
	ItemID int  `json:"item_id"`
	Item   Item `json:"item"`
	User   User `json:"user"`
}

func updateByUser(in *UpdateByUser) UpdatedByUser {
	return UpdatedByUser(*in)
}

// Tutorial002 reads two objects from one body.
func Tutorial002() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateByUser, app.PUT("/items/{item_id}"))
	return app
}
