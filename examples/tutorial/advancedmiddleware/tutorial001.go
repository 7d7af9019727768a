package advancedmiddleware

import (
	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
)

// Greeting is the answer.
type Greeting struct {
	Message string `json:"message"`
}

func greet() Greeting { return Greeting{"Hello World"} }

// Tutorial001 sends clients that come by plain HTTP to HTTPS.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Use(middleware.HTTPSRedirect(middleware.HTTPSRedirectOptions{}))
	app.Handle(greet, app.GET("/"))
	return app
}
