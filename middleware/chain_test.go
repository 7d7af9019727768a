package middleware

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// all is every middleware, in the order of the package comment.
func all() map[string]func(http.Handler) http.Handler {
	return map[string]func(http.Handler) http.Handler{
		"Recover":       Recover(RecoverOptions{Logger: quiet()}),
		"Proxy":         Proxy(ProxyOptions{}),
		"RequestID":     RequestID(RequestIDOptions{}),
		"AccessLog":     AccessLog(AccessLogOptions{Logger: quiet()}),
		"TrustedHosts":  TrustedHosts(TrustedHostsOptions{Hosts: []string{"*"}}),
		"HTTPSRedirect": HTTPSRedirect(HTTPSRedirectOptions{Skip: func(*http.Request) bool { return true }}),
		"SecureHeaders": SecureHeaders(SecureHeadersOptions{}),
		"CORS":          CORS(CORSOptions{Origins: []string{"*"}}),
		"RateLimit":     RateLimit(RateLimitOptions{Requests: 1e6}),
		"BodyLimit":     BodyLimit(BodyLimitOptions{}),
		"Compress":      Compress(CompressOptions{}),
		"Timeout":       Timeout(TimeoutOptions{}),
		"Sessions":      Sessions(SessionsOptions{Keys: keys(1)}),
	}
}

var order = []string{
	"Recover", "Proxy", "RequestID", "AccessLog", "TrustedHosts", "HTTPSRedirect", "SecureHeaders", "CORS",
	"RateLimit", "BodyLimit", "Compress", "Timeout", "Sessions",
}

func chain(h http.Handler, names ...string) http.Handler {
	mws := all()
	for i := len(names) - 1; i >= 0; i-- {
		h = mws[names[i]](h)
	}
	return h
}

// chains are each middleware alone, and all of them.
func chains(h http.Handler) map[string]http.Handler {
	list := map[string]http.Handler{"all": chain(h, order...)}
	for _, name := range order {
		list[name] = chain(h, name)
	}
	return list
}

// TestController asks a real server's writer for what only it can do, through
// every middleware, in both ways that handlers ask.
func TestController(t *testing.T) {
	t.Parallel()
	next := make(chan bool)
	mux := http.NewServeMux()
	mux.HandleFunc("/flush", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "first ")
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Errorf("Flush() = %v", err)
		}
		<-next
		fmt.Fprint(w, "second ")
		w.(http.Flusher).Flush()
		<-next
		io.Copy(w, strings.NewReader("third"))
	})
	mux.HandleFunc("/deadline", func(w http.ResponseWriter, _ *http.Request) {
		c := http.NewResponseController(w)
		fmt.Fprint(w, c.SetReadDeadline(time.Now().Add(time.Minute)), c.SetWriteDeadline(time.Now().Add(time.Minute)), c.EnableFullDuplex())
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, r *http.Request) {
		var conn net.Conn
		var err error
		if r.URL.RawQuery == "old" {
			conn, _, err = w.(http.Hijacker).Hijack()
		} else {
			conn, _, err = http.NewResponseController(w).Hijack()
		}
		if err != nil {
			t.Errorf("Hijack() = %v", err)
			return
		}
		io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\nhello")
		conn.Close()
	})
	for name, h := range chains(mux) {
		var log strings.Builder
		server := httptest.NewUnstartedServer(h)
		server.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(&log, nil), slog.LevelInfo)
		server.Start()
		if err := readParts(server, next, "first ", "second ", "third"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := body(t, server, "/deadline"); got != "<nil> <nil> <nil>" {
			t.Errorf("%s: deadlines and full duplex: %s; want no errors", name, got)
		}
		for _, query := range []string{"old", "new"} {
			if got := body(t, server, "/hijack?"+query); got != "hello" {
				t.Errorf("%s: after Hijack (%s) the client reads %q; want hello", name, query, got)
			}
		}
		server.Close()
		if log.Len() > 0 {
			t.Errorf("%s: the server logs %s", name, log.String())
		}
	}
}

// readParts reads each part of /flush before it lets the next be written.
func readParts(server *httptest.Server, next chan bool, parts ...string) error {
	resp, err := server.Client().Get(server.URL + "/flush")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	r := bufio.NewReader(resp.Body)
	for i, want := range parts {
		got := make([]byte, len(want))
		if _, err := io.ReadFull(r, got); err != nil || string(got) != want {
			return fmt.Errorf("part %d is %q, %v; want %q", i, got, err, want)
		}
		if i < len(parts)-1 {
			next <- true
		}
	}
	_, err = io.Copy(io.Discard, r)
	return err
}

func body(t *testing.T, server *httptest.Server, path string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(path, "/hijack") {
		r.Header.Set("Connection", "Upgrade")
		r.Header.Set("Upgrade", "echo")
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("GET %s: %v", path, err)
	}
	return string(text)
}

// TestChain: all middleware together, each seen once in the answer.
func TestChain(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		userKey.Set(SessionFrom(r.Context()), "ada")
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"id":%q,"request":%q,"client":%q,"scheme":%q,"text":%q}`,
			r.PathValue("id"), RequestIDFrom(r.Context()), ClientOf(r), SchemeOf(r), strings.Repeat("a", 1000))
	})
	r := request("GET", "/items/7", "Origin: https://a.example", "Accept-Encoding: gzip", "X-Request-Id: r1",
		"X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: https")
	r.RemoteAddr = "127.0.0.1:1"
	rec := do(chain(mux, order...), r)
	if got, want := gunzip(t, rec.Body), `{"id":"7","request":"r1","client":"192.0.2.9","scheme":"https","text":"`; !strings.HasPrefix(got, want) {
		t.Errorf("the body is %s; want %s…", got, want)
	}
	rec.Header().Del("Set-Cookie")
	rec.Body.Reset()
	want := `200
Access-Control-Allow-Origin: *
Cache-Control: private
Content-Encoding: gzip
Content-Type: application/json
Cross-Origin-Opener-Policy: same-origin
Ratelimit-Limit: 1000000
Ratelimit-Remaining: 999999
Ratelimit-Reset: 1
Referrer-Policy: strict-origin-when-cross-origin
Strict-Transport-Security: max-age=31536000
Vary: Accept-Encoding
Vary: Cookie
X-Content-Type-Options: nosniff
X-Frame-Options: DENY
X-Request-Id: r1
`
	if got := printed(rec); got != want {
		t.Errorf("the header is\n%s\nwant\n%s", got, want)
	}
}

// discard is a writer that costs nothing.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}

// BenchmarkChain measures what a middleware adds to a handler that does nothing
// but write two bytes: none, each, all.
func BenchmarkChain(b *testing.B) {
	text := []byte("ok")
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(text) })
	run := func(name string, names ...string) {
		b.Run(name, func(b *testing.B) {
			c := chain(h, names...)
			w := &discard{http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				r := *benchmarkRequest // as the server makes a new one
				clear(w.header)
				c.ServeHTTP(w, &r)
			}
		})
	}
	run("none")
	for _, name := range order {
		run(name, name)
	}
	run("all", order...)
}

var benchmarkRequest = request("GET", "/items/7", "Origin: https://a.example", "Accept-Encoding: gzip, deflate, br, zstd")

func BenchmarkSession(b *testing.B) {
	shopping := newBrowser(SessionsOptions{})
	shopping.get("/login")
	r := request("GET", "/")
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: shopping.cookies["__Host-session"]})
	h := Sessions(SessionsOptions{Keys: keys(1)})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		userKey.Get(SessionFrom(r.Context()))
	}))
	w := &discard{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		clear(w.header)
		h.ServeHTTP(w, r)
	}
}
