package firststeps

import (
	"context"

	"github.com/signet-go/signet"
)

func helloInTime(ctx context.Context) (Message, error) {
	return Message{"Hello World"}, ctx.Err()
}

// Tutorial003 greets again, with a function that can be cancelled and can fail.
// A handler takes what it needs, in any order, and may return an error.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(helloInTime, app.GET("/"))
	return app
}
