package firststeps

import "github.com/signet-go/signet"

// Message is the answer.
type Message struct {
	Message string `json:"message"`
}

func hello() Message {
	return Message{"Hello World"}
}

// Tutorial001 greets whoever asks.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(hello, app.GET("/"))
	return app
}
