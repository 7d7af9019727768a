package middleware

import (
	"crypto/tls"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTrustedHosts(t *testing.T) {
	t.Parallel()
	mw := TrustedHosts(TrustedHostsOptions{Hosts: []string{"Example.com", "*.sub.example", "www.bare.example", "[::1]", "10.0.0.1"}})
	const refused = "400\nContent-Length: 19\nContent-Type: text/plain; charset=utf-8\nInvalid host header"
	tests := []struct{ name, host, want string }{
		{"listed", "example.com", "200\nhandler"},
		{"port", "example.com:8080", "200\nhandler"},
		{"upper case", "EXAMPLE.COM", "200\nhandler"},
		{"absolute", "example.com.", "200\nhandler"},
		{"subdomain", "a.sub.example", "200\nhandler"},
		{"subdomain of it", "a.b.sub.example:1", "200\nhandler"},
		{"not itself", "sub.example", refused},
		{"ends alike", "evilsub.example", refused},
		{"another", "evil.example", refused},
		{"subdomain of a name", "a.example.com", refused},
		{"longer", "example.com.evil.example", refused},
		{"none", "", refused},
		{"address", "10.0.0.1", "200\nhandler"},
		{"IPv6", "[::1]:80", "200\nhandler"},
		{"IPv6, another", "[::2]", refused},
		{"IPv6 without its end", "[::1", refused},
		{"port of letters", "example.com:x", refused},
		{"user", "example.com@evil.example", refused},
		{"path", "evil.example/.sub.example", refused},
		{"two dots", "a..sub.example", refused},
		{"only a dot before", ".sub.example", refused},
		{"www is listed", "bare.example:81", "307\nContent-Length: 0\nLocation: http://www.bare.example:81/p?q=1\n"},
		{"www of a pattern is not", "sub.example", refused},
	}
	for _, tt := range tests {
		r := request("GET", "/p?q=1")
		r.Host = tt.host
		if got := printed(do(mw(answerText("handler")), r)); got != tt.want {
			t.Errorf("%s: Host %q =\n%s\nwant\n%s", tt.name, tt.host, got, tt.want)
		}
	}
	r := request("GET", "/")
	r.Host = "bare.example"
	strict := TrustedHosts(TrustedHostsOptions{Hosts: []string{"www.bare.example"}, NoRedirect: true})
	if got := printed(do(strict(answerText("")), r)); got != refused {
		t.Errorf("NoRedirect: Host %q =\n%s\nwant\n%s", r.Host, got, refused)
	}
	r.Host = "anything.example"
	if rec := do(TrustedHosts(TrustedHostsOptions{Hosts: []string{"*"}})(answerText("")), r); rec.Code != 200 {
		t.Errorf(`"*": Host %q = %d; want 200`, r.Host, rec.Code)
	}
}

func TestHTTPSRedirect(t *testing.T) {
	t.Parallel()
	plain := HTTPSRedirect(HTTPSRedirectOptions{})
	tests := []struct {
		name string
		mw   func(http.Handler) http.Handler
		host string
		url  url.URL
		want string // Location, or the body of an answer without one
	}{
		{"path and query", plain, "a.example", url.URL{Path: "/p q", RawQuery: "a=b&c=%20"}, "https://a.example/p%20q?a=b&c=%20"},
		{"port is dropped", plain, "a.example:8080", url.URL{Path: "/"}, "https://a.example/"},
		{"another port", HTTPSRedirect(HTTPSRedirectOptions{Port: "8443"}), "a.example:8080", url.URL{Path: "/"}, "https://a.example:8443/"},
		{"its own port", HTTPSRedirect(HTTPSRedirectOptions{Port: "443"}), "a.example", url.URL{Path: "/"}, "https://a.example/"},
		{"path with a host", plain, "a.example", url.URL{Path: "//evil.example/"}, "https://a.example//evil.example/"},
		{"backslash", plain, "a.example", url.URL{Path: `/\evil.example`}, "https://a.example/%5Cevil.example"},
		{"no path", plain, "a.example", url.URL{Path: "*"}, "https://a.example/"},
		{"path without a slash", plain, "a.example", url.URL{Path: ".evil.example/"}, "https://a.example/"},
		{"opaque", plain, "a.example", url.URL{Scheme: "http", Opaque: "//evil.example/"}, "https://a.example/"},
		{"scheme of the request line", plain, "a.example", url.URL{Scheme: "https", Host: "evil.example", Path: "/"}, "https://a.example/"},
		{"line break", plain, "a.example", url.URL{Path: "/", RawQuery: "a\r\nSet-Cookie: b"}, "https://a.example/?a%0D%0ASet-Cookie:%20b"},
		{"letters beyond ASCII", plain, "a.example", url.URL{Path: "/é", RawQuery: "é"}, "https://a.example/%C3%A9?%C3%A9"},
		{"IPv6", plain, "[::1]:80", url.URL{Path: "/"}, "https://[::1]/"},
		{"no host", plain, "", url.URL{Path: "/"}, "Invalid host header"},
		{"host with a user", plain, "a@evil.example", url.URL{Path: "/"}, "Invalid host header"},
		{"host with a path", plain, "evil.example/", url.URL{Path: "/"}, "Invalid host header"},
		{"skipped", HTTPSRedirect(HTTPSRedirectOptions{Skip: func(r *http.Request) bool { return r.URL.Path == "/s" }}), "a.example", url.URL{Path: "/s"}, "handler"},
	}
	for _, tt := range tests {
		r := request("POST", "/", "X-Forwarded-Proto: https")
		r.Host, r.URL = tt.host, &tt.url
		rec := do(tt.mw(answerText("handler")), r)
		got := rec.Header().Get("Location")
		if got == "" {
			got = rec.Body.String()
		} else if rec.Code != 307 {
			t.Errorf("%s: status %d; want 307", tt.name, rec.Code)
		}
		if got != tt.want {
			t.Errorf("%s: Host %q, %q = %q; want %q", tt.name, tt.host, tt.url.String(), got, tt.want)
		}
	}
	r := request("GET", "/")
	r.TLS = &tls.ConnectionState{}
	if rec := do(plain(answerText("handler")), r); rec.Body.String() != "handler" {
		t.Errorf("by TLS: %s; want the handler's answer", printed(rec))
	}
	behind := Proxy(ProxyOptions{})(plain(answerText("handler")))
	r = request("GET", "/", "X-Forwarded-Proto: https")
	r.RemoteAddr = "127.0.0.1:1"
	if rec := do(behind, r); rec.Body.String() != "handler" {
		t.Errorf("by a trusted proxy: %s; want the handler's answer", printed(rec))
	}
	r = request("GET", "/", "X-Forwarded-Proto: https")
	if rec := do(behind, r); rec.Code != 307 {
		t.Errorf("by somebody: %d; want 307", rec.Code)
	}
}

// FuzzRedirect: a redirect stays on the host, for every host and path.
func FuzzRedirect(f *testing.F) {
	for _, seed := range [][2]string{{"a.example", "/p?q"}, {"a.example:1", "//evil"}, {"[::1]", "*"}, {"a@b", "/"}, {`a\b`, "\r\n"}} {
		f.Add(seed[0], seed[1], seed[1])
	}
	mw := HTTPSRedirect(HTTPSRedirectOptions{})
	f.Fuzz(func(t *testing.T, host, path, query string) {
		r := request("GET", "/")
		r.Host, r.URL = host, &url.URL{Path: path, RawQuery: query}
		rec := do(mw(answerText("")), r)
		if rec.Code == 400 {
			return
		}
		location := rec.Header().Get("Location")
		u, err := url.Parse(location)
		if err != nil && !strings.Contains(err.Error(), "invalid URL escape") {
			t.Fatalf("Host %q, path %q: Location %q: %v", host, path, location, err)
		}
		name, _, _ := splitHost(host)
		if err == nil && (u.Host != name || u.Scheme != "https" || u.User != nil) {
			t.Errorf("Host %q, path %q: Location %q leaves the host", host, path, location)
		}
		if strings.ContainsFunc(location, func(c rune) bool { return c <= ' ' || c >= 0x7f }) {
			t.Errorf("Host %q, path %q: Location %q is no clean header", host, path, location)
		}
	})
}

func TestSecureHeaders(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		options SecureHeadersOptions
		tls     bool
		want    string
	}{
		{"defaults", SecureHeadersOptions{}, false, `200
Cross-Origin-Opener-Policy: same-origin
Referrer-Policy: strict-origin-when-cross-origin
X-Content-Type-Options: nosniff
X-Frame-Options: DENY
handler`},
		{"defaults by TLS", SecureHeadersOptions{}, true, `200
Cross-Origin-Opener-Policy: same-origin
Referrer-Policy: strict-origin-when-cross-origin
Strict-Transport-Security: max-age=31536000
X-Content-Type-Options: nosniff
X-Frame-Options: DENY
handler`},
		{"all", SecureHeadersOptions{
			Frame: "SAMEORIGIN", Referrer: "no-referrer", Opener: "-", ContentSecurityPolicy: "default-src 'self'",
			PermissionsPolicy: "camera=()", HSTS: 60e9, Preload: true,
		}, true, `200
Content-Security-Policy: default-src 'self'
Permissions-Policy: camera=()
Referrer-Policy: no-referrer
Strict-Transport-Security: max-age=60; includeSubDomains; preload
X-Content-Type-Options: nosniff
X-Frame-Options: SAMEORIGIN
handler`},
		{"none that can be left out", SecureHeadersOptions{Frame: "-", Referrer: "-", Opener: "-", HSTS: -1}, true, `200
X-Content-Type-Options: nosniff
handler`},
	}
	for _, tt := range tests {
		r := request("GET", "/")
		if tt.tls {
			r.TLS = &tls.ConnectionState{}
		}
		if got := printed(do(SecureHeaders(tt.options)(answerText("handler")), r)); got != tt.want {
			t.Errorf("%s: SecureHeaders(%+v) =\n%s\nwant\n%s", tt.name, tt.options, got, tt.want)
		}
	}
}
