package queryparamsstrvalidations

import "github.com/signet-go/signet"

// RequiredQuery is a search that has to say for what.
type RequiredQuery struct {
	Q string `query:"q" validate:"min=3"`
}

func searchRequired(in *RequiredQuery) Results {
	return search(in.Q)
}

// Tutorial006 requires the text: a plain string has to be sent.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(searchRequired, app.GET("/items/"))
	return app
}
