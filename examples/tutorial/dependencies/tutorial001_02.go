package dependencies

import "github.com/signet-go/signet"

// Tutorial001x02 offers the value to the whole app. The functions say with
// their arguments who wants it.
func Tutorial001x02() *signet.App {
	app := signet.New(signet.Provide(commonParameters))
	app.Handle(readItems, app.GET("/items/"))
	app.Handle(readUsers, app.GET("/users/"))
	return app
}
