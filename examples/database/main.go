// Command database shows a transaction for each request, over SQLite.
//
// The database has the app's lifetime: it is opened at the start and closed at
// the end. A transaction has a request's: a function that takes a *sql.Tx gets
// one, the same for the whole request. It is committed before the answer is
// sent, so a commit that fails becomes a 500 instead of a broken promise; an
// error, a panic, a mistake of the client or its disappearance rolls it back.
//
// A streamed answer reads inside the transaction too. There the end of the
// stream decides: a failure half-way cuts the answer off, so that the client can
// tell, and rolls back, as a client does that leaves before the end.
//
//	go run . shop.db
//	curl localhost:8000/items -d '{"name": "lamp", "owner_id": 1}' -H 'Content-Type: application/json'
//	curl localhost:8000/items/export
package main

import (
	"context"
	"log"
	"os"

	"github.com/signet-go/signet"
)

func newApp(file string) *signet.App {
	app := signet.New(signet.Title("A transaction for each request"), signet.Version("1.0.0"),
		signet.Provide(begin))
	app.Provide(newLogNotifier)
	app.Provide(func(ctx context.Context) (*Database, signet.Cleanup, error) { return open(ctx, file) })

	items := app.Group("/items", signet.Tags("items"))
	app.Handle(listItems, items.GET("", signet.Summary("List the items")))
	app.Handle(exportItems, items.GET("/export", signet.Summary("Export the items, one a line"),
		signet.Depends(audit)))
	app.Handle(createItem, items.POST("", signet.Summary("Create an item"), signet.Status(201),
		signet.Depends(audit)))
	return app
}

func main() {
	file := "shop.db"
	if len(os.Args) > 1 {
		file = os.Args[1]
	}
	if err := newApp(file).Run(context.Background(), ":8000"); err != nil {
		log.Fatal(err)
	}
}
