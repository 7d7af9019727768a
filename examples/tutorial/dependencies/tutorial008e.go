package dependencies

import (
	"context"
	"log/slog"

	"github.com/signet-go/signet"
)

func sessionUser(ctx context.Context) (Username, signet.Cleanup, error) {
	return "Rick", func(error) error {
		slog.DebugContext(ctx, "cleaning up before the response is sent")
		return nil
	}, nil
}

func readUser(name Username) Username { return name }

// Tutorial008e cleans up before the answer leaves, so that an error of the
// cleanup can still change it. AfterResponse would delay it.
func Tutorial008e() *signet.App {
	app := signet.New(signet.Provide(sessionUser))
	app.Handle(readUser, app.GET("/users/me"))
	return app
}
