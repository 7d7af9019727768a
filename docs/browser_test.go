package docs_test

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/swaggest/swgui/v5/static"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/browser"
)

//go:embed testdata/openapi.json
var document string

const patience = 20 * time.Second

// serveAPI serves the page over a small API, which is its own identity
// provider, one that insists on PKCE, behind a proxy that strips the prefix.
func serveAPI(t *testing.T, prefix string, c docs.Config) string {
	t.Helper()
	c.SpecURL = "/openapi.json"
	ui := handler(t, c)
	mux := http.NewServeMux()
	mux.Handle("/docs", ui)
	mux.Handle("/docs/", ui)
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, document)
	})
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"name": "Lamp %s", "price": 1, "note": %q}`, r.PathValue("id"), r.Header.Get("Authorization"))
	})
	mux.HandleFunc("GET /picture", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, static.FS, "favicon-32x32.png")
	})
	mux.HandleFunc("GET /authorize", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("code_challenge") == "" || q.Get("code_challenge_method") != "S256" {
			t.Errorf("GET /authorize?%s: want a challenge of S256", r.URL.RawQuery)
		}
		// A provider keeps the challenge; this one hands it out in the code.
		answer := url.Values{"code": {"code-for-" + q.Get("client_id") + " " + q.Get("code_challenge")}, "state": {q.Get("state")}}
		if q.Get("client_id") == "forged" {
			answer.Set("state", "forged")
		}
		http.Redirect(w, r, q.Get("redirect_uri")+"?"+answer.Encode(), http.StatusFound)
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		code, challenge, _ := strings.Cut(r.FormValue("code"), " ")
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		if got := base64.RawURLEncoding.EncodeToString(sum[:]); got != challenge { // RFC 7636, 4.6
			t.Errorf("POST /token: the verifier's challenge is %q; want %q", got, challenge)
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token": "token-for-%s", "token_type": "bearer"}`, code)
	})
	srv := httptest.NewServer(http.StripPrefix(prefix, mux))
	t.Cleanup(srv.Close)
	return srv.URL + prefix
}

// checkQuiet checks that the page stayed within its policy and its origin.
func checkQuiet(t *testing.T, p *browser.Page, base string) {
	t.Helper()
	for _, line := range p.Console() {
		t.Errorf("the console says: %s", line)
	}
	checkOrigin(t, p, base)
}

func checkOrigin(t *testing.T, p *browser.Page, base string) {
	t.Helper()
	home, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, request := range p.Requests() {
		u, err := url.Parse(strings.TrimPrefix(request, "blob:"))
		if err != nil || u.Host != home.Host && u.Scheme != "data" {
			t.Errorf("the page asked for %.100s, which is not of its origin", request)
		}
	}
}

// unfold opens an operation and waits until Swagger UI has resolved it; until
// then Execute does not work.
func unfold(p *browser.Page, operation string) {
	p.Click("#operations-" + operation + " .opblock-summary-control")
	p.WaitFor("document.querySelector('#operations-"+operation+" .responses-table:not(.live-responses-table) tr.response')", patience)
}

// answer executes an unfolded operation and returns what is shown.
func answer(p *browser.Page, operation string) string {
	p.Click("#operations-" + operation + " .execute")
	return p.Text("#operations-" + operation + " .live-responses-table tbody .response-col_description")
}

func TestBrowser(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/api/v1"} {
		t.Run("prefix "+prefix, func(t *testing.T) {
			t.Parallel()
			base := serveAPI(t, prefix, docs.Config{
				Title:    "Items - Swagger UI",
				Settings: map[string]any{"tryItOutEnabled": true, "filter": true, "persistAuthorization": true},
				Style:    ".swagger-ui .info .title { color: rgb(1, 2, 3); }",
				Script: `window.swaggerUISettings = {requestInterceptor: (request) => { console.assert(request.url); return request; },
					onComplete: () => { window.complete = true; }};`,
			})
			p := browser.Open(t, base+"/docs")
			p.WaitFor("window.complete", patience)
			p.WaitFor("document.querySelectorAll('.opblock').length === 5", patience) // with the webhook
			if title := p.Eval("document.title"); title != "Items - Swagger UI" {
				t.Errorf("title = %q", title)
			}
			if color := p.Eval("getComputedStyle(document.querySelector('.info .title')).color"); color != "rgb(1, 2, 3)" {
				t.Errorf("color of the title = %v; want Style's", color)
			}
			if badge := p.Text(".info .title"); !strings.Contains(badge, "OAS 3.1") {
				t.Errorf("title block = %q; want the version of the document", badge)
			}

			unfold(p, "items-getItem")
			p.Fill("#operations-items-getItem input[placeholder=item_id]", "7")
			if got := answer(p, "items-getItem"); !strings.Contains(got, "Lamp 7") {
				t.Errorf("the answer shown = %q; want the item", got)
			}
			unfold(p, "items-createItem")
			p.WaitFor("document.querySelector('#operations-items-createItem textarea').value.includes('Lamp')", patience)
			unfold(p, "pictures-getPicture")
			answer(p, "pictures-getPicture")
			p.WaitFor("document.querySelector('#operations-pictures-getPicture .live-responses-table img').naturalWidth === 32", patience)
			p.Screenshot(filepath.Join(t.ArtifactDir(), "page.png"))
			checkQuiet(t, p, base)
		})
	}
}

func TestBrowserOAuth(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		client, shown string
		script        string // what becomes true once the answer was handled
	}{
		{"app", "token-for-code-for-app", `document.querySelector(".auth-container").innerText.includes("Authorized")`},
		{"forged", "", `document.querySelector(".auth-container .errors").innerText.includes("the answer's state is not the one that was sent")`},
	} {
		t.Run(tt.client, func(t *testing.T) {
			t.Parallel()
			base := serveAPI(t, "/api", docs.Config{
				OAuth:    &docs.OAuth{ClientID: tt.client, Scopes: []string{"read"}, PKCE: true},
				Settings: map[string]any{"tryItOutEnabled": true},
			})
			p := browser.Open(t, base+"/docs")
			p.Click(".auth-wrapper .authorize")
			p.Click(".auth-container .modal-btn.authorize")
			p.WaitFor(tt.script, patience)
			p.Screenshot(filepath.Join(t.ArtifactDir(), "oauth.png"))
			p.Click(".btn-done, .close-modal")
			unfold(p, "items-getItem")
			p.Fill("#operations-items-getItem input[placeholder=item_id]", "7")
			got := answer(p, "items-getItem")
			if want := `"note": "Bearer ` + tt.shown + `"`; strings.Contains(got, want) != (tt.shown != "") {
				t.Errorf("the answer shown = %q; want %s: %v", got, want, tt.shown != "")
			}
			checkQuiet(t, p, base)
		})
	}
}

func TestBrowserStandaloneLayout(t *testing.T) {
	t.Parallel()
	base := serveAPI(t, "", docs.Config{Settings: map[string]any{
		"layout": "StandaloneLayout",
		"urls":   []map[string]string{{"name": "one", "url": "./openapi.json"}, {"name": "two", "url": "./openapi.json"}},
	}})
	p := browser.Open(t, base+"/docs/") // redirected
	p.WaitFor("document.querySelectorAll('.topbar select option').length === 2", patience)
	p.WaitFor("document.querySelectorAll('.opblock').length === 5", patience)
	p.Screenshot(filepath.Join(t.ArtifactDir(), "standalone.png"))
	checkQuiet(t, p, base)
}

// The redirect page explains itself to somebody who opens it by hand.
func TestBrowserStrayRedirect(t *testing.T) {
	t.Parallel()
	base := serveAPI(t, "", docs.Config{})
	p := browser.Open(t, base+"/docs/oauth2-redirect?code=1&state=2")
	if got := p.Text("#status"); !strings.Contains(got, "No sign-in is waiting") {
		t.Errorf("the page says %q", got)
	}
	checkQuiet(t, p, base)
}

// What a description smuggles in does not run: Swagger UI drops it, and the
// policy would stop it.
func TestBrowserHostileDescription(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	ui := handler(t, docs.Config{})
	mux.Handle("/docs", ui)
	mux.Handle("/docs/", ui)
	mux.HandleFunc("/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"openapi": "3.1.0", "paths": {}, "info": {"title": "<script>window.smuggled = 1</script>", "version": "1",
			"description": "<b id=seen onclick='window.smuggled = 2'>Click</b><script>window.smuggled = 3</script><img src=x onerror='window.smuggled = 4'>"}}`)
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	p := browser.Open(t, srv.URL+"/docs")
	p.Click(".info .description b")
	if got := p.Eval("String(window.smuggled)"); got != "undefined" {
		t.Errorf("script %v of the description ran", got)
	}
	checkOrigin(t, p, srv.URL)
}
