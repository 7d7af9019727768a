package bodymultipleparams

import "github.com/signet-go/signet"

// UpdateRanked adds a plain number to the objects of UpdateByUser.
type UpdateRanked struct {
	UpdateByUser
	Importance int `body:"importance"`
}

// UpdatedRanked is the answer.
type UpdatedRanked struct {
	UpdatedByUser
	Importance int `json:"importance"`
}

func updateRanked(in *UpdateRanked) UpdatedRanked {
	return UpdatedRanked{updateByUser(&in.UpdateByUser), in.Importance}
}

// Tutorial003 reads a single value from the body.
func Tutorial003() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateRanked, app.PUT("/items/{item_id}"))
	return app
}
