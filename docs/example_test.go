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
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	mux.Handle("/docs", ui)
	mux.Handle("/docs/", ui)

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/docs", nil))
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	// Output: 200 text/html; charset=utf-8
}
