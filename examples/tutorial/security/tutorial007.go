package security

import (
	"net/http"

	"github.com/signet-go/signet"
)

var errPassword = signet.NewError(http.StatusUnauthorized, "Incorrect username or password", signet.Header("WWW-Authenticate", "Basic"))

// Username is the name of who has proved it.
type Username string

// prove compares in constant time: the clock tells nothing.
func prove(c signet.Basic) (Username, error) {
	if !c.Matches("stanleyjobson", "swordfish") {
		return "", errPassword
	}
	return Username(c.Username), nil
}

// Named is the answer.
type Named struct {
	Username Username `json:"username"`
}

func whoami(name Username) Named { return Named{name} }

// Tutorial007 knows one name and its password.
func Tutorial007() *signet.App {
	app := signet.New(signet.Depends(prove, signet.Raises(errPassword)))
	app.Handle(whoami, app.GET("/users/me"))
	return app
}
