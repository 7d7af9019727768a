package cookieparams

import "github.com/signet-go/signet"

// ReadItems takes a cookie that may be absent.
type ReadItems struct {
	AdsID *string `cookie:"ads_id"`
}

// Visitor is the answer.
type Visitor struct {
	AdsID *string `json:"ads_id"`
}

func readItems(in *ReadItems) Visitor {
	return Visitor(*in)
}

// Tutorial001 reads a cookie.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}
