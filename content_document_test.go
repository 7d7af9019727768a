package signet_test

import (
	"testing"
)

// Files of a site are no operations.
func TestSitesAreNotInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Static("/assets", website())
	app.Frontend("/", build("index.html"))
	app.Handle(get, app.GET("/items"))
	_, doc := documentOf(t, app)
	paths, _ := at(doc, "paths").(map[string]any)
	if len(paths) != 1 || at(paths, "/items", "get") == nil {
		t.Errorf("the document describes %v; want /items and nothing else", paths)
	}
	if got := do(t, app, "GET", "/openapi.json", "", navigation); got.status != 200 || got.header.Get("Content-Type") != "application/json" {
		t.Errorf("%s = %d %s; want the document", got.call, got.status, got.header)
	}
}
