package schemaextraexample

import "github.com/signet-go/signet"

// Tutorial005 has several named examples, which may be wrong on purpose.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(updatePlain, app.PUT("/items/{item_id}", signet.Examples(
		signet.NamedExample{Name: "normal", Summary: "A normal example", Description: "A **normal** item works correctly.", Value: nice()},
		signet.NamedExample{Name: "converted", Summary: "An example with converted data", Description: "Prices may be `strings` of numbers.",
			Value: map[string]string{"name": "Bar", "price": "35.4"}},
		signet.NamedExample{Name: "invalid", Summary: "Invalid data is rejected with an error", Value: map[string]string{"name": "Baz", "price": "thirty five point four"}},
	)))
	return app
}
