package signet_test

import (
	"bytes"
	"encoding/json"
	"go/token"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/scanner"

	"github.com/signet-go/signet"
)

// documentOf returns the app's document as bytes and parsed.
func documentOf(t testing.TB, app *signet.App) ([]byte, map[string]any) {
	t.Helper()
	var text bytes.Buffer
	if err := signet.WriteOpenAPI(&text, app); err != nil {
		t.Fatalf("WriteOpenAPI = %v", err)
	}
	var doc map[string]any
	if err := json.Unmarshal(text.Bytes(), &doc); err != nil {
		t.Fatalf("WriteOpenAPI wrote %s: %v", shorten(text.String()), err)
	}
	return text.Bytes(), doc
}

// at follows names into a parsed document; nil where one is missing.
func at(doc any, names ...string) any {
	for _, name := range names {
		object, ok := doc.(map[string]any)
		if !ok {
			return nil
		}
		doc = object[name]
	}
	return doc
}

func TestOneNameOfTwoPackagesIsTwoSchemas(t *testing.T) {
	t.Parallel()
	type route struct {
		From token.Position   `json:"from"`
		To   scanner.Position `json:"to"`
	}
	app, _ := newApp()
	app.Handle(func() route { return route{} }, app.GET("/"))
	_, doc := documentOf(t, app)
	schemas, _ := at(doc, "components", "schemas").(map[string]any)
	from, _ := at(schemas, "route", "properties", "from", "$ref").(string)
	to, _ := at(schemas, "route", "properties", "to", "$ref").(string)
	if from == "" || to == "" || from == to {
		t.Fatalf("from is %q, to is %q; want two components; there are %v", from, to, schemas)
	}
	for _, ref := range []string{from, to} {
		name := strings.TrimPrefix(ref, "#/components/schemas/")
		if at(schemas, name, "properties") == nil {
			t.Errorf("%s leads to %v; want an object", ref, schemas[name])
		}
		if strings.ContainsAny(name, "/ ~") {
			t.Errorf("schema name %q is hard to read in a reference", name)
		}
	}
}

func TestOneFunctionOnTwoPaths(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(get, app.GET("/items"), app.GET("/products", signet.Deprecated(), signet.Summary("Old")), app.Method("GET,PUT", "/both"))
	_, doc := documentOf(t, app)
	seen := map[string]string{}
	for _, op := range []struct{ path, method string }{{"/items", "get"}, {"/products", "get"}, {"/both", "get"}, {"/both", "put"}} {
		id, _ := at(doc, "paths", op.path, op.method, "operationId").(string)
		if other, twice := seen[id]; twice || id == "" {
			t.Errorf("%s %s has operationId %q, as %s has", op.method, op.path, id, other)
		}
		seen[id] = op.method + " " + op.path
		deprecated, _ := at(doc, "paths", op.path, op.method, "deprecated").(bool)
		if want := op.path == "/products"; deprecated != want {
			t.Errorf("%s %s: deprecated %t; want %t", op.method, op.path, deprecated, want)
		}
	}
	if got := at(doc, "paths", "/products", "get", "summary"); got != "Old" {
		t.Errorf("summary of the alias is %v; want Old", got)
	}
}

// TestDocumentedResult: the document says what is sent. A nil pointer as the
// whole result is a 500, so null is not among it.
func TestDocumentedResult(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func() *thing { return &thing{} }, app.GET("/pointer"))
	app.Handle(func() signet.Opt[thing] { return signet.Null[thing]() }, app.GET("/opt"))
	app.Handle(func() []*thing { return []*thing{nil} }, app.GET("/items"))
	_, doc := documentOf(t, app)
	for path, nullable := range map[string]bool{"/pointer": false, "/opt": true, "/items": true} {
		schema, err := json.Marshal(at(doc, "paths", path, "get", "responses", "200", "content", "application/json", "schema"))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(schema), `"null"`); got != nullable {
			t.Errorf("GET %s: the schema is %s; null is sent: %t", path, schema, nullable)
		}
	}
}

// wideApp has something of everything that a document can describe.
func wideApp() *signet.App {
	type stock struct {
		Body struct {
			Item  thing             `json:"item"`
			Note  *string           `json:"note,omitempty"`
			Sub   *thing            `json:"sub"`
			Opt   signet.Opt[thing] `json:"opt"`
			Times []signet.Date     `json:"times"`
			Any   any               `json:"any,omitempty"`
			Map   map[string]*thing `json:"map,omitempty"`
		} `body:""`
	}
	app, _ := newApp(signet.Title("Wide"), signet.Tags("all"))
	v1 := app.Group("/v1", signet.Tags("v1"))
	app.Handle(func(*everySource) (*thing, error) { return nil, nil }, v1.PUT("/all/{id}/{rev}"))
	app.Handle(func(in *stock) { _ = in }, v1.POST("/stock", signet.Example("one", map[string]any{"item": thing{"x"}})))
	app.Handle(get, app.GET("/items"), app.GET("/products", signet.Deprecated()))
	app.Handle(list, v1.GET("/list", signet.ResponseModel[[]thing](), signet.Response(404, nil, "none")))
	return app
}

func TestDocumentSaysNothingOdd(t *testing.T) {
	t.Parallel()
	app := wideApp()
	valid(t, app)
	text, doc := documentOf(t, app)
	if at(doc, "openapi") != "3.1.0" {
		t.Errorf("openapi is %v; want 3.1.0", at(doc, "openapi"))
	}
	for _, bad := range []string{
		`"nullable"`,           // 3.0's, which 3.1 does not know
		`"Accept"`, `"accept"`, // content negotiation is no parameter
		"github.com", "signet_test", ".go:", // where the Go code is
		"time.Time", "*", "interface {}",
	} {
		if bytes.Contains(text, []byte(bad)) {
			t.Errorf("the document holds %s:\n%s", bad, text)
		}
	}
	refs := regexp.MustCompile(`"\$ref":\s*"#/components/schemas/([^"]+)"`)
	for _, ref := range refs.FindAllSubmatch(text, -1) {
		if at(doc, "components", "schemas", string(ref[1])) == nil {
			t.Errorf("%s leads nowhere", ref[0])
		}
	}
	if spec, err := app.OpenAPI(); err != nil || spec.Info.Title != "Wide" {
		t.Errorf("OpenAPI() = %v, %v; want the document of Wide", spec, err)
	}
}

func TestDocumentIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	first, _ := documentOf(t, wideApp())
	for range 5 {
		if again, _ := documentOf(t, wideApp()); !bytes.Equal(again, first) {
			t.Fatal("two apps with the same routes have different documents: " + firstDifference(string(again), string(first)))
		}
	}
	app := wideApp()
	bodies, group := make([]string, 16), sync.WaitGroup{}
	for i := range bodies {
		group.Go(func() {
			path := []string{"/openapi.json", "/openapi.yaml"}[i%2]
			w := httptest.NewRecorder()
			app.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			bodies[i] = w.Body.String()
		})
	}
	group.Wait()
	for i, body := range bodies {
		if body != bodies[i%2] || body == "" {
			t.Errorf("two first fetches at the same time differ: %s", firstDifference(body, bodies[i%2]))
		}
	}
	if bodies[0] != string(first) {
		t.Errorf("/openapi.json is not what WriteOpenAPI writes: %s", firstDifference(bodies[0], string(first)))
	}
}

// TestDocsWorkOffline follows all references of the page: they stay on the app.
func TestDocsWorkOffline(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(get, app.GET("/items"))
	page := do(t, app, "GET", "/docs", "")
	page.wantStatus(t, 200)
	references := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(page.body, -1)
	if len(references) < 3 {
		t.Fatalf("GET /docs refers to %q; want its script and style", references)
	}
	for _, reference := range references {
		path := reference[1]
		if strings.Contains(path, "//") || strings.HasPrefix(path, "data:") {
			t.Errorf("GET /docs refers to %s, which is not on the app", path)
			continue
		}
		path, _, _ = strings.Cut(strings.TrimPrefix(path, "./"), "?")
		if !strings.HasPrefix(path, "/") {
			path = "/" + path // the page is at /docs, so its base is /
		}
		do(t, app, "GET", path, "").wantStatus(t, 200)
	}
	external := regexp.MustCompile(`https?://[^"'\s)]+`)
	if found := external.FindAllString(page.body, -1); len(found) > 0 {
		t.Errorf("GET /docs names %q; want no address elsewhere", found)
	}
	policy := page.header.Get("Content-Security-Policy")
	if policy == "" || external.MatchString(policy) || strings.Contains(policy, "unsafe-eval") {
		t.Errorf("GET /docs has the policy %q; want one that allows the app alone", policy)
	}
	book.quiet(t)
}

func TestDocumentCanBeMovedAndTurnedOff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		opts    []signet.Option
		present []string
		absent  []string
	}{
		{"default", nil, []string{"/openapi.json", "/openapi.yaml", "/docs"}, nil},
		{"moved", []signet.Option{signet.OpenAPIPath("/api/spec.json"), signet.DocsPath("/api/ui")},
			[]string{"/api/spec.json", "/api/spec.yaml", "/api/ui"}, []string{"/openapi.json", "/docs"}},
		{"no page", []signet.Option{signet.DocsPath("")}, []string{"/openapi.json"}, []string{"/docs"}},
		{"nothing", []signet.Option{signet.OpenAPIPath("")}, nil, []string{"/openapi.json", "/openapi.yaml", "/docs"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(tt.opts...)
			app.Handle(get, app.GET("/items"), app.GET("/hidden", signet.Hidden()))
			valid(t, app)
			for _, path := range slices.Concat(tt.present, tt.absent) {
				want := 200
				if slices.Contains(tt.absent, path) {
					want = 404
				}
				do(t, app, "GET", path, "").wantStatus(t, want)
			}
			if _, doc := documentOf(t, app); at(doc, "paths", "/hidden") != nil || at(doc, "paths", "/items") == nil {
				t.Errorf("the document has the paths %v; want /items alone", at(doc, "paths"))
			}
		})
	}
}
