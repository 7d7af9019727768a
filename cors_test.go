package signet_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
)

func TestMethods(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(none, app.GET("/a"), app.DELETE("/a"))
	app.Handle(func(*http.Request) error { return nil }, app.POST("/{name}"))
	app.Handle(none, app.Method("PURGE", "/b"))
	app.Mount("/files", http.NotFoundHandler())
	valid(t, app)
	for _, tt := range []struct {
		target string
		want   []string
	}{
		{"/a", []string{"DELETE", "GET", "HEAD", "OPTIONS", "POST"}},
		{"/b", []string{"OPTIONS", "POST", "PURGE"}},
		{"/x", []string{"OPTIONS", "POST"}},
		{"/x%2Fy", []string{"OPTIONS", "POST"}},
		{"/none/x", nil},
		{"/a/", nil},
		{"/files/x", nil},
	} {
		for _, method := range []string{"GET", "OPTIONS", "BREW"} { // what the request itself has does not matter
			if got := app.Methods(httptest.NewRequest(method, tt.target, nil)); !slices.Equal(got, tt.want) {
				t.Errorf("Methods(%s %s) = %q; want %q", method, tt.target, got, tt.want)
			}
		}
	}
	bare, _ := newApp(signet.NoHeadFromGet(), signet.NoAutoOptions())
	bare.Handle(none, bare.GET("/a"))
	if got := bare.Methods(httptest.NewRequest("GET", "/a", nil)); !slices.Equal(got, []string{"GET"}) {
		t.Errorf("without HEAD and OPTIONS: Methods = %q; want GET", got)
	}
	broken, _ := newApp()
	broken.Handle(none)
	if got := broken.Methods(httptest.NewRequest("GET", "/a", nil)); got != nil {
		t.Errorf("of an app with mistakes: Methods = %q; want nil", got)
	}
}

// The middleware asks the app that it wraps, and sees what an update changes.
func TestMethodsForCORS(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Use(middleware.CORS(middleware.CORSOptions{Origins: []string{"https://a.example"}, Methods: app.Methods}))
	app.Handle(none, app.PUT("/a"))
	preflight := func(target, method string) answer {
		return do(t, app, "OPTIONS", target, "", "Origin: https://a.example", "Access-Control-Request-Method: "+method)
	}
	preflight("/a", "PUT").want(t, 200, "OK")
	preflight("/a", "DELETE").want(t, 400, "Disallowed CORS method")
	preflight("/none", "GET").want(t, 200, "OK") // so that the script can read the 404
	if err := app.Update(func(next *signet.App) error { next.Handle(none, next.DELETE("/a")); return nil }); err != nil {
		t.Fatal(err)
	}
	preflight("/a", "DELETE").want(t, 200, "OK")
	if got := do(t, app, "PUT", "/a", "", "Origin: https://a.example").header.Get("Access-Control-Allow-Origin"); got != "https://a.example" {
		t.Errorf("PUT /a: Access-Control-Allow-Origin %q; want the origin", got)
	}
}
