package signet_test

import (
	"encoding/json"
	"testing"

	"github.com/signet-go/signet"
)

// TestResponseOptions: what the options of Response say joins what the signature
// says, in the document alone.
func TestResponseOptions(t *testing.T) {
	t.Parallel()
	type problem struct {
		Detail string `json:"detail"`
	}
	app, _ := newApp(signet.Response(signet.Status4XX, problem{}, ""))
	app.Handle(func() envelopeOf[thing] { return envelopeOf[thing]{"e", thing{"n"}} }, app.GET("/things",
		signet.ResponseDescription("The thing or its picture."),
		signet.Response(200, nil, "",
			signet.ResponseContent("image/png", nil),
			signet.ResponseContent("text/csv", ""),
			signet.ResponseHeader("X-Rate", 0, "Calls left."),
			signet.ResponseExamples(signet.NamedExample{Name: "one", Value: thing{"one"}}),
			signet.ResponseLink("owner", signet.Link{OperationID: "getOwner", Parameters: map[string]any{"id": "$response.body#/name"}, Description: "Who has it."})),
		signet.Response(404, nil, "Nothing there.", signet.ResponseContent("application/problem+json", problem{})),
		signet.Response(signet.StatusDefault, nil, "Anything else.")))
	app.Handle(list, app.GET("/owners", signet.OperationID("getOwner")))
	valid(t, app)
	do(t, app, "GET", "/things", "").want(t, 200, `{"name":"n"}`)
	_, doc := documentOf(t, app)
	responses := at(doc, "paths", "/things", "get", "responses")
	for status, want := range map[string]string{
		"200": `{"content":{"application/json":{"examples":{"one":{"value":{"name":"one"}}},"schema":{"$ref":"#/components/schemas/thing"}},"image/png":{},"text/csv":{"schema":{"type":"string"}}},` +
			`"description":"The thing or its picture.","headers":{"Etag":{"schema":{"type":"string"},"style":"simple"},"X-Rate":{"description":"Calls left.","schema":{"type":"integer"},"style":"simple"}},` +
			`"links":{"owner":{"description":"Who has it.","operationId":"getOwner","parameters":{"id":"$response.body#/name"}}}}`,
		"404":     `{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/problem"}}},"description":"Nothing there."}`,
		"4XX":     `{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/problem"}}},"description":"Client Error"}`,
		"default": `{"description":"Anything else."}`,
	} {
		if got, err := json.Marshal(at(responses, status)); err != nil || string(got) != want {
			t.Errorf("%s is %s, %v; want %s", status, got, err, want)
		}
	}
}
