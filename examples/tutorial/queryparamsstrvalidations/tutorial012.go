package queryparamsstrvalidations

import "github.com/signet-go/signet"

// DefaultQueries is a search for foo and bar, unless it says otherwise. The
// default of a list is written as JSON.
type DefaultQueries struct {
	Q []string `query:"q" default:"[\"foo\",\"bar\"]"`
}

// GivenQueries is the answer.
type GivenQueries struct {
	Q []string `json:"q"`
}

func searchDefault(in *DefaultQueries) GivenQueries {
	return GivenQueries(*in)
}

// Tutorial012 gives a repeated parameter a default.
func Tutorial012() *signet.App {
	app := signet.New()
	app.Handle(searchDefault, app.GET("/items/"))
	return app
}
