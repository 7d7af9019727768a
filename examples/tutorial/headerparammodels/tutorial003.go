package headerparammodels

import "github.com/signet-go/signet"

// UnderscoredHeaders are read under names with underscores, which some proxies
// drop.
type UnderscoredHeaders struct {
	Host            string   `header:"Host"`
	SaveData        bool     `header:"save_data"`
	IfModifiedSince *string  `header:"if_modified_since"`
	Traceparent     *string  `header:"traceparent"`
	Tags            []string `header:"x_tag"`
}

func readUnderscored(in *UnderscoredHeaders) Shown {
	return Shown(*in)
}

// Tutorial003 reads names that are spelled as in the code.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(readUnderscored, app.GET("/items/"))
	return app
}
