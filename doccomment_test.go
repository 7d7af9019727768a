package signet_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/signet-go/signet"
)

// billingSource stands for the file that an app would embed.
const billingSource = `package signet_test

// createInvoice makes an invoice. It is sent by [invoicePaid]:
//
//   - soon
func createInvoice()

// readInvoice is not what the document says.
func readInvoice()

// invoice is what somebody owes.
type invoice struct {
	// Total is in cents.
	Total int
}

type newInvoice struct {
	CallbackURL string // Where the payment is reported.
}
`

func TestDocComments(t *testing.T) {
	t.Parallel()
	app := signet.New(signet.DocComments(fstest.MapFS{"billing.go": {Data: []byte(billingSource)}}))
	app.Handle(createInvoice, app.POST("/invoices"))
	app.Handle(readInvoice, app.GET("/invoices/{id}", signet.Summary("Chosen")))
	app.Handle(func() error { return nil }, app.GET("/closure"))
	_, doc := documentOf(t, app)
	create := at(doc, "paths", "/invoices", "post")
	parameters, _ := at(create, "parameters").([]any)
	tests := []struct {
		name string
		got  any
		want string
	}{
		{"summary", at(create, "summary"), `"Makes an invoice"`},
		{"description", at(create, "description"), `"It is sent by \\[invoicePaid]:\n\n  - soon"`},
		{"chosen", at(doc, "paths", "/invoices/{id}", "get", "summary"), `"Chosen"`},
		{"closure", at(doc, "paths", "/closure", "get", "description"), `null`},
		{"parameter", at(parameters[0], "description"), `"Where the payment is reported."`},
		{"type", at(doc, "components", "schemas", "invoice", "description"), `"invoice is what somebody owes."`},
		{"field", at(doc, "components", "schemas", "invoice", "properties", "total", "description"), `"Total is in cents."`},
	}
	for _, tt := range tests {
		if got, _ := json.Marshal(tt.got); string(got) != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}
