package cors

import (
	"testing"

	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	client := signettest.New(t, Tutorial001())
	const origin = "https://localhost.tiangolo.com"
	ask := func(method string) *signettest.Response {
		return client.Do("OPTIONS", "/", nil, signettest.Header("Origin", origin),
			signettest.Header("Access-Control-Request-Method", method), signettest.Header("Access-Control-Request-Headers", "X-Example"))
	}
	allowed := ask("GET")
	if allowed.Status != 200 || allowed.Header.Get("Access-Control-Allow-Origin") != origin || allowed.Header.Get("Access-Control-Allow-Headers") != "X-Example" {
		t.Errorf("a preflight for GET / = %d %v; want it allowed", allowed.Status, allowed.Header)
	}
	if refused := ask("DELETE"); refused.Status != 400 || refused.Text() != "Disallowed CORS method" {
		t.Errorf("a preflight for DELETE / = %d %s; want 400, for the path has no DELETE", refused.Status, refused.Text())
	}
	for _, from := range []string{origin, ""} {
		resp := client.Do("GET", "/", nil, signettest.Header("Origin", from))
		if got := resp.Header.Get("Access-Control-Allow-Origin"); resp.Status != 200 || got != from {
			t.Errorf("GET / from %q = %d with the origin %q; want 200 with %q", from, resp.Status, got, from)
		}
	}
}
