package signet_test

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// answersOf lists what the document says of GET on a path: statuses, each with its
// media types and headers.
func answersOf(t *testing.T, doc map[string]any, path string) string {
	t.Helper()
	responses, _ := at(doc, "paths", path, "get", "responses").(map[string]any)
	var list []string
	for status := range responses {
		line := status
		for _, kind := range []string{"content", "headers"} {
			parts, _ := at(responses, status, kind).(map[string]any)
			var names []string
			for name, part := range parts {
				if schema := at(part, "schema"); kind == "content" && schema != nil && !strings.Contains(name, "json") {
					text, err := json.Marshal(schema)
					if err != nil {
						t.Fatal(err)
					}
					name += " " + string(text)
				}
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				line += " " + name
			}
		}
		list = append(list, line)
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// movedOrText is one of two answers.
type movedOrText struct {
	Moved *signet.Redirect `status:"303"`
	Text  *signet.Text     `status:"200"`
}

func TestContentInTheDocument(t *testing.T) {
	t.Parallel()
	type packed struct {
		Kind string      `header:"X-Kind"`
		Body signet.File `body:""`
	}
	const instead = "; 304 ETag; 404 application/json; 412 application/json; 416 application/json"
	tests := []struct {
		name    string
		handler any
		opts    []signet.RouteOption
		want    string
	}{
		{"HTML", returns[signet.HTML], nil, `200 text/html {"type":"string"}`},
		{"View", returns[signet.View], nil, `200 text/html {"type":"string"}`},
		{"Text", returns[signet.Text], nil, `200 text/plain {"type":"string"}`},
		{"Text of another type", returns[signet.Text], []signet.RouteOption{signet.ContentType("text/csv; header=present")}, `200 text/csv {"type":"string"}`},
		{"bytes", returns[[]byte], []signet.RouteOption{signet.ContentType("image/png")}, "200 image/png"},
		{"Reader", returns[io.Reader], nil, "200 application/octet-stream"},
		{"Redirect", returns[signet.Redirect], nil, "307 Location; 400 application/json"},
		{"Redirect or a text", returns[movedOrText], nil, `200 text/plain {"type":"string"}; 303 Location; 400 application/json`},
		{"Redirect of another status", returns[*signet.Redirect], []signet.RouteOption{signet.Status(303)}, "303 Location; 400 application/json"},
		{"File", returns[signet.File], nil, "200 */* ETag; 206 */* multipart/byteranges Content-Range" + instead},
		{"File of a type", returns[*signet.File], []signet.RouteOption{signet.ContentType("image/png")}, "200 image/png ETag; 206 image/png multipart/byteranges Content-Range" + instead},
		{"File in an envelope", returns[packed], nil, "200 */* ETag X-Kind; 206 */* multipart/byteranges Content-Range" + instead},
		{"File of another status", returns[signet.File], []signet.RouteOption{signet.Status(203)}, "203 */*"},
		{"described File", returns[signet.File], []signet.RouteOption{signet.Response(404, thing{}, "none"), signet.Response(206, nil, "a part")},
			"200 */* ETag; 206" + instead},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(signet.Templates(pages()))
			app.Handle(tt.handler, app.GET("/x", tt.opts...))
			_, doc := documentOf(t, app)
			if got := answersOf(t, doc, "/x"); got != tt.want {
				t.Errorf("the document says %s; want %s", got, tt.want)
			}
		})
	}
}

// What else a file may be answered with belongs to GET.
func TestFileOfOtherMethodsInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(returns[signet.File], app.POST("/x"))
	_, doc := documentOf(t, app)
	if responses, _ := at(doc, "paths", "/x", "post", "responses").(map[string]any); len(responses) != 1 {
		t.Errorf("POST /x has the answers %v; want 200 alone", responses)
	}
}

// Files of a site are no operations.
func TestSitesAreNotInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Static("/assets", website())
	app.Frontend("/", build("index.html"))
	app.Handle(get, app.GET("/items"))
	_, doc := documentOf(t, app)
	paths, _ := at(doc, "paths").(map[string]any)
	if len(paths) != 1 || at(paths, "/items", "get") == nil {
		t.Errorf("the document describes %v; want /items and nothing else", paths)
	}
	if got := do(t, app, "GET", "/openapi.json", "", navigation); got.status != 200 || got.header.Get("Content-Type") != "application/json" {
		t.Errorf("%s = %d %s; want the document", got.call, got.status, got.header)
	}
}
