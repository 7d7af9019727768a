package responsecookies

import (
	"net/http"

	"github.com/signet-go/signet"
)

func createCookieBeside(reply *signet.Reply) Message {
	reply.SetCookie(&http.Cookie{Name: "fakesession", Value: "fake-cookie-session-value", Path: "/", SameSite: http.SameSiteLaxMode})
	return Message{"Come to the dark side, we have cookies"}
}

// Tutorial002 adds the cookie to the reply, as dependencies can as well.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(createCookieBeside, app.POST("/cookie-and-object/"))
	return app
}
