package docs_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-go/signet/docs"
)

var bundled = fstest.MapFS{
	"dist/show.js":  {Data: []byte("function show() {}")},
	"dist/icon.png": {Data: []byte("\x89PNG")},
}

func TestBundle(t *testing.T) {
	t.Parallel()
	b := docs.Bundle{
		Name: "Show", Files: bundled, Script: "dist/show.js", Icon: "dist/icon.png", Init: "show", Style: "b {}",
		Settings: map[string]any{"depth": 2, "text": "</script>"},
		Policy:   map[string][]string{"style-src": {"'unsafe-inline'"}},
	}
	h, err := b.Handler(docs.Page{Title: "Items & more", Path: "/api/show", SpecURL: "/openapi.json", Origins: []string{"https://a.example"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, path, mediaType, has string
	}{
		{"title", "/api/show", "text/html; charset=utf-8", "<title>Items &amp; more - Show</title>"},
		{"link to the document", "/api/show", "text/html; charset=utf-8", `<a href="../openapi.json">`},
		{"reference to the script", "/api/show", "text/html; charset=utf-8", `<script src="./show/show.js?v=`},
		{"reference to the icon", "/api/show", "text/html; charset=utf-8", `href="./show/icon.png?v=`},
		{"script", "/api/show/show.js", "text/javascript; charset=utf-8", "function show"},
		{"icon", "/api/show/icon.png", "image/png", "PNG"},
		{"style", "/api/show/page.css", "text/css; charset=utf-8", "b {}"},
		{"call", "/api/show/init.js", "text/javascript; charset=utf-8",
			`(show)("../openapi.json", document.getElementById("page"), {"depth":2,"text":"\u003c/script\u003e"});`},
	} {
		w := send(h, "GET", tt.path)
		if got := w.Header().Get("Content-Type"); w.Code != 200 || got != tt.mediaType || !strings.Contains(w.Body.String(), tt.has) {
			t.Errorf("%s: GET %s = %d %s %s; want %s with %s", tt.name, tt.path, w.Code, got, w.Body, tt.mediaType, tt.has)
		}
	}
	policy := send(h, "GET", "/api/show").Header().Get("Content-Security-Policy")
	for _, want := range []string{"script-src 'self';", "style-src 'self' 'unsafe-inline';", "connect-src 'self' https://a.example;"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy = %s; want %s", policy, want)
		}
	}
}

func TestBundleMistakes(t *testing.T) {
	t.Parallel()
	good := docs.Bundle{Name: "Show", Files: bundled, Script: "dist/show.js", Init: "show"}
	page := docs.Page{Path: "/show", SpecURL: "/openapi.json"}
	for _, tt := range []struct {
		name   string
		change func(*docs.Bundle, *docs.Page)
		want   string
	}{
		{"no document", func(_ *docs.Bundle, p *docs.Page) { p.SpecURL = "" }, `docs: no SpecURL: name the OpenAPI document, such as "/openapi.json"`},
		{"document of another scheme", func(_ *docs.Bundle, p *docs.Page) { p.SpecURL = "file:///a" }, `docs: SpecURL: "file:///a": only http and https can be shown`},
		{"path without a slash", func(_ *docs.Bundle, p *docs.Page) { p.Path = "show" }, `docs: path "show": write it as "/docs", beginning with a slash and without empty or dot segments`},
		{"origin with a path", func(_ *docs.Bundle, p *docs.Page) { p.Origins = []string{"https://a.example/b"} }, `docs: origin "https://a.example/b" is no scheme and host: write it as "https://api.example.com"`},
		{"no such script", func(b *docs.Bundle, _ *docs.Page) { b.Script = "other.js" }, "docs: the page's other.js: open other.js: file does not exist"},
		{"no such icon", func(b *docs.Bundle, _ *docs.Page) { b.Icon = "other.png" }, "docs: the page's other.png: open other.png: file does not exist"},
		{"setting without JSON", func(b *docs.Bundle, _ *docs.Page) { b.Settings = map[string]any{"a": func() {}} }, "docs: settings: json: unsupported type: func()"},
		{"unknown directive", func(b *docs.Bundle, _ *docs.Page) { b.Policy = map[string][]string{"styles": {"'self'"}} }, `docs: policy: there is no directive "styles" to add to`},
	} {
		b, p := good, page
		tt.change(&b, &p)
		if _, err := b.Handler(p); err == nil || err.Error() != tt.want {
			t.Errorf("%s: Handler = %v; want %s", tt.name, err, tt.want)
		}
	}
}

// A UI that is one script: the program embeds it, the page calls Init.
func ExampleBundle() {
	ui := docs.Bundle{
		Name:     "Show",
		Files:    bundled, // an embed.FS
		Script:   "dist/show.js",
		Init:     "function (specURL, element, settings) { show(element, specURL, settings.depth); }",
		Settings: map[string]any{"depth": 2},
	}
	page, err := ui.Handler(docs.Page{Title: "Items", Path: "/show", SpecURL: "/openapi.json"})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	page.ServeHTTP(w, httptest.NewRequest("GET", "/show/init.js", nil))
	fmt.Print(w.Body)
	// Output: (function (specURL, element, settings) { show(element, specURL, settings.depth); })("./openapi.json", document.getElementById("page"), {"depth":2});
}
