package server_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"github.com/signet-go/signet/internal/server"
)

func ExampleRun() {
	ctx, stop := context.WithCancel(context.Background())
	err := server.Run(ctx, server.Config{
		Addr:     "127.0.0.1:0",
		Handler:  http.NotFoundHandler(),
		Logger:   slog.New(slog.DiscardHandler),
		OnListen: func(net.Addr) { fmt.Println("listening"); stop() },
		OnDrain:  func(context.Context) { fmt.Println("draining") },
	})
	fmt.Println(err)
	// Output:
	// listening
	// draining
	// <nil>
}
