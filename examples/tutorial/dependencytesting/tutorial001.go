package dependencytesting

import "github.com/signet-go/signet"

// CommonQuery is what the routes read from the query.
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

// Greeting is the answer.
type Greeting struct {
	Message string  `json:"message"`
	Params  Commons `json:"params"`
}

func readItems(commons Commons) Greeting { return Greeting{"Hello Items!", commons} }

func readUsers(commons Commons) Greeting { return Greeting{"Hello Users!", commons} }

// Tutorial001 is the app that the test of this package changes.
func Tutorial001() *signet.App {
	app := signet.New(signet.Provide(commonParameters))
	app.Handle(readItems, app.GET("/items/"))
	app.Handle(readUsers, app.GET("/users/"))
	return app
}
