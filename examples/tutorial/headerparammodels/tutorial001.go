package headerparammodels

import "github.com/signet-go/signet"

// CommonHeaders are read from the header, whatever the case of the names.
type CommonHeaders struct {
	Host            string   `header:"Host"`
	SaveData        bool     `header:"Save-Data"`
	IfModifiedSince *string  `header:"If-Modified-Since"`
	Traceparent     *string  `header:"Traceparent"`
	Tags            []string `header:"X-Tag"`
}

// Shown is the answer: the header as it was understood.
type Shown struct {
	Host            string   `json:"host"`
	SaveData        bool     `json:"save_data"`
	IfModifiedSince *string  `json:"if_modified_since"`
	Traceparent     *string  `json:"traceparent"`
	Tags            []string `json:"x_tag"`
}

func readItems(in *CommonHeaders) Shown {
	return Shown(*in)
}

// Tutorial001 reads a struct from the header.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}
