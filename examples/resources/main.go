// Resources is a whole service over a store in memory: a list with a summary and
// a detail variant, create, replace, change and delete, a picture for each
// resource, under /v1 and /latest alike, closed by an API key. Run it with
// -key and open /docs.
package main

import (
	"context"
	"embed"
	"flag"
	"log"

	"github.com/signet-go/signet"
)

var (
	addr = flag.String("addr", ":8000", "address to listen on: host:port, :port or unix:/path")
	key  = flag.String("key", "", "API key that clients send in the header X-API-Key; empty closes everything but /health")
)

func main() {
	flag.Parse()
	if err := newApp(Key(*key)).Run(context.Background(), *addr); err != nil {
		log.Fatal(err)
	}
}

// source holds the comments that the document shows.
//
//go:embed *.go
var source embed.FS

// newApp returns the service; who calls has to know the key.
func newApp(key Key) *signet.App {
	app := signet.New(
		signet.Title("Resources"), signet.Version("1.0.0"),
		signet.DocComments(source),
		signet.TagInfo(signet.Tag{Name: "resources", Description: "What the service keeps."}),
	)
	app.Provide(func() Key { return key })
	app.Provide(newStore)
	app.Handle(health, app.GET("/health", signet.Tags("service")))

	api := resources()
	app.Include(api, signet.Prefix("/v1"))
	app.Include(api, signet.Prefix("/latest"))
	return app
}

// resources returns the routes of one version of the API. One group, included
// twice: both versions stay the same until somebody wants them to differ.
func resources() *signet.Group {
	api := signet.NewGroup(signet.Tags("resources"), signet.Depends(knowsKey, signet.Raises(errKey)))

	api.Handle(list,
		api.GET("/resources", signet.Summary("Lists summaries"), signet.ResponseModel[[]Summary]()),
		api.GET("/resources/details", signet.Summary("Lists details")),
		api.GET("/things", signet.Summary("The old path"), signet.ResponseModel[[]Summary](), signet.Deprecated()))
	api.Handle(create, api.POST("/resources", signet.Status(201)),
		signet.Example("lamp", New{Name: "lamp", Price: 30, Tags: []string{"light"}}))

	one := api.Group("", signet.Raises(errNone))
	one.Handle(get,
		one.GET("/resources/{resource_id}"),
		one.GET("/stock/{resource_uuid}", signet.Summary("Shows it, as the warehouse calls it")))
	one.Handle(replace, one.PUT("/resources/{resource_id}"))
	one.Handle(change, one.PATCH("/resources/{resource_id}"),
		signet.Example("cheaper", map[string]any{"price": 25}),
		signet.Example("without a note", map[string]any{"note": nil}))
	one.Handle(remove, one.DELETE("/resources/{resource_id}"))
	one.Handle(setPicture, one.PUT("/resources/{resource_id}/picture", signet.MaxUpload(maxPicture)),
		signet.Raises(errNotPicture))
	one.Handle(showPicture, one.GET("/resources/{resource_id}/picture"), signet.Raises(errNoPicture))
	return api
}

// Health is what /health answers.
type Health struct {
	Status string `json:"status"`
}

// health tells whether the service is up.
func health() Health { return Health{"up"} }
