package schemaextraexample

import "github.com/signet-go/signet"

// PlainUpdate replaces an item; its route has the example.
type PlainUpdate struct {
	ID   int  `path:"item_id"`
	Item Item `body:""`
}

func updatePlain(in *PlainUpdate) Result { return Result{in.ID, in.Item} }

func nice() Item {
	description, tax := "A very nice Item", 3.2
	return Item{"Foo", &description, 35.4, &tax}
}

// Tutorial003 has one example of the route's body.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(updatePlain, app.PUT("/items/{item_id}", signet.Example("nice", nice())))
	return app
}
