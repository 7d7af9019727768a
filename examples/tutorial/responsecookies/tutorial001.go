package responsecookies

import "github.com/signet-go/signet"

// Message is the body of the answers.
type Message struct {
	Message string `json:"message"`
}

// Welcome is a message with a cookie.
type Welcome struct {
	Session string  `cookie:"fakesession" description:"No real session."`
	Body    Message `body:""`
}

func createCookie() Welcome {
	return Welcome{"fake-cookie-session-value", Message{"Come to the dark side, we have cookies"}}
}

// Tutorial001 returns an envelope: the cookie is part of the signature.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createCookie, app.POST("/cookie/"))
	return app
}
