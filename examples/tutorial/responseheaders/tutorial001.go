package responseheaders

import "github.com/signet-go/signet"

// Message is the body of the answers.
type Message struct {
	Message string `json:"message"`
}

// Hello is a message with headers.
type Hello struct {
	Dog      string  `header:"X-Cat-Dog"`
	Language string  `header:"Content-Language"`
	Body     Message `body:""`
}

func readHeaders() Hello { return Hello{"alone in the world", "en-US", Message{"Hello World"}} }

// Tutorial001 returns an envelope: the headers are part of the signature.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readHeaders, app.GET("/headers/"))
	return app
}
