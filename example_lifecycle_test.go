package signet_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"time"

	"github.com/signet-go/signet"
)

type Counter struct{ n int }

func openCounter(context.Context) (*Counter, signet.Cleanup, error) {
	fmt.Println("open")
	return &Counter{}, func(error) error { fmt.Println("close"); return nil }, nil
}

func count(_ context.Context, c *Counter) (int, error) {
	c.n++
	return c.n, nil
}

func ExampleApp_Provide() {
	app := signet.New()
	app.Provide(openCounter)
	app.Handle(count, app.GET("/count"))

	ctx := context.Background()
	if err := app.Start(ctx); err != nil { // Run does this, and Close
		fmt.Println(err)
		return
	}
	for range 2 {
		w := httptest.NewRecorder()
		app.ServeHTTP(w, httptest.NewRequest("GET", "/count", nil))
		fmt.Println(w.Body)
	}
	fmt.Println(app.Close(ctx))
	// Output:
	// open
	// 1
	// 2
	// close
	// <nil>
}

func ExampleLifespan() {
	warmUp := func(_ context.Context, c *Counter) error {
		c.n = 100
		return nil
	}
	app := signet.New(signet.Lifespan(warmUp))
	app.Provide(openCounter)
	app.Handle(count, app.GET("/count"))

	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/count", nil))
	fmt.Println(w.Body)
	// Output:
	// open
	// 101
}

func ExampleApp_Run() {
	// A signal to the process ends it, too.
	ctx, stop := context.WithCancel(context.Background())
	app := signet.New(
		signet.Logger(slog.New(slog.DiscardHandler)),
		signet.Lifespan(func(*Counter) error { stop(); return nil }))
	app.Provide(openCounter)
	app.Handle(count, app.GET("/count"))
	fmt.Println(app.Run(ctx, "localhost:0"))
	// Output:
	// open
	// close
	// <nil>
}

func ExampleTLS() {
	app := signet.New(
		signet.Logger(slog.New(slog.DiscardHandler)),
		signet.TLS("no/cert.pem", "no/key.pem"))
	err := app.Run(context.Background(), "localhost:0") // reads the files, then listens
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	// Output: true
}

// For those who listen and shut down themselves.
func ExampleApp_Server() {
	app := signet.New()
	server := app.Server(":8000")
	server.WriteTimeout = time.Minute // the app has no streams and no large files
	fmt.Println(server.Addr, server.ReadHeaderTimeout, server.IdleTimeout)
	// Output: :8000 10s 2m0s
}

// A start of one's own reports mistakes before the first request does.
func ExampleApp_Start() {
	errDown := errors.New("the store is down")
	app := signet.New(signet.Logger(slog.New(slog.DiscardHandler)))
	app.Provide(func(context.Context) (*Counter, error) { return nil, errDown })
	app.Handle(count, app.GET("/count"))
	fmt.Println(errors.Is(app.Start(context.Background()), errDown))
	// Output: true
}

// From then on the app refuses: let requests in flight end first.
func ExampleApp_Close() {
	app := signet.New()
	app.Provide(openCounter)
	app.Handle(count, app.GET("/count"))
	fetch(app, "GET", "/count", "")
	fmt.Println(app.Close(context.Background()))
	fetch(app, "GET", "/count", "")
	// Output:
	// open
	// 200 1
	// close
	// <nil>
	// 503 {"detail":"Service Unavailable"}
}

func ExampleWriteGraph() {
	app := signet.New()
	app.Provide(openCounter)
	app.Handle(count, app.GET("/count"))
	if err := signet.WriteGraph(os.Stdout, app, signet.Mermaid); err != nil {
		fmt.Println(err)
	}
	// Output:
	// flowchart LR
	// 	r1(["GET /count<br>signet_test.count"])
	// 	s1[("signet_test.openCounter<br>*signet_test.Counter")]
	// 	r1 --> s1
}
