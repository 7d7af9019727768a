package docs_test

import (
	"compress/gzip"
	"html"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/signet-go/signet/docs"
)

func handler(t testing.TB, c docs.Config) http.Handler {
	t.Helper()
	if c.SpecURL == "" {
		c.SpecURL = "/openapi.json"
	}
	h, err := docs.SwaggerUI(c)
	if err != nil {
		t.Fatalf("SwaggerUI(%+v) = %v", c, err)
	}
	return h
}

func send(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestRequests(t *testing.T) {
	t.Parallel()
	h := handler(t, docs.Config{})
	for _, tt := range []struct {
		name, method, path string
		status             int
		mediaType          string
	}{
		{"page", "GET", "/docs", 200, "text/html; charset=utf-8"},
		{"page, query", "GET", "/docs?x=1", 200, "text/html; charset=utf-8"},
		{"redirect page", "GET", "/docs/oauth2-redirect?code=1", 200, "text/html; charset=utf-8"},
		{"script", "GET", "/docs/swagger-ui-bundle.js", 200, "text/javascript; charset=utf-8"},
		{"style", "GET", "/docs/swagger-ui.css", 200, "text/css; charset=utf-8"},
		{"icon", "GET", "/docs/favicon-32x32.png", 200, "image/png"},
		{"unknown file", "GET", "/docs/swagger-ui.js.map", 404, "text/plain; charset=utf-8"},
		{"file of a file", "GET", "/docs/init.js/x", 404, "text/plain; charset=utf-8"},
		{"double slash", "GET", "/docs//init.js", 404, "text/plain; charset=utf-8"},
		{"longer segment", "GET", "/docsinit.js", 404, "text/plain; charset=utf-8"},
		{"another path", "GET", "/other", 404, "text/plain; charset=utf-8"},
		{"post to the page", "POST", "/docs", 405, "text/plain; charset=utf-8"},
		{"delete a file", "DELETE", "/docs/init.js", 405, "text/plain; charset=utf-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := send(h, tt.method, tt.path)
			if w.Code != tt.status || w.Header().Get("Content-Type") != tt.mediaType {
				t.Errorf("%s %s = %d %s; want %d %s", tt.method, tt.path, w.Code, w.Header().Get("Content-Type"), tt.status, tt.mediaType)
			}
			if got := w.Header().Get("X-Content-Type-Options"); got != "nosniff" {
				t.Errorf("%s %s: X-Content-Type-Options = %q; want nosniff", tt.method, tt.path, got)
			}
			if allow := w.Header().Get("Allow"); tt.status == 405 && allow != "GET, HEAD" {
				t.Errorf("%s %s: Allow = %q; want %q", tt.method, tt.path, allow, "GET, HEAD")
			}
		})
	}
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(handler(t, docs.Config{}))
	defer srv.Close()
	for _, path := range []string{"/docs", "/docs/init.js", "/docs/swagger-ui.css", "/docs/favicon-16x16.png"} {
		for _, encoding := range []string{"gzip", "identity"} {
			get, head := fetch(t, "GET", srv.URL+path, encoding), fetch(t, "HEAD", srv.URL+path, encoding)
			if head.length != get.length || head.length != int64(len(get.body)) || len(head.body) != 0 || head.encoding != get.encoding {
				t.Errorf("HEAD %s (%s): length %d, %d bytes, encoding %q; GET: length %d, %d bytes, encoding %q",
					path, encoding, head.length, len(head.body), head.encoding, get.length, len(get.body), get.encoding)
			}
		}
	}
}

type fetched struct {
	length   int64
	encoding string
	body     []byte
}

func fetch(t *testing.T, method, target, encoding string) fetched {
	t.Helper()
	r, err := http.NewRequest(method, target, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", encoding)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, target, err)
	}
	return fetched{resp.ContentLength, resp.Header.Get("Content-Encoding"), b}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	h := handler(t, docs.Config{})
	for _, tt := range []struct {
		name, accept string
		gzip         bool
	}{
		{"nothing", "", false},
		{"by name", "deflate, GZIP;q=0.5, br", true},
		{"any", "*", true},
		{"any but gzip", "*, gzip;q=0", false},
		{"refused", "gzip; q=0.000", false},
		{"any refused", "identity, *;q=0", false},
		{"another", "br", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := send(h, "GET", "/docs/swagger-ui.css", "Accept-Encoding", tt.accept)
			if got := w.Header().Get("Content-Encoding") == "gzip"; got != tt.gzip {
				t.Fatalf("Accept-Encoding %q: gzip = %v; want %v", tt.accept, got, tt.gzip)
			}
			if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
				t.Errorf("Vary = %q; want Accept-Encoding", got)
			}
			content := io.Reader(w.Body)
			if tt.gzip {
				inflater, err := gzip.NewReader(w.Body)
				if err != nil {
					t.Fatal(err)
				}
				content = inflater
			}
			b, err := io.ReadAll(content)
			if err != nil || !strings.HasPrefix(string(b), ".swagger-ui") {
				t.Errorf("Accept-Encoding %q: content begins with %.20q, %v; want the style sheet", tt.accept, b, err)
			}
		})
	}
}

func TestCaching(t *testing.T) {
	t.Parallel()
	h := handler(t, docs.Config{})
	versioned := regexp.MustCompile(`src="\./docs/(swagger-ui-bundle\.js\?v=[0-9a-f]+)"`).FindStringSubmatch(send(h, "GET", "/docs").Body.String())
	if versioned == nil {
		t.Fatal("the page has no versioned reference to the bundle")
	}
	for _, tt := range []struct{ name, target, want string }{
		{"page", "/docs", "no-cache"},
		{"file", "/docs/init.js", "no-cache"},
		{"file in another version", "/docs/swagger-ui-bundle.js?v=0", "no-cache"},
		{"file in this version", "/docs/" + versioned[1], "max-age=31536000, immutable"},
	} {
		for _, encoding := range []string{"gzip", "identity"} {
			w := send(h, "GET", tt.target, "Accept-Encoding", encoding)
			if got := w.Header().Get("Cache-Control"); got != tt.want {
				t.Errorf("%s: GET %s: Cache-Control = %q; want %q", tt.name, tt.target, got, tt.want)
			}
			tag := w.Header().Get("ETag")
			for _, known := range []string{tag, `"other", W/` + tag, "*"} {
				w := send(h, "GET", tt.target, "Accept-Encoding", encoding, "If-None-Match", known)
				if w.Code != 304 || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
					t.Errorf("%s: GET %s with If-None-Match %s = %d, %d bytes; want 304", tt.name, tt.target, known, w.Code, w.Body.Len())
				}
			}
			if w := send(h, "GET", tt.target, "Accept-Encoding", encoding, "If-None-Match", `"other"`); w.Code != 200 {
				t.Errorf("%s: GET %s with another tag = %d; want 200", tt.name, tt.target, w.Code)
			}
		}
	}
	packed := send(h, "GET", "/docs/swagger-ui.css", "Accept-Encoding", "gzip").Header().Get("ETag")
	if plain := send(h, "GET", "/docs/swagger-ui.css").Header().Get("ETag"); plain == packed {
		t.Errorf("both encodings have the ETag %s; want two", plain)
	}
}

// Every reference of a page, resolved as a browser does, must name something
// that the handler serves, wherever it is mounted and whatever a proxy strips.
func TestReferences(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, path, seen, spec string }{
		{"default", "", "/docs", "/openapi.json"},
		{"proxy strips a prefix", "/docs", "/api/v1/docs", "/api/v1/openapi.json"},
		{"deeper", "/internal/docs", "/internal/docs", "/openapi.json"},
		{"deeper, behind a proxy", "/a/b/docs", "/x/a/b/docs", "/x/openapi.json"},
		{"trailing slash in the config", "/docs/", "/docs", "/openapi.json"},
		{"root", "/", "/", "/openapi.json"},
		{"root behind a proxy", "/", "/tools/", "/tools/openapi.json"},
		{"segment with a colon", "/docs:v1", "/docs:v1", "/openapi.json"},
		{"segment to be escaped", "/my docs?", "/my%20docs%3F", "/openapi.json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := handler(t, docs.Config{Path: tt.path, Settings: map[string]any{"layout": "StandaloneLayout"}, Script: "1", Favicon: "/openapi.json"})
			base, err := url.Parse("https://example.com" + tt.seen)
			if err != nil {
				t.Fatal(err)
			}
			prefix := strings.TrimSuffix(tt.spec, "/openapi.json")
			get := func(u *url.URL) *httptest.ResponseRecorder {
				return send(h, "GET", strings.TrimPrefix(u.EscapedPath(), prefix)+"?"+u.RawQuery)
			}
			page := get(base)
			if page.Code != 200 {
				t.Fatalf("GET of the page = %d", page.Code)
			}
			references := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(page.Body.String(), -1)
			if len(references) != 8 {
				t.Errorf("the page has the references %q; want 8", references)
			}
			for _, reference := range references {
				u, err := base.Parse(html.UnescapeString(reference[1]))
				if err != nil {
					t.Fatal(err)
				}
				if u.Path == tt.spec {
					continue
				}
				if w := get(u); w.Code != 200 || w.Header().Get("Cache-Control") == "no-cache" {
					t.Errorf("%s, which is %s: %d, Cache-Control %q; want a file for ever", reference[1], u, w.Code, w.Header().Get("Cache-Control"))
				}
			}
			checkInit(t, base, tt.spec, get)
		})
	}
}

// checkInit follows the references of init.js, which a browser resolves
// against the page.
func checkInit(t *testing.T, page *url.URL, spec string, get func(*url.URL) *httptest.ResponseRecorder) {
	t.Helper()
	below := page.JoinPath("init.js")
	script := get(below).Body.String()
	found := regexp.MustCompile(`"oauth2Redirect":"([^"]+)".*"url":"([^"]+)"`).FindStringSubmatch(script)
	if found == nil {
		t.Fatalf("init.js holds no references: %s", script)
	}
	redirect, err := page.Parse(found[1])
	if err != nil {
		t.Fatal(err)
	}
	if w := get(redirect); w.Code != 200 || !strings.Contains(w.Body.String(), "./oauth2-redirect.js?v=") {
		t.Errorf("the redirect page %s = %d", redirect, w.Code)
	}
	if document, err := page.Parse(found[2]); err != nil || document.Path != spec {
		t.Errorf("the document's reference %s is %v, %v; want %s", found[2], document, err, spec)
	}
}

func TestSlashRedirect(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ path, target, want string }{
		{"/docs", "/docs/", "../docs"},
		{"/docs", "/docs/?a=b", "../docs?a=b"},
		{"/a/my docs", "/a/my%20docs/", "../my%20docs"},
	} {
		w := send(handler(t, docs.Config{Path: tt.path}), "GET", tt.target)
		if w.Code != 307 || w.Header().Get("Location") != tt.want {
			t.Errorf("GET %s = %d to %q; want 307 to %q", tt.target, w.Code, w.Header().Get("Location"), tt.want)
		}
	}
}

func TestTextsAreEscaped(t *testing.T) {
	t.Parallel()
	evil := "</script><script>alert(1)</script>\u2028&"
	h := handler(t, docs.Config{
		Title:    evil,
		SpecURL:  `/a"><b>`,
		Settings: map[string]any{evil: evil},
		OAuth:    &docs.OAuth{AppName: evil},
	})
	page := send(h, "GET", "/docs").Body.String()
	for _, raw := range []string{"<script>alert", `"><b>`} {
		if strings.Contains(page, raw) {
			t.Errorf("the page holds %s unescaped:\n%s", raw, page)
		}
	}
	script := send(h, "GET", "/docs/init.js").Body.String()
	_, arguments, _ := strings.Cut(script, "\n})(")
	if arguments == "" || strings.ContainsAny(arguments, "<>&\u2028") {
		t.Errorf("init.js is called with %s; want no <, >, & and U+2028", arguments)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	h := handler(t, docs.Config{
		Settings: map[string]any{"deepLinking": false, "docExpansion": "none"},
		OAuth:    &docs.OAuth{ClientID: "app", Scopes: []string{"read"}, PKCE: true},
	})
	script := send(h, "GET", "/docs/init.js").Body.String()
	want := `({"oauth":{"clientId":"app","scopes":["read"],"usePkceWithAuthorizationCodeGrant":true},` +
		`"oauth2Redirect":"./docs/oauth2-redirect",` +
		`"settings":{"deepLinking":false,"docExpansion":"none","layout":"BaseLayout","showCommonExtensions":true,` +
		`"showExtensions":true,"url":"./openapi.json","validatorUrl":null}});`
	if _, got, _ := strings.Cut(strings.TrimSpace(script), "\n})"); got != want {
		t.Errorf("init.js is called with\n%s\nwant\n%s", got, want)
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		config docs.Config
		want   string
	}{
		{"only itself", docs.Config{}, "connect-src 'self'; "},
		{"servers elsewhere", docs.Config{Origins: []string{"https://api.example.com:8443", "https://*.example.org"}},
			"connect-src 'self' https://api.example.com:8443 https://*.example.org; "},
		{"document elsewhere", docs.Config{SpecURL: "https://cdn.example.com/openapi.json?v=1"}, "connect-src 'self' https://cdn.example.com; "},
		{"icon elsewhere", docs.Config{Favicon: "//cdn.example.com/icon.svg"}, "img-src 'self' cdn.example.com data: blob:; "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := handler(t, tt.config)
			w := send(h, "GET", "/docs")
			policy := w.Header().Get("Content-Security-Policy")
			if !strings.Contains(policy, tt.want) || !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self'; ") {
				t.Errorf("policy = %s; want %q in it", policy, tt.want)
			}
			if got := w.Header().Get("Referrer-Policy"); got != "same-origin" {
				t.Errorf("Referrer-Policy = %q; want same-origin", got)
			}
		})
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		config docs.Config
		want   string
	}{
		{"no document", docs.Config{}, `docs: no SpecURL: name the OpenAPI document, such as "/openapi.json"`},
		{"document with another scheme", docs.Config{SpecURL: "javascript:alert(1)"}, `docs: config: SpecURL: "javascript:alert(1)": only http and https can be shown`},
		{"relative path", docs.Config{SpecURL: "/x", Path: "docs"}, `docs: path "docs": write it as "/docs", beginning with a slash and without empty or dot segments`},
		{"dots in the path", docs.Config{SpecURL: "/x", Path: "/a/../docs"}, `docs: path "/a/../docs": write it as "/docs", beginning with a slash and without empty or dot segments`},
		{"fixed setting", docs.Config{SpecURL: "/x", Settings: map[string]any{"url": "/y"}}, `docs: setting "url" is fixed: set SpecURL`},
		{"no JSON", docs.Config{SpecURL: "/x", Settings: map[string]any{"x": math.Inf(1)}}, "docs: settings: json: unsupported value: +Inf: what JSON cannot say belongs in Script"},
		{"origin with a path", docs.Config{SpecURL: "/x", Origins: []string{"https://a.example/v1"}}, `docs: origin "https://a.example/v1" is no scheme and host: write it as "https://api.example.com"`},
		{"origin that ends the directive", docs.Config{SpecURL: "/x", Origins: []string{"https://a.example;script-src"}}, `docs: origin "https://a.example;script-src" is no scheme and host: write it as "https://api.example.com"`},
		{"favicon with another scheme", docs.Config{SpecURL: "/x", Favicon: "ftp://a/b"}, `docs: config: Favicon: "ftp://a/b": only http and https can be shown`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := docs.SwaggerUI(tt.config); err == nil || err.Error() != tt.want {
				t.Errorf("SwaggerUI(%+v) = %v; want %s", tt.config, err, tt.want)
			}
		})
	}
}

func BenchmarkSwaggerUI(b *testing.B) {
	for b.Loop() {
		handler(b, docs.Config{})
	}
}
