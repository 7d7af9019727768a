package responsemodel

import (
	"net/http"

	"github.com/signet-go/signet"
)

// Message is the answer's body.
type Message struct {
	Message string `json:"message"`
}

func getPortal(in *GetPortal, reply *signet.Reply) Message {
	if in.Teleport {
		reply.Status(http.StatusTemporaryRedirect)
		reply.Header().Set("Location", portal)
		return Message{"Come through."}
	}
	return Message{"Here's your interdimensional portal."}
}

// Tutorial003x05 returns a body that the document knows, and sets status and
// headers where it has to.
func Tutorial003x05() *signet.App {
	app := signet.New()
	app.Handle(getPortal, app.GET("/portal"))
	return app
}
