package signet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// drawn is an app with chains of every kind.
func drawn() *signet.App {
	app := signet.New(quiet, signet.Lifespan(guardShop), signet.Depends(guardShop))
	app.Provide(newStore)
	app.Provide(openShop)
	v1 := app.Group("/v1", signet.Provide(beginTx))
	app.Handle(func(*shopTx, *shopStore) error { return nil }, v1.GET("/items"), v1.POST("/items"))
	app.Handle(takes[*shopMailer], app.GET("/mail/{id:int}", signet.Provide(func(*shopStore, *signet.RouteInfo) *shopMailer { return nil })))
	app.Handle(none, app.GET("/none"))
	return app
}

func TestWriteGraph(t *testing.T) {
	for _, tt := range []struct {
		file   string
		format signet.GraphFormat
	}{
		{"testdata/graph.mmd", signet.Mermaid},
		{"testdata/graph.dot", signet.DOT},
	} {
		var first, second bytes.Buffer
		for _, w := range []*bytes.Buffer{&first, &second} {
			if err := signet.WriteGraph(w, drawn(), tt.format); err != nil {
				t.Fatal(err)
			}
		}
		if first.String() != second.String() {
			t.Errorf("WriteGraph of two equal apps:\n%s\n%s", &first, &second)
		}
		golden(t, tt.file, []byte(withoutLines(first.String())))
	}
}

func TestWriteGraphMistakes(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet)
	app.Handle(none)
	for name, err := range map[string]error{
		"no route":       signet.WriteGraph(&bytes.Buffer{}, app, signet.DOT),
		"format 7 is un": signet.WriteGraph(&bytes.Buffer{}, drawn(), 7),
	} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("WriteGraph = %v; want %q", err, name)
		}
	}
}
