package tdependencies

import "github.com/signet-go/signet"

// CommonQuery is what the routes read from the query.
type CommonQuery struct {
	Q     string `query:"q"`
	Skip  int    `query:"skip" default:"0"`
	Limit int    `query:"limit" default:"100"`
}

// Commons is what handlers get of it.
type Commons struct {
	Q     *string `json:"q"`
	Skip  int     `json:"skip"`
	Limit int     `json:"limit"`
}

func commonParameters(in *CommonQuery) Commons { return Commons{&in.Q, in.Skip, in.Limit} }

// Where is the answer of routes that only run the dependency.
type Where struct {
	In string `json:"in"`
}

// WhereWith is the answer of routes that ask for its value.
type WhereWith struct {
	In     string  `json:"in"`
	Params Commons `json:"params"`
}

// DependencyOverrides has a dependency in every place that tests can change it
// from: of arguments and of layers, in the app and in a group.
func DependencyOverrides() *signet.App {
	app := signet.New(signet.Provide(commonParameters))
	runs := signet.Depends(commonParameters)
	app.Handle(func(c Commons) WhereWith { return WhereWith{"main-depends", c} }, app.GET("/main-depends/", signet.Summary("Main depends")))
	app.Handle(func() Where { return Where{"decorator-depends"} }, app.GET("/decorator-depends/", signet.Summary("Decorator depends")), runs)
	group := signet.NewGroup()
	group.Handle(func(c Commons) WhereWith { return WhereWith{"router-depends", c} }, group.GET("/router-depends/", signet.Summary("Router depends")))
	group.Handle(func() Where { return Where{"router-decorator-depends"} }, group.GET("/router-decorator-depends/", signet.Summary("Router decorator depends")), runs)
	app.Include(group)
	return app
}
