package requestformmodels

import "github.com/signet-go/signet"

// FormData is a struct that any request struct may embed.
type FormData struct {
	Username string `form:"username"`
	Password string `form:"password"`
}

// Login embeds it.
type Login struct{ FormData }

// Shown is the answer: the form as it was understood.
type Shown struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

func login(in *Login) Shown { return Shown(in.FormData) }

// Tutorial001 reads a form. What else is in there is not looked at.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(login, app.POST("/login/"))
	return app
}
