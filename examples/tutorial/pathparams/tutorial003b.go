package pathparams

import "github.com/signet-go/signet"

func readUsers() []string {
	return []string{"Rick", "Morty"}
}

func readOtherUsers() []string {
	return []string{"Bean", "Elfo"}
}

// Tutorial003b registers one path twice: the first registration wins. Because
// the second is almost always a mistake, the app would refuse to start without
// AllowShadowed, which makes it a line in the log.
func Tutorial003b() *signet.App {
	app := signet.New(signet.AllowShadowed())
	app.Handle(readUsers, app.GET("/users"))
	app.Handle(readOtherUsers, app.GET("/users"))
	return app
}
