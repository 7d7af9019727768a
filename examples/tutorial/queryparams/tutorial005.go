package queryparams

import "github.com/signet-go/signet"

// ReadNeedy asks for an item; without needy it is answered with 422.
type ReadNeedy struct {
	ItemID string `path:"item_id"`
	Needy  string `query:"needy"`
}

// Needy is the answer.
type Needy struct {
	ItemID string `json:"item_id"`
	Needy  string `json:"needy"`
}

func readNeedy(in *ReadNeedy) Needy {
	return Needy(*in)
}

// Tutorial005 has a required parameter: a field without a default.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(readNeedy, app.GET("/items/{item_id}"))
	return app
}
