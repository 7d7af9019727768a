package dependencies

import "github.com/signet-go/signet"

// CommonQuery is what several routes read from the query.
type CommonQuery struct {
	Q     *string `query:"q"`
	Skip  int     `query:"skip" default:"0"`
	Limit int     `query:"limit" default:"100"`
}

// Commons is what handlers get of it.
type Commons struct {
	Q     *string `json:"q"`
	Skip  int     `json:"skip"`
	Limit int     `json:"limit"`
}

func commonParameters(in *CommonQuery) Commons { return Commons(*in) }

func readItems(commons Commons) Commons { return commons }

func readUsers(commons Commons) Commons { return commons }

// Tutorial001 offers the value to two functions, one by one.
func Tutorial001() *signet.App {
	app := signet.New()
	common := signet.Provide(commonParameters)
	app.Handle(readItems, app.GET("/items/"), common)
	app.Handle(readUsers, app.GET("/users/"), common)
	return app
}
