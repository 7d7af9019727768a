package queryparamsstrvalidations

import "github.com/signet-go/signet"

// PointerQuery is a search whose text is nil when it was not sent.
type PointerQuery struct {
	Q *string `query:"q" validate:"min=3"`
}

func searchPointer(in *PointerQuery) Results {
	if in.Q == nil {
		return search("")
	}
	return search(*in.Q)
}

// Tutorial006c makes it optional again, with a pointer instead of an Opt. An
// empty text was sent: it is too short.
func Tutorial006c() *signet.App {
	app := signet.New()
	app.Handle(searchPointer, app.GET("/items/"))
	return app
}
