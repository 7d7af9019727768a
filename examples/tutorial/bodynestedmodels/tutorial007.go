package bodynestedmodels

import "github.com/signet-go/signet"

// Offer holds items, which hold images.
type Offer struct {
	Name        string        `json:"name"`
	Description *string       `json:"description"`
	Price       float64       `json:"price"`
	Items       []GalleryItem `json:"items"`
}

// CreateOffer makes an offer.
type CreateOffer struct {
	Offer Offer `body:""`
}

func createOffer(in *CreateOffer) Offer {
	for i := range in.Offer.Items {
		in.Offer.Items[i].Tags = distinct(in.Offer.Items[i].Tags)
	}
	return in.Offer
}

// Tutorial007 nests three levels deep.
func Tutorial007() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(createOffer, app.POST("/offers/"))
	return app
}
