package cookieparammodels

import "github.com/signet-go/signet"

// StrictCookies are Cookies beside which no others may be sent. Mind that a
// browser sends every cookie of the site.
type StrictCookies struct {
	_ struct{} `strict:"cookie"`
	Cookies
}

func readStrictly(in *StrictCookies) Shown {
	return Shown(in.Cookies)
}

// Tutorial002 refuses cookies that the struct does not name.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(readStrictly, app.GET("/items/"))
	return app
}
