package signet_test

import (
	"encoding/json"
	"testing"

	"github.com/signet-go/signet"
)

type (
	invoice struct {
		ID    string `json:"id"`
		Total int    `json:"total"`
	}
	newInvoice struct {
		CallbackURL string  `query:"callback_url"`
		Body        invoice `body:""`
	}
	paid struct {
		Token signet.APIKey `header:"X-Hook"`
		Body  invoice       `body:""`
	}
	oneInvoice struct {
		ID string `path:"id"`
	}
)

func createInvoice(*newInvoice) (*invoice, error) { return nil, nil }
func readInvoice(*oneInvoice) (*invoice, error)   { return nil, nil }
func invoicePaid(*paid) error                     { return nil }

func billing() *signet.App {
	app := signet.New(signet.Webhook("invoice-paid", "POST", invoicePaid, signet.Summary("An invoice is paid"), signet.Tags("hooks")))
	app.Handle(createInvoice, app.POST("/invoices",
		signet.Status(201),
		signet.Callback("paid", "{$request.query.callback_url}", "post", invoicePaid),
		signet.Response(201, invoice{}, "", signet.ResponseLink("self", signet.Link{OperationID: "readInvoice", Parameters: map[string]any{"id": "$response.body#/id"}, Description: "Read it."})),
		signet.ParamExamples("callback_url", signet.NamedExample{Name: "local", Value: "http://localhost/paid"}),
	))
	app.Handle(readInvoice, app.GET("/invoices/{id}"))
	return app
}

func TestOutgoing(t *testing.T) {
	t.Parallel()
	app := billing()
	_, doc := documentOf(t, app)
	create := at(doc, "paths", "/invoices", "post")
	callback := at(create, "callbacks", "paid", "{$request.query.callback_url}", "post")
	hook := at(doc, "webhooks", "invoice-paid", "post")
	parameters, _ := at(create, "parameters").([]any)
	tests := []struct {
		name string
		got  any
		want string
	}{
		{"callback's body", at(callback, "requestBody", "content", "application/json", "schema"), `{"$ref":"#/components/schemas/invoice"}`},
		{"callback's answers", at(callback, "responses"), `{"204":{"description":"No Content"}}`},
		{"callback's id", at(callback, "operationId"), `"invoicePaid"`},
		{"webhook's id", at(hook, "operationId"), `"invoicePaid_2"`},
		{"webhook's summary", at(hook, "summary"), `"An invoice is paid"`},
		{"webhook's tags", at(hook, "tags"), `["hooks"]`},
		{"webhook's security", at(hook, "security"), `[{"APIKeyHeader":[]}]`},
		{"link", at(create, "responses", "201", "links"),
			`{"self":{"description":"Read it.","operationId":"readInvoice","parameters":{"id":"$response.body#/id"}}}`},
		{"parameter's examples", at(parameters[0], "examples"), `{"local":{"value":"http://localhost/paid"}}`},
		{"nothing is served", at(doc, "paths", "/"), `null`},
	}
	for _, tt := range tests {
		if got, _ := json.Marshal(tt.got); string(got) != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	if schemes, _ := at(doc, "components", "securitySchemes").(map[string]any); len(schemes) != 1 {
		t.Errorf("security schemes = %v; want that of the webhook", schemes)
	}
	if spec, err := app.OpenAPI(); err != nil || len(spec.Webhooks) != 1 {
		t.Errorf("OpenAPI() = %v, %v; want one webhook", spec, err)
	}
}

// A link leads only to operations of the same document.
func TestOutgoingLinks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		holds func(*signet.RouteInfo) bool
		want  string
	}{
		{"whole app", nil, `{"read":{"operationId":"readInvoice"}}`},
		{"other operations", func(r *signet.RouteInfo) bool { return r.Name != "readInvoice" }, `null`},
	} {
		link := signet.Response(204, nil, "", signet.ResponseLink("read", signet.Link{OperationID: "readInvoice"}))
		app := signet.New(
			signet.Document("", signet.Section{Holds: tt.holds}),
			signet.Webhook("invoice-paid", "POST", invoicePaid, link))
		app.Handle(readInvoice, app.GET("/invoices/{id}"))
		app.Handle(list, app.GET("/list"), signet.Callback("paid", "{$request.query.url}", "POST", invoicePaid, link))
		_, doc := documentOf(t, app)
		for place, operation := range map[string]any{
			"webhook":  at(doc, "webhooks", "invoice-paid", "post"),
			"callback": at(doc, "paths", "/list", "get", "callbacks", "paid", "{$request.query.url}", "post"),
		} {
			if got, _ := json.Marshal(at(operation, "responses", "204", "links")); string(got) != tt.want {
				t.Errorf("%s: links of the %s = %s; want %s", tt.name, place, got, tt.want)
			}
		}
	}
}
