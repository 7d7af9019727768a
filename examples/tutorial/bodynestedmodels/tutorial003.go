package bodynestedmodels

import "github.com/signet-go/signet"

func updateDistinct(in *UpdateTagged) UpdatedTagged {
	in.Item.Tags = distinct(in.Item.Tags)
	return UpdatedTagged(*in)
}

// Tutorial003 keeps each tag once. The request struct is the function's own, so
// it may be changed. To refuse repeated tags instead, tag them validate:"unique".
func Tutorial003() *signet.App {
	app := signet.New(signet.FastAPICompat())
	app.Handle(updateDistinct, app.PUT("/items/{item_id}"))
	return app
}
