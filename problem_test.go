package signet_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// problemLevels are the layers that ProblemJSON may stand on.
var problemLevels = []string{"app", "group", "route"}

// failingEverywhere returns an app whose routes below /p fail in every way, with
// ProblemJSON on the layer.
func failingEverywhere(t *testing.T, layer string) *signet.App {
	t.Helper()
	on := func(here string) []signet.LayerOption {
		if here == layer {
			return []signet.LayerOption{signet.ProblemJSON()}
		}
		return nil
	}
	opts := []signet.Option{signet.MaxBody(8), signet.GzipRequests()}
	for _, o := range on("app") {
		opts = append(opts, o)
	}
	app, _ := newApp(opts...)
	g := app.Group("/p")
	for _, o := range on("group") {
		g = g.Group("", o)
	}
	add := func(fn any, route func(string, ...signet.RouteOption) signet.Route, path string, opts ...signet.HandleOption) {
		var own []signet.RouteOption
		for _, o := range on("route") {
			own = append(own, o)
		}
		app.Handle(fn, append(opts, route(path, own...))...)
	}
	type form struct {
		Name *string `form:"name"`
	}
	type file struct {
		Content []byte `file:"content"`
	}
	type body struct {
		Body thing `body:""`
	}
	type value struct{}
	secret := errors.New("hunter2")
	add(in[Numbered], g.GET, "/parameter/{id}")
	add(in[body], g.POST, "/json")
	add(in[form], g.POST, "/form")
	add(in[file], g.POST, "/file")
	add(takes[signet.Bearer], g.GET, "/bearer")
	add(none, g.GET, "/scopes", signet.Depends(func(s signet.Scopes) error { return s.Refuse() }), signet.RequireScopes("a"))
	add(none, g.GET, "/guarded", signet.Depends(fails(signet.NewError(403, "no"))))
	add(fails(signet.NewError(404, "none", signet.Type("https://x/none"))), g.GET, "/known")
	add(fails(signet.NewError(409, map[string]any{"a": 1})), g.GET, "/data")
	add(fails(secret), g.GET, "/internal")
	add(func() { panic(secret) }, g.GET, "/panic")
	add(func() refusing { return refusing{secret} }, g.GET, "/encoding")
	add(none, g.GET, "/cleanup", signet.Depends(func() (value, signet.Cleanup, error) {
		return value{}, func(error) error { return secret }, nil
	}))
	add(fails(secret), g.GET, "/replaced", signet.OnError(func(error) error { return signet.NewError(502, "behind us") }))
	add(fails(secret), g.GET, "/mapper", signet.OnError(func(error) string { panic(secret) }))
	add(func() signet.EventStream[int] { return nil }, g.GET, "/stream")
	add(func(w http.ResponseWriter) error { return secret }, g.GET, "/writer")
	valid(t, app)
	return app
}

// Every way to fail is answered as a problem where ProblemJSON holds, and with
// the same status and headers as without.
func TestProblemJSONInEveryAnswer(t *testing.T) {
	t.Parallel()
	const urlencoded, multipart = "Content-Type: application/x-www-form-urlencoded", "Content-Type: multipart/form-data; boundary=b"
	tests := []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		title                      string
		rest                       string // members after status
		unmatched                  bool   // no route: as the app's layer says
	}{
		{"parameter", "GET", "/p/parameter/x", "", nil, 422, "Unprocessable Entity", `"detail":"the request does not fit","errors":[{"type":"int_parsing","loc":["path","id"]`, false},
		{"JSON", "POST", "/p/json", "{", nil, 422, "Unprocessable Entity", `"detail":"the request does not fit","errors":[{"type":"json_invalid","loc":["body",1]`, false},
		{"no JSON", "POST", "/p/json", "{}", []string{"Content-Type: text/plain"}, 422, "Unprocessable Entity", `"detail":"the request does not fit","errors":[`, false},
		{"too large", "POST", "/p/json", `{"name":"too long"}`, nil, 413, "Request Entity Too Large", `"detail":"the body is larger than 8 bytes"}`, false},
		{"encoding", "POST", "/p/json", `{}`, []string{"Content-Encoding: br"}, 415, "Unsupported Media Type", `"detail":"the body has`, false},
		{"no gzip", "POST", "/p/json", `{}`, []string{"Content-Encoding: gzip"}, 400, "Bad Request", `"detail":"the body is not gzip`, false},
		{"no form", "POST", "/p/form", `{}`, nil, 415, "Unsupported Media Type", `"detail":"the body must be a form`, false},
		{"fields too large", "POST", "/p/form", "name=too+long", []string{urlencoded}, 413, "Request Entity Too Large", `"detail":"`, false},
		{"broken multipart", "POST", "/p/file", "x", []string{multipart}, 400, "Bad Request", `"detail":"the body is not a multipart form`, false},
		{"no credentials", "GET", "/p/bearer", "", nil, 401, "Unauthorized", `"detail":"Not authenticated"}`, false},
		{"malformed credentials", "GET", "/p/bearer", "", []string{"Authorization: Bearer"}, 401, "Unauthorized", `"detail":"Not authenticated"}`, false},
		{"scopes", "GET", "/p/scopes", "", nil, 403, "Forbidden", `"detail":"the token lacks the scopes [\"a\"]"}`, false},
		{"dependency", "GET", "/p/guarded", "", nil, 403, "Forbidden", `"detail":"no"}`, false},
		{"Error", "GET", "/p/known", "", nil, 404, "Not Found", `"detail":"none"}`, false},
		{"Error with data", "GET", "/p/data", "", nil, 409, "Conflict", `"errors":{"a":1}}`, false},
		{"internal error", "GET", "/p/internal", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"panic", "GET", "/p/panic", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"encoding the result", "GET", "/p/encoding", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"cleanup", "GET", "/p/cleanup", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"replaced by OnError", "GET", "/p/replaced", "", nil, 502, "Bad Gateway", `"detail":"behind us"}`, false},
		{"failure of OnError", "GET", "/p/mapper", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"stream that never began", "GET", "/p/stream", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"writer that wrote nothing", "GET", "/p/writer", "", nil, 500, "Internal Server Error", `"detail":"Internal Server Error"}`, false},
		{"no path", "GET", "/none", "", nil, 404, "Not Found", `"detail":"Not Found"}`, true},
		{"no path of the group", "GET", "/p/none", "", nil, 404, "Not Found", `"detail":"Not Found"}`, true},
		{"no method", "DELETE", "/p/known", "", nil, 405, "Method Not Allowed", `"detail":"Method Not Allowed"}`, true},
	}
	plain := failingEverywhere(t, "")
	for _, layer := range problemLevels {
		app := failingEverywhere(t, layer)
		for _, tt := range tests {
			t.Run(layer+"/"+tt.name, func(t *testing.T) {
				got := do(t, app, tt.method, tt.target, tt.body, tt.headers...)
				without := do(t, plain, tt.method, tt.target, tt.body, tt.headers...)
				if tt.unmatched && layer != "app" {
					got.want(t, tt.status, without.body)
					return
				}
				kind := "about:blank"
				if tt.name == "Error" {
					kind = "https://x/none"
				}
				head := fmt.Sprintf(`{"type":"%s","title":"%s","status":%d,%s`, kind, tt.title, tt.status, tt.rest)
				if media := got.header.Get("Content-Type"); got.status != tt.status || !strings.HasPrefix(got.body, head) || media != "application/problem+json" {
					t.Errorf("%s = %d %s %s; want %d application/problem+json %s", got.call, got.status, media, got.body, tt.status, head)
				}
				if media := without.header.Get("Content-Type"); without.status != tt.status || media != "application/json" {
					t.Errorf("without ProblemJSON %s = %d %s %s; want %d application/json", without.call, without.status, media, without.body, tt.status)
				}
				for _, name := range []string{"Www-Authenticate", "Allow", "Accept", "Accept-Encoding"} {
					if got.header.Get(name) != without.header.Get(name) {
						t.Errorf("%s has %s %q; want %q as without ProblemJSON", got.call, name, got.header.Get(name), without.header.Get(name))
					}
				}
			})
		}
	}
}

// The document says application/problem+json where the app does, and nowhere else.
func TestProblemJSONInTheDocument(t *testing.T) {
	t.Parallel()
	for _, layer := range problemLevels {
		app, _ := newApp()
		problem := signet.ProblemJSON()
		if layer == "app" {
			app, _ = newApp(problem)
		}
		g := app.Group("/p")
		if layer == "group" {
			g = app.Group("/p", problem)
		}
		route := g.GET("/a/{id}")
		if layer == "route" {
			route = g.GET("/a/{id}", problem)
		}
		fn := func(*Numbered, signet.Bearer) error { return nil }
		app.Handle(fn, route, signet.Raises(signet.NewError(404, nil)))
		app.Handle(fn, app.GET("/a/{id}"), signet.Raises(signet.NewError(404, nil)))
		valid(t, app)
		var doc struct {
			Paths map[string]map[string]struct {
				Responses map[string]struct {
					Content map[string]struct{ Schema map[string]any }
				}
			}
		}
		if err := json.Unmarshal([]byte(do(t, app, "GET", "/openapi.json", "").body), &doc); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/p/a/{id}", "/a/{id}"} {
			media, schemas := "application/json", map[string]string{"401": "HTTPError", "404": "HTTPError", "422": "HTTPValidationError"}
			if path == "/p/a/{id}" || layer == "app" {
				media, schemas = "application/problem+json", map[string]string{"401": "Problem", "404": "Problem", "422": "ValidationProblem"}
			}
			for status, name := range schemas {
				content := doc.Paths[path]["get"].Responses[status].Content
				if got := content[media].Schema["$ref"]; got != "#/components/schemas/"+name || len(content) != 1 {
					t.Errorf("ProblemJSON on the %s: %s of %s is %v; want %s in %s alone", layer, status, path, content, name, media)
				}
			}
		}
	}
}
