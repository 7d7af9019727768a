package security

import "github.com/signet-go/signet"

// Credentials is the answer. Never do that.
type Credentials struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

func showCredentials(c signet.Basic) Credentials { return Credentials(c) }

// Tutorial006 shows the name and the password that it was sent.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(showCredentials, app.GET("/users/me"))
	return app
}
