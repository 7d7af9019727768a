package extramodels

import "github.com/signet-go/signet"

// Tutorial002 names what stays inside instead of what leaves.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(createUser, app.POST("/user/", signet.Exclude("hashed_password")))
	return app
}
