package openapicallbacks

import (
	"net/url"

	"github.com/signet-go/signet"
)

// Invoice is for the customer's client to pay.
type Invoice struct {
	ID       string  `json:"id"`
	Title    *string `json:"title"`
	Customer string  `json:"customer"`
	Total    float64 `json:"total"`
}

// InvoiceEvent tells what became of an invoice.
type InvoiceEvent struct {
	Description string `json:"description"`
	Paid        bool   `json:"paid"`
}

// InvoiceEventReceived is the client's answer.
type InvoiceEventReceived struct {
	OK bool `json:"ok"`
}

// Message is an answer.
type Message struct {
	Msg string `json:"msg"`
}

type createInvoiceInput struct {
	CallbackURL *url.URL `query:"callback_url" maxLength:"2083"`
	Body        Invoice  `body:""`
}

type notification struct {
	Body InvoiceEvent `body:""`
}

// invoiceNotification is the handler that the client writes.
func invoiceNotification(*notification) *InvoiceEventReceived { return &InvoiceEventReceived{} }

func createInvoice(*createInvoiceInput) Message { return Message{"Invoice received"} }

// Tutorial001 tells the client at a URL of its choice when an invoice is paid.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createInvoice, app.POST("/invoices/", signet.Callback(
		"invoice_notification", "{$request.query.callback_url}/invoices/{$request.body#/id}", "POST", invoiceNotification)))
	return app
}
