package chi_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	chirouter "github.com/go-chi/chi/v5"

	"github.com/signet-go/signet/examples/chi"
	"github.com/signet-go/signet/middleware"
)

func TestRouter(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	h := chi.Router(slog.New(slog.NewTextHandler(&log, nil)))
	tests := []struct {
		name, path string
		status     int
		body, log  string // words
	}{
		{"a route of chi", "/hello/ada", 200, "hello ada", "path=/hello/ada pattern=/hello/{name} status=200"},
		{"a route of the app", "/api/items/1", 200, `{"id":1,"name":"lamp"}`, "path=/api/items/1"},
		{"an error of the app", "/api/items/2", 404, `{"detail":"item not found"}`, "status=404"},
		{"a mistake of the client", "/api/items/x", 422, `"loc":["path","id"]`, "status=422"},
		{"the document", "/api/openapi.json", 200, `"url":"/api"`, "status=200"},
		{"the page", "/api/docs", 200, `openapi.json`, "status=200"},
		{"neither", "/none", 404, "404 page not found", "status=404"},
	}
	for _, tt := range tests {
		log.Reset()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", tt.path, nil))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.body) || w.Header().Get("X-Request-Id") == "" {
			t.Errorf("%s: GET %s = %d %v %s; want %d %s and an id", tt.name, tt.path, w.Code, w.Header(), w.Body, tt.status, tt.body)
		}
		if !strings.Contains(log.String(), tt.log) {
			t.Errorf("%s: GET %s is logged as %s; want %s", tt.name, tt.path, log.String(), tt.log)
		}
	}
}

// TestMiddleware puts each of the module's middleware around a route of chi: it
// keeps chi's parameters, and passes on what the server's writer can.
func TestMiddleware(t *testing.T) {
	t.Parallel()
	quiet := slog.New(slog.DiscardHandler)
	all := map[string]func(http.Handler) http.Handler{
		"Recover":       middleware.Recover(middleware.RecoverOptions{Logger: quiet}),
		"Proxy":         middleware.Proxy(middleware.ProxyOptions{}),
		"RequestID":     middleware.RequestID(middleware.RequestIDOptions{}),
		"AccessLog":     middleware.AccessLog(middleware.AccessLogOptions{Logger: quiet}),
		"TrustedHosts":  middleware.TrustedHosts(middleware.TrustedHostsOptions{Hosts: []string{"*"}}),
		"HTTPSRedirect": middleware.HTTPSRedirect(middleware.HTTPSRedirectOptions{Skip: func(*http.Request) bool { return true }}),
		"SecureHeaders": middleware.SecureHeaders(middleware.SecureHeadersOptions{}),
		"CORS":          middleware.CORS(middleware.CORSOptions{Origins: []string{"*"}}),
		"RateLimit":     middleware.RateLimit(middleware.RateLimitOptions{}),
		"BodyLimit":     middleware.BodyLimit(middleware.BodyLimitOptions{}),
		"Compress":      middleware.Compress(middleware.CompressOptions{}),
		"Timeout":       middleware.Timeout(middleware.TimeoutOptions{}),
		"Sessions":      middleware.Sessions(middleware.SessionsOptions{Keys: [][]byte{make([]byte, 32)}}),
	}
	r := chirouter.NewRouter()
	greet := func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s %v", chirouter.URLParam(r, "name"), http.NewResponseController(w).Flush())
	}
	for name, mw := range all {
		r.With(mw).Get("/"+name+"/{name}", greet)
	}
	r.Group(func(r chirouter.Router) {
		for _, mw := range all {
			r.Use(mw)
		}
		r.Get("/all/{name}", greet)
	})
	server := httptest.NewServer(r)
	defer server.Close()
	for name := range all {
		wantHello(t, server, name)
	}
	wantHello(t, server, "all")
}

func wantHello(t *testing.T, server *httptest.Server, name string) {
	t.Helper()
	resp, err := server.Client().Get(server.URL + "/" + name + "/ada")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if string(body) != "hello ada <nil>" || resp.StatusCode != 200 || err != nil {
		t.Errorf("GET /%s/ada = %d %s, %v; want hello ada", name, resp.StatusCode, body, err)
	}
}
