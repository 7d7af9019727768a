package requestforms

import "github.com/signet-go/signet"

// Login is read from a form, urlencoded or multipart.
type Login struct {
	Username string `form:"username"`
	Password string `form:"password" format:"password"`
}

// User is the answer.
type User struct {
	Username string `json:"username"`
}

func login(in *Login) User { return User{in.Username} }

// Tutorial001 reads a form.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(login, app.POST("/login/"))
	return app
}
