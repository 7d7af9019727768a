package configureswaggerui

import "github.com/signet-go/signet"

// Message is an answer.
type Message struct {
	Message string `json:"message"`
}

type readUserInput struct {
	Username string `path:"username"`
}

func readUser(in *readUserInput) Message { return Message{"Hello " + in.Username} }

func newApp(page signet.Option) *signet.App {
	app := signet.New(page)
	app.Handle(readUser, app.GET("/users/{username}"))
	return app
}
