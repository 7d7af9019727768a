package tcontenttype

import "github.com/signet-go/signet"

// Item is any JSON object.
type Item struct {
	Data map[string]any `body:""`
}

func echo(in *Item) map[string]any {
	return in.Data
}

// Default takes a body only with a Content-Type, as every app does.
func Default() *signet.App {
	app := signet.New()
	app.Handle(echo, app.POST("/items/"))
	return app
}

// Lax takes a body without a Content-Type.
func Lax() *signet.App {
	app := signet.New(signet.StrictContentType(false))
	app.Handle(echo, app.POST("/items/"))
	return app
}

// Nested is a lax app with a strict group and one that says nothing.
func Nested() *signet.App {
	app := signet.New(signet.StrictContentType(false))
	outer := app.Group("/outer")
	strict := outer.Group("/strict", signet.StrictContentType(true))
	app.Handle(echo, strict.POST("/items/"), outer.POST("/default/items/"))
	return app
}

// Mixed is a strict app with a lax group that holds a strict one.
func Mixed() *signet.App {
	app := signet.New(signet.StrictContentType(true))
	outer := app.Group("/outer", signet.StrictContentType(false))
	inner := outer.Group("/inner", signet.StrictContentType(true))
	app.Handle(echo, outer.POST("/items/"), inner.POST("/items/"))
	return app
}
