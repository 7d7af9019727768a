package redoc_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/contrib/redoc"
	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/signettest"
)

func TestFiles(t *testing.T) {
	t.Parallel()
	ui := redoc.UI{Settings: map[string]any{"hideDownloadButtons": true}, Origins: []string{"https://images.example.com"}}
	client := signettest.New(t, shop(signet.Redoc(ui)))
	for _, tt := range []struct {
		path, mediaType, has string
	}{
		{"/redoc", "text/html; charset=utf-8", "<title>Shop - Redoc</title>"},
		{"/redoc/redoc.standalone.js", "text/javascript; charset=utf-8", `"` + redoc.Version + `"`},
		{"/redoc/init.js", "text/javascript; charset=utf-8", `"./openapi.json"`},
		{"/redoc/init.js", "text/javascript; charset=utf-8", `{"hideDownloadButtons":true,"sanitize":true}`},
	} {
		resp := client.For(t).GET(tt.path).Want(200)
		if got := resp.Header.Get("Content-Type"); got != tt.mediaType || !strings.Contains(resp.Text(), tt.has) {
			t.Errorf("GET %s = %s %.200q; want %s with %q", tt.path, got, resp.Text(), tt.mediaType, tt.has)
		}
	}
	policy := client.GET("/redoc").Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'; script-src 'self'; ", "img-src 'self' https://images.example.com data:; ", "worker-src 'self' blob:; "} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy = %s; want %s", policy, want)
		}
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		ui   redoc.UI
		want string
	}{
		{"setting without JSON", redoc.UI{Settings: map[string]any{"scrollYOffset": func() {}}}, "RedocPath: docs: settings: json: unsupported type: func()"},
		{"picture for an origin", redoc.UI{Origins: []string{"https://example.com/logo.png"}}, `RedocPath: docs: origin "https://example.com/logo.png" is no scheme and host`},
	} {
		if err := shop(signet.Redoc(tt.ui)).Err(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Err() = %v; want %s", tt.name, err, tt.want)
		}
	}
}

func ExampleUI() {
	app := signet.New(
		signet.Title("Shop"),
		signet.Redoc(redoc.UI{Settings: map[string]any{"requiredPropsFirst": true}}),
		signet.RedocPath("/reference"))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/reference", nil))
	fmt.Println(w.Code, strings.Contains(w.Body.String(), "<title>Shop - Redoc</title>"))
	// Output: 200 true
}

// The page fits any mux, without an app: it needs its path and everything below.
func ExampleUI_Handler() {
	page, err := redoc.UI{}.Handler(docs.Page{Title: "Shop", Path: "/redoc", SpecURL: "/openapi.json"})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	page.ServeHTTP(w, httptest.NewRequest("GET", "/redoc/init.js", nil))
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	// Output: 200 text/javascript; charset=utf-8
}
