package cors

import (
	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
)

// Greeting is the answer.
type Greeting struct {
	Message string `json:"message"`
}

func greet() Greeting { return Greeting{"Hello World"} }

// Tutorial001 lets scripts of four origins call it, each path with the methods
// that it has.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Use(middleware.CORS(middleware.CORSOptions{
		Origins: []string{
			"http://localhost.tiangolo.com",
			"https://localhost.tiangolo.com",
			"http://localhost",
			"http://localhost:8080",
		},
		Credentials:  true,
		Methods:      app.Methods,
		AllowHeaders: []string{"*"},
	}))
	app.Handle(greet, app.GET("/"))
	return app
}
