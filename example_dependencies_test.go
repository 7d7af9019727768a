package signet_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/signet-go/signet"
)

// Ticket has a number of its own wherever it is asked for.
type Ticket struct{ Number int }

func ExampleNoCache() {
	issued := 0
	issue := func() *Ticket { issued++; return &Ticket{issued} }
	two := func(a, b *Ticket) []int { return []int{a.Number, b.Number} }

	app := signet.New()
	app.Handle(two,
		app.GET("/shared", signet.Provide(issue)), // once per request
		app.GET("/single", signet.Provide(issue, signet.NoCache())))
	fetch(app, "GET", "/shared", "")
	fetch(app, "GET", "/single", "")
	// Output:
	// 200 [1,1]
	// 200 [2,3]
}

// What takes long, and cannot change the answer, need not hold it up.
func ExampleAfterResponse() {
	archive := func(error) error { return errors.New("the archive is full") }
	issue := func() (*Ticket, signet.Cleanup, error) { return &Ticket{1}, archive, nil }
	app := signet.New(signet.Logger(slog.New(slog.DiscardHandler)))
	app.Handle(func(t *Ticket) int { return t.Number },
		app.GET("/before", signet.Provide(issue)),
		app.GET("/after", signet.Provide(issue, signet.AfterResponse())))
	fetch(app, "GET", "/before", "") // an answer can still become an error
	fetch(app, "GET", "/after", "")  // it was sent already; the error is logged
	// Output:
	// 500 {"detail":"Internal Server Error"}
	// 200 1
}

// Passing one Dependency to two layers means the same one: it runs once.
func ExampleDependency() {
	audit := signet.Depends(func(r *signet.RouteInfo) error {
		_, err := fmt.Println("audit", r.Pattern)
		return err
	})

	app := signet.New()
	private := app.Group("/private", audit)
	app.Handle(findBooks, private.GET("/books", audit))
	fetch(app, "GET", "/private/books?limit=1", "")
	// Output:
	// audit /private/books
	// 200 [{"title":"Emma","pages":474}]
}

func ExampleWriteGraph_dot() {
	app := signet.New()
	app.Provide(openCounter)
	app.Handle(count, app.GET("/count"))
	if err := signet.WriteGraph(os.Stdout, app, signet.DOT); err != nil {
		fmt.Println(err)
	}
	// Output:
	// digraph {
	// 	rankdir=LR
	// 	r1 [shape=oval, label="GET /count\nsignet_test.count"]
	// 	s1 [shape=cylinder, label="signet_test.openCounter\n*signet_test.Counter"]
	// 	r1 -> s1
	// }
}
