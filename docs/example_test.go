package docs_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/signet-go/signet/docs"
)

// The page fits any mux: it needs its path and everything below.
func ExampleSwaggerUI() {
	ui, err := docs.SwaggerUI(docs.Config{
		Title:    "Items - Swagger UI",
		SpecURL:  "/openapi.json",
		Settings: map[string]any{"persistAuthorization": true, "docExpansion": "none"},
		OAuth:    &docs.OAuth{ClientID: "docs", PKCE: true},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	mux.Handle(docs.DefaultPath, ui)
	mux.Handle(docs.DefaultPath+"/", ui)

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/docs", nil))
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	// Output: 200 text/html; charset=utf-8
}

// A page can come from anywhere: an app says where it stands and what it shows.
type link struct{ text string }

func (l link) Handler(p docs.Page) (http.Handler, error) {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "%s of %s: %s", l.text, p.Title, p.SpecURL)
	}), nil
}

func ExampleUI() {
	var ui docs.UI = link{"The document"} // for signet.Redoc
	page, err := ui.Handler(docs.Page{Title: "Items", Path: "/reference", SpecURL: "/openapi.json"})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	page.ServeHTTP(w, httptest.NewRequest("GET", "/reference", nil))
	fmt.Println(w.Body)
	// Output: The document of Items: /openapi.json
}
