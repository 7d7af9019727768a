package signet_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/signettest"
)

// plainUI stands for a page of another kind.
type plainUI struct{}

func (plainUI) Handler(p docs.Page) (http.Handler, error) {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, p.Title+" at "+p.SpecURL) }), nil
}

type keyring struct{ secret string }

func onlyAdmins(b signet.Basic, k *keyring) error {
	if b.Password != k.secret {
		return signet.NewError(http.StatusUnauthorized, "no")
	}
	return nil
}

func audiences() *signet.App {
	app := signet.New(
		signet.Title("Shop"),
		signet.Provide(func() *keyring { return &keyring{"admin"} }),
		signet.Depends(func(*http.Request) error { return signet.NewError(http.StatusTeapot, "every route") }),
		signet.Redoc(plainUI{}),
		signet.TagInfo(signet.Tag{Name: "admin"}, signet.Tag{Name: "shop"}),
		signet.SwaggerUI(docs.Config{Settings: map[string]any{"filter": true}, OAuth: &docs.OAuth{ClientID: "page"}}),
		signet.Document("", signet.Section{Holds: func(r *signet.RouteInfo) bool { return r.Name != "createInvoice" }}),
		signet.Document("admin", signet.Section{Tags: []string{"admin"}, Title: "Back office", Guards: []signet.Dependency{signet.Depends(onlyAdmins)}}),
		signet.Document("open", signet.Section{OpenAPIPath: "/open.json", DocsPath: "-", RedocPath: "-"}))
	app.Handle(createInvoice, app.POST("/invoices", signet.Tags("admin"), signet.Status(201),
		signet.Response(201, invoice{}, "", signet.ResponseLink("self", signet.Link{OperationID: "readInvoice"}))))
	app.Handle(readInvoice, app.GET("/invoices/{id}", signet.Tags("shop")))
	return app
}

func TestSections(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, audiences())
	admin := signettest.Header("Authorization", "Basic YWRhOmFkbWlu")
	tests := []struct {
		path   string
		opts   []signettest.RequestOption
		status int
		has    string
		lacks  string
	}{
		{"/openapi.json", nil, 200, `"/invoices/{id}"`, `"/invoices":`},
		{"/redoc", nil, 200, "Shop at /openapi.json", ""},
		{"/docs/init.js", nil, 200, `"filter":true`, ""},
		{"/docs/init.js", nil, 200, `"clientId":"page"`, ""},
		{"/admin/openapi.json", nil, 401, "", "invoices"},
		{"/admin/openapi.yaml", nil, 401, "", "invoices"},
		{"/admin/docs", nil, 401, "", "swagger"},
		{"/admin/docs/init.js", nil, 401, "", "swagger"},
		{"/admin/redoc", nil, 401, "", "Back"},
		{"/admin/openapi.json", []signettest.RequestOption{admin}, 200, `"title":"Back office"`, `"/invoices/{id}"`},
		{"/admin/openapi.json", []signettest.RequestOption{admin}, 200, `"tags":[{"name":"admin"}]`, `"links"`},
		{"/admin/openapi.yaml", []signettest.RequestOption{admin}, 200, "Back office", ""},
		{"/admin/docs", []signettest.RequestOption{admin}, 200, "<title>Back office", ""},
		{"/admin/redoc", []signettest.RequestOption{admin}, 200, "Back office at /admin/openapi.json", ""},
		{"/open.json", nil, 200, `"links"`, ""},
		{"/open/docs", nil, 404, "", ""},
	}
	for _, tt := range tests {
		resp := client.For(t).Do("GET", tt.path, nil, tt.opts...)
		text := resp.Text()
		if resp.Status != tt.status || !strings.Contains(text, tt.has) || tt.lacks != "" && strings.Contains(text, tt.lacks) {
			t.Errorf("GET %s = %d %s; want %d with %q, without %q", tt.path, resp.Status, shorten(text), tt.status, tt.has, tt.lacks)
		}
	}
	var text bytes.Buffer
	if err := signet.WriteDocument(&text, audiences(), "admin"); err != nil || !strings.Contains(text.String(), "Back office") {
		t.Errorf("WriteDocument(admin) = %s, %v", shorten(text.String()), err)
	}
	if err := signet.WriteDocument(&text, audiences(), "x"); err == nil {
		t.Error("WriteDocument(x) = nil; want that there is no such document")
	}
}

// documentMistakes are what developers do wrong, each with the message that they
// get in testdata/document_mistakes.txt.
var documentMistakes = []struct {
	name     string
	options  []signet.Option
	register func(*signet.App)
}{
	{"webhook without a name", []signet.Option{signet.Webhook("", "POST", invoicePaid)}, nil},
	{"webhook with an unknown method", []signet.Option{signet.Webhook("paid", "PURGE", invoicePaid)}, nil},
	{"webhook that is no function", []signet.Option{signet.Webhook("paid", "POST", invoice{})}, nil},
	{"webhook twice", []signet.Option{signet.Webhook("paid", "POST", invoicePaid), signet.Webhook("paid", "post", invoicePaid)}, nil},
	{"webhook with a dependency", []signet.Option{signet.Webhook("paid", "POST", invoicePaid, signet.Depends(onlyAdmins))}, nil},
	{"webhook that needs what nobody provides", []signet.Option{signet.Webhook("paid", "POST", needsAccount)}, nil},
	{"callback without a URL", nil, func(a *signet.App) {
		a.Handle(list, a.GET("/a"), signet.Callback("paid", "", "POST", invoicePaid))
	}},
	{"link to nothing", nil, func(a *signet.App) {
		a.Handle(list, a.GET("/a"), signet.Response(200, nil, "", signet.ResponseLink("next", signet.Link{OperationID: "lists"})))
	}},
	{"link of a webhook to nothing", []signet.Option{signet.Webhook("paid", "POST", invoicePaid,
		signet.Response(200, nil, "", signet.ResponseLink("next", signet.Link{OperationID: "lists"})))}, nil},
	{"link of a callback to nothing", nil, func(a *signet.App) {
		a.Handle(list, a.GET("/a"), signet.Callback("paid", "{$request.query.url}", "POST", invoicePaid,
			signet.Response(200, nil, "", signet.ResponseLink("next", signet.Link{OperationID: "lists"}))))
	}},
	{"examples of what there is not", nil, func(a *signet.App) {
		a.Handle(list, a.GET("/a"), signet.ParamExamples("q", signet.NamedExample{}))
	}},
	{"comments of no source", []signet.Option{signet.DocComments(fstest.MapFS{})}, nil},
	{"comments of no file system", []signet.Option{signet.DocComments(nil)}, nil},
	{"place of Redoc without it", []signet.Option{signet.RedocPath("/re")}, nil},
	{"document twice", []signet.Option{signet.Document("a", signet.Section{}), signet.Document("a", signet.Section{})}, nil},
	{"path of the app's own document", []signet.Option{signet.Document("", signet.Section{DocsPath: "/d"})}, nil},
	{"guard that would never run", []signet.Option{signet.Document("a", signet.Section{Guards: []signet.Dependency{signet.Provide(onlyAdmins)}})}, nil},
	{"guard that needs what nobody provides", []signet.Option{signet.Document("a", signet.Section{Guards: []signet.Dependency{signet.Depends(onlyAdmins)}})}, nil},
	{"setting of the page that is fixed", []signet.Option{signet.SwaggerUI(docs.Config{Settings: map[string]any{"url": "/x"}})}, nil},
	{"page with a path of its own", []signet.Option{signet.SwaggerUI(docs.Config{Path: "/x"})}, nil},
}

func TestDocumentMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range documentMistakes {
		list.of(t, m.name, m.options, m.register)
	}
	golden(t, "testdata/document_mistakes.txt", list.text.Bytes())
}
