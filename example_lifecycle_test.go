package signet_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"

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
