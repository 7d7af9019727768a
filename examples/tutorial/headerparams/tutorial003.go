package headerparams

import "github.com/signet-go/signet"

// ReadTokens takes a header that may be sent several times.
type ReadTokens struct {
	Tokens signet.Opt[[]string] `header:"X-Token"`
}

// Tokens is the answer.
type Tokens struct {
	Values signet.Opt[[]string] `json:"X-Token values"`
}

func readTokens(in *ReadTokens) Tokens {
	return Tokens{in.Tokens}
}

// Tutorial003 reads a repeated header.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(readTokens, app.GET("/items/"))
	return app
}
