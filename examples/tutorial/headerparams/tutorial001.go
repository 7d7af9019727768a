package headerparams

import "github.com/signet-go/signet"

// ReadItems takes a header that may be absent.
type ReadItems struct {
	UserAgent *string `header:"User-Agent"`
}

// Client is the answer.
type Client struct {
	UserAgent *string `json:"User-Agent"`
}

func readItems(in *ReadItems) Client {
	return Client(*in)
}

// Tutorial001 reads a header.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}
