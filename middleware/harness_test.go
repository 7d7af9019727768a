package middleware

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// answerText is a handler that writes a text without a type.
func answerText(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil // nor one that the recorder finds out
		fmt.Fprint(w, text)
	})
}

// request makes one with headers, each "Name: value".
func request(method, target string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	return r
}

// do returns what a handler answers.
func do(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

// printed is an answer as text: status, headers in order, body.
func printed(rec *httptest.ResponseRecorder) string {
	var lines []string
	for name, values := range rec.Header() {
		for _, v := range values {
			lines = append(lines, name+": "+v)
		}
	}
	slices.Sort(lines)
	lines = slices.Insert(lines, 0, fmt.Sprint(rec.Code))
	return strings.Join(append(lines, rec.Body.String()), "\n")
}

// panics returns what a call panics with; nil if it does not.
func panics(call func()) (v any) {
	defer func() { v = recover() }()
	call()
	return nil
}

func TestMistakesInOptions(t *testing.T) {
	t.Parallel()
	long := make([]byte, 32)
	tests := []struct {
		name string
		call func()
		want string
	}{
		{"origin with a path", func() { CORS(CORSOptions{Origins: []string{"https://a.example/"}}) },
			`middleware.CORS: origin "https://a.example/": write scheme and host without a path: "https://example.com", "https://*.example.com", "http://localhost:*", "*"`},
		{"origin without a scheme", func() { CORS(CORSOptions{Origins: []string{"a.example"}}) },
			`middleware.CORS: origin "a.example": write scheme and host without a path: "https://example.com", "https://*.example.com", "http://localhost:*", "*"`},
		{"header with a break", func() { CORS(CORSOptions{AllowHeaders: []string{"X-A\r\nX-B"}}) },
			`middleware.CORS: "X-A\r\nX-B" is no name of a method or header`},
		{"no hosts", func() { TrustedHosts(TrustedHostsOptions{}) },
			`middleware.TrustedHosts: no Hosts; name those of the service, or "*"`},
		{"host with a port", func() { TrustedHosts(TrustedHostsOptions{Hosts: []string{"a.example:80"}}) },
			`middleware.TrustedHosts: "a.example:80" is no host; write "example.com", "*.example.com" or "*", without a port`},
		{"port of letters", func() { HTTPSRedirect(HTTPSRedirectOptions{Port: "https"}) },
			`middleware.HTTPSRedirect: Port is no number`},
		{"policy with a break", func() { SecureHeaders(SecureHeadersOptions{ContentSecurityPolicy: "a\nb"}) },
			`middleware.SecureHeaders: Content-Security-Policy has a line break or another control character`},
		{"no limit of bodies", func() { BodyLimit(BodyLimitOptions{Max: -1}) },
			`middleware.BodyLimit: Max is negative; leave the middleware out for no limit`},
		{"no limit of time", func() { Timeout(TimeoutOptions{After: -1}) },
			`middleware.Timeout: After is negative; leave the middleware out for no limit`},
		{"name of a header", func() { RequestID(RequestIDOptions{Header: "X Id"}) },
			`middleware.RequestID: Header is no name of a header`},
		{"coding without New", func() { Compress(CompressOptions{Encodings: []Encoding{{Name: "br"}}}) },
			`middleware.Compress: encoding "br" has no name of a coding, or no New`},
		{"no media type", func() { Compress(CompressOptions{Types: []string{"json"}}) },
			`middleware.Compress: type "json" is no media type; write "application/json", "text/*" or "*+json"`},
		{"negative rate", func() { RateLimit(RateLimitOptions{Requests: -1}) },
			`middleware.RateLimit: Requests, Per and Burst have to be positive`},
		{"rate beyond the clock", func() { RateLimit(RateLimitOptions{Requests: 2, Per: 1}) },
			`middleware.RateLimit: more than a request in a nanosecond, or a burst of more than a century`},
		{"no keys", func() { Sessions(SessionsOptions{}) },
			`middleware.Sessions: no Keys; make one of 32 random bytes and keep it in a secret store`},
		{"short key", func() { Sessions(SessionsOptions{Keys: [][]byte{long, []byte("secret")}}) },
			`middleware.Sessions: key 1 has 6 bytes; it takes at least 32 random ones`},
		{"prefix with a domain", func() {
			Sessions(SessionsOptions{Keys: [][]byte{long}, Cookie: "__Host-id", Domain: "a.example"})
		}, `middleware.Sessions: browsers refuse the prefix of __Host-id with this Path, Domain or Insecure`},
		{"name of a cookie", func() { Sessions(SessionsOptions{Keys: [][]byte{long}, Cookie: "a b"}) },
			`middleware.Sessions: http: invalid Cookie.Name`},
		{"cross-site and insecure", func() {
			Sessions(SessionsOptions{Keys: [][]byte{long}, SameSite: http.SameSiteNoneMode, Insecure: true})
		}, `middleware.Sessions: browsers take SameSite=None only with Secure; leave Insecure out`},
		{"no session", func() { SessionFrom(t.Context()) },
			`middleware.SessionFrom: the middleware Sessions is not around this handler`},
	}
	for _, tt := range tests {
		if got := panics(tt.call); got != tt.want {
			t.Errorf("%s: panics with\n%v; want\n%v", tt.name, got, tt.want)
		}
	}
}
