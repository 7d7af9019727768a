package middleware_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/signet-go/signet/middleware"
)

// send returns what a handler answers to a request with headers, each
// "Name: value".
func send(h http.Handler, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for _, one := range headers {
		name, value, _ := strings.Cut(one, ": ")
		r.Header.Add(name, value)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec.Result()
}

// show prints an answer: status, some headers, body.
func show(resp *http.Response, headers ...string) {
	body, err := io.ReadAll(resp.Body)
	fmt.Print(resp.StatusCode)
	for _, name := range headers {
		fmt.Printf(" %s=%s", name, resp.Header.Get(name))
	}
	fmt.Printf(" %s", body)
	if err != nil {
		fmt.Print(err)
	}
	fmt.Println()
}

func hello(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") }

func ExampleCORS() {
	cors := middleware.CORS(middleware.CORSOptions{Origins: []string{"https://*.example.com"}, AllowMethods: []string{"*"}})
	h := cors(http.HandlerFunc(hello))
	show(send(h, "GET", "/", "Origin: https://app.example.com"), "Access-Control-Allow-Origin")
	show(send(h, "OPTIONS", "/", "Origin: https://app.example.com", "Access-Control-Request-Method: PUT"))
	show(send(h, "OPTIONS", "/", "Origin: https://evil.example", "Access-Control-Request-Method: PUT"))
	// Output:
	// 200 Access-Control-Allow-Origin=https://app.example.com hello
	// 200 OK
	// 400 Disallowed CORS origin
}

func ExampleCompress() {
	h := middleware.Compress(middleware.CompressOptions{})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, strings.Repeat("hello ", 1000))
	}))
	resp := send(h, "GET", "/", "Accept-Encoding: gzip, br")
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := io.ReadAll(zr)
	fmt.Println(resp.Header.Get("Content-Encoding"), len(text), err)
	// Output: gzip 6000 <nil>
}

func ExampleRequestID() {
	h := middleware.RequestID(middleware.RequestIDOptions{})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, middleware.RequestIDFrom(r.Context()))
	}))
	show(send(h, "GET", "/", "X-Request-Id: 7f3a"), "X-Request-Id")
	// Output: 200 X-Request-Id=7f3a 7f3a
}

func ExampleAccessLog() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" {
			return slog.Attr{} // differs from run to run
		}
		return a
	}}))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", hello)
	send(middleware.AccessLog(middleware.AccessLogOptions{Logger: logger})(mux), "GET", "/items/7?token=secret")
	// Output: level=INFO msg=request method=GET path=/items/7 pattern="GET /items/{id}" status=200 bytes=5 client=192.0.2.1
}

func ExampleTimeout() {
	h := middleware.Timeout(middleware.TimeoutOptions{After: time.Millisecond})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done() // a query of a database, for instance
	}))
	show(send(h, "GET", "/"))
	// Output: 503 {"detail":"Service Unavailable"}
}

func ExampleBodyLimit() {
	h := middleware.BodyLimit(middleware.BodyLimitOptions{Max: 10})(http.HandlerFunc(hello))
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("POST", "/", bytes.NewReader(make([]byte, 11))))
	show(rec.Result())
	// Output: 413 {"detail":"Request Entity Too Large"}
}

func ExampleTrustedHosts() {
	h := middleware.TrustedHosts(middleware.TrustedHostsOptions{Hosts: []string{"*.example.com"}})(http.HandlerFunc(hello))
	show(send(h, "GET", "http://api.example.com/"))
	show(send(h, "GET", "http://evil.example/"))
	// Output:
	// 200 hello
	// 400 Invalid host header
}

func ExampleHTTPSRedirect() {
	h := middleware.HTTPSRedirect(middleware.HTTPSRedirectOptions{})(http.HandlerFunc(hello))
	show(send(h, "GET", "http://example.com/items?q=a"), "Location")
	// Output: 307 Location=https://example.com/items?q=a
}

func ExampleProxy() {
	proxy := middleware.Proxy(middleware.ProxyOptions{Trusted: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}})
	h := proxy(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, middleware.ClientOf(r), " ", middleware.SchemeOf(r))
	}))
	show(send(h, "GET", "/", "X-Forwarded-For: 1.1.1.1, 203.0.113.7", "X-Forwarded-Proto: https"))
	// Output: 200 203.0.113.7 https
}

func ExampleSecureHeaders() {
	h := middleware.SecureHeaders(middleware.SecureHeadersOptions{ContentSecurityPolicy: "default-src 'self'"})(http.HandlerFunc(hello))
	show(send(h, "GET", "https://example.com/"), "Content-Security-Policy", "X-Frame-Options", "Strict-Transport-Security")
	// Output: 200 Content-Security-Policy=default-src 'self' X-Frame-Options=DENY Strict-Transport-Security=max-age=31536000 hello
}

func ExampleRecover() {
	quiet := slog.New(slog.DiscardHandler)
	h := middleware.Recover(middleware.RecoverOptions{Logger: quiet})(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		panic("the password of the database is wrong")
	}))
	show(send(h, "GET", "/"))
	// Output: 500 {"detail":"Internal Server Error"}
}

func ExampleRateLimit() {
	limit := middleware.RateLimit(middleware.RateLimitOptions{
		Requests: 60, Per: time.Minute, Burst: 1,
		Key: func(r *http.Request) string { return r.Header.Get("X-Api-Key") },
	})
	h := limit(http.HandlerFunc(hello))
	for range 2 {
		show(send(h, "GET", "/", "X-Api-Key: a"), "RateLimit-Remaining", "Retry-After")
	}
	// Output:
	// 200 RateLimit-Remaining=0 Retry-After= hello
	// 429 RateLimit-Remaining=0 Retry-After=1 {"detail":"Too Many Requests"}
}
