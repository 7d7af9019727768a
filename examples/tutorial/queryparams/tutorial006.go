package queryparams

import "github.com/signet-go/signet"

// ReadPaged asks for an item with a required, a defaulted and an optional
// parameter.
type ReadPaged struct {
	ItemID string `path:"item_id"`
	Needy  string `query:"needy"`
	Skip   int    `query:"skip" default:"0"`
	Limit  *int   `query:"limit"`
}

// Paged is the answer. A nil limit is null.
type Paged struct {
	ItemID string `json:"item_id"`
	Needy  string `json:"needy"`
	Skip   int    `json:"skip"`
	Limit  *int   `json:"limit"`
}

func readPaged(in *ReadPaged) Paged {
	return Paged(*in)
}

// Tutorial006 mixes them. A request with three mistakes is answered with all three.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(readPaged, app.GET("/items/{item_id}"))
	return app
}
