package responseheaders

import "github.com/signet-go/signet"

func readHeadersBeside(reply *signet.Reply) Message {
	reply.Header().Set("X-Cat-Dog", "alone in the world")
	return Message{"Hello World"}
}

// Tutorial002 adds the header to the reply and documents it by an option.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(readHeadersBeside, app.GET("/headers-and-object/",
		signet.Response(200, nil, "", signet.ResponseHeader("X-Cat-Dog", "", ""))))
	return app
}
