package middleware

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

func gunzip(t *testing.T, r io.Reader) string {
	t.Helper()
	zr, err := gzip.NewReader(r)
	if err != nil {
		t.Fatalf("gzip.NewReader: %v", err)
	}
	text, err := io.ReadAll(zr)
	if err != nil {
		t.Fatalf("reading gzip: %v", err)
	}
	return string(text)
}

func TestCompress(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("text that repeats itself. ", 100)
	type header = map[string]string
	tests := []struct {
		name       string
		options    CompressOptions
		method     string
		request    header
		status     int
		header     header
		body       string
		compressed bool
	}{
		{"text", CompressOptions{}, "GET", nil, 200, header{"Content-Type": "text/html"}, long, true},
		{"type is found by the bytes", CompressOptions{}, "GET", nil, 200, nil, long, true},
		{"problem", CompressOptions{}, "GET", nil, 422, header{"Content-Type": "application/problem+json; charset=utf-8"}, long, true},
		{"type with a broken parameter", CompressOptions{}, "GET", nil, 200, header{"Content-Type": "text/plain; charset"}, long, true},
		{"image", CompressOptions{}, "GET", nil, 200, header{"Content-Type": "image/png"}, long, false},
		{"events", CompressOptions{}, "GET", nil, 200, header{"Content-Type": "text/event-stream"}, long, false},
		{"events that are listed", CompressOptions{Types: []string{"text/event-stream"}}, "GET", nil, 200, header{"Content-Type": "text/event-stream"}, long, true},
		{"type that is not listed", CompressOptions{Types: []string{"image/*"}}, "GET", nil, 200, header{"Content-Type": "text/plain"}, long, false},
		{"one byte too small", CompressOptions{}, "GET", nil, 200, nil, long[:499], false},
		{"just large enough", CompressOptions{}, "GET", nil, 200, nil, long[:500], true},
		{"any size", CompressOptions{MinSize: -1}, "GET", nil, 200, nil, "a", true},
		{"length is known and small", CompressOptions{}, "GET", nil, 200, header{"Content-Length": "10"}, long[:10], false},
		{"length is known", CompressOptions{}, "GET", nil, 200, header{"Content-Length": strconv.Itoa(len(long))}, long, true},
		{"client that takes none", CompressOptions{}, "GET", header{"Accept-Encoding": "br"}, 200, nil, long, false},
		{"part of it is asked for", CompressOptions{}, "GET", header{"Range": "bytes=0-1"}, 200, nil, long, false},
		{"partial", CompressOptions{}, "GET", nil, 206, header{"Content-Range": "bytes 0-9/100"}, long, false},
		{"encoded already", CompressOptions{}, "GET", nil, 200, header{"Content-Encoding": "br"}, long, false},
		{"no-transform", CompressOptions{}, "GET", nil, 200, header{"Cache-Control": "public, No-Transform"}, long, false},
		{"POST", CompressOptions{}, "POST", nil, 201, nil, long, true},
		{"HEAD", CompressOptions{}, "HEAD", nil, 200, header{"Content-Length": "5000"}, "", false},
		{"no content", CompressOptions{}, "GET", nil, 204, nil, "", false},
		{"not modified", CompressOptions{}, "GET", nil, 304, header{"Etag": `"a"`}, "", false},
		{"empty", CompressOptions{}, "GET", nil, 200, nil, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := Compress(tt.options)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				for name, value := range tt.header {
					w.Header().Set(name, value)
				}
				w.WriteHeader(tt.status)
				io.WriteString(w, tt.body)
			}))
			r := request(tt.method, "/", "Accept-Encoding: gzip")
			for name, value := range tt.request {
				r.Header.Set(name, value)
			}
			rec := do(h, r)
			got, encoding := rec.Body.String(), tt.header["Content-Encoding"]
			if tt.compressed {
				got, encoding = gunzip(t, rec.Body), "gzip"
				if rec.Header().Get("Content-Length") != "" {
					t.Errorf("Content-Length = %q of what is compressed", rec.Header()["Content-Length"])
				}
			} else if length := tt.header["Content-Length"]; rec.Header().Get("Content-Length") != length {
				t.Errorf("Content-Length = %q; want %q", rec.Header().Get("Content-Length"), length)
			}
			if rec.Code != tt.status || got != tt.body || rec.Header().Get("Content-Encoding") != encoding {
				t.Errorf("%s with %q = %d %q, %d bytes; want %d %q, %d bytes", tt.method, tt.header,
					rec.Code, rec.Header()["Content-Encoding"], len(got), tt.status, encoding, len(tt.body))
			}
			if v := rec.Header()["Vary"]; len(v) != 1 || v[0] != "Accept-Encoding" {
				t.Errorf("Vary = %q; want Accept-Encoding", v)
			}
		})
	}
}

func TestCompressedHeader(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, tag, want string }{
		{"strong", `"a"`, `W/"a"`},
		{"weak", `W/"a"`, `W/"a"`},
		{"none", "", ""},
	}
	for _, tt := range tests {
		h := Compress(CompressOptions{MinSize: -1})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if tt.tag != "" {
				w.Header().Set("ETag", tt.tag)
			}
			w.Header().Set("Accept-Ranges", "bytes")
			w.Header().Set("Vary", "Cookie, accept-encoding")
			io.WriteString(w, "text")
		}))
		rec := do(h, request("GET", "/", "Accept-Encoding: gzip"))
		if got := rec.Header().Get("Etag"); got != tt.want || rec.Header().Get("Accept-Ranges") != "" || len(rec.Header()["Vary"]) != 1 {
			t.Errorf("%s: ETag %q = %q in %v; want %q, no ranges and Vary once", tt.name, tt.tag, got, rec.Header(), tt.want)
		}
	}
}

// TestCompressStream reads each part before the next one is written.
func TestCompressStream(t *testing.T) {
	t.Parallel()
	next := make(chan bool)
	server := httptest.NewServer(Compress(CompressOptions{})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/jsonl")
		for i := range 3 {
			fmt.Fprintf(w, "{\"n\":%d}\n", i)
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Errorf("Flush() = %v", err)
			}
			<-next
		}
	})))
	defer server.Close()
	resp, err := server.Client().Do(clientRequest(t, server.URL, "gzip"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(zr)
	for i := range 3 {
		line, err := lines.ReadString('\n')
		if want := fmt.Sprintf("{\"n\":%d}\n", i); line != want || err != nil {
			t.Fatalf("line %d = %q, %v; want %q", i, line, err, want)
		}
		next <- true
	}
	if rest, err := io.ReadAll(lines); len(rest) > 0 || err != nil {
		t.Errorf("after the lines: %q, %v; want a clean end", rest, err)
	}
}

func clientRequest(t *testing.T, url, accept string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", accept)
	return r
}

func TestCompressAfterPanic(t *testing.T) {
	t.Parallel()
	mw := Compress(CompressOptions{})
	tests := []struct {
		name, body string
		recovered  bool // Recover outside can still answer
	}{
		{"held back", "short", true},
		{"begun", strings.Repeat("long", 1000), false},
	}
	for _, tt := range tests {
		rec := httptest.NewRecorder()
		h := Recover(RecoverOptions{Logger: quiet()})(mw(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("ETag", `"a"`)
			io.WriteString(w, tt.body)
			panic("no")
		})))
		v := panics(func() { h.ServeHTTP(rec, request("GET", "/", "Accept-Encoding: gzip")) })
		if tt.recovered {
			if v != nil || rec.Code != 500 || rec.Body.String() != `{"detail":"Internal Server Error"}` || rec.Header().Get("Etag") != "" {
				t.Errorf("%s: panics with %v, answers %s; want a clean 500", tt.name, v, printed(rec))
			}
			continue
		}
		zr, err := gzip.NewReader(rec.Body)
		if err == nil {
			_, err = io.ReadAll(zr)
		}
		if v != http.ErrAbortHandler || err == nil {
			t.Errorf("%s: panics with %v, and the body ends with %v; want http.ErrAbortHandler and no clean end", tt.name, v, err)
		}
	}
}

func TestCompressTwice(t *testing.T) {
	t.Parallel()
	mw := Compress(CompressOptions{MinSize: -1})
	rec := do(mw(mw(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "text") }))), request("GET", "/", "Accept-Encoding: gzip"))
	if got := gunzip(t, rec.Body); got != "text" || len(rec.Header()["Content-Encoding"]) != 1 || len(rec.Header()["Vary"]) != 1 {
		t.Errorf("compressed twice: %q, %v; want once", got, rec.Header())
	}
}

// TestCompressReadFrom sends a file both ways.
func TestCompressReadFrom(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("0123456789", 10_000)
	for _, contentType := range []string{"text/plain", "image/png"} {
		h := Compress(CompressOptions{})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			n, err := w.(io.ReaderFrom).ReadFrom(strings.NewReader(text))
			if n != int64(len(text)) || err != nil {
				t.Errorf("%s: ReadFrom = %d, %v; want %d", contentType, n, err, len(text))
			}
		}))
		rec := do(h, request("GET", "/", "Accept-Encoding: gzip"))
		got := rec.Body.String()
		if contentType == "text/plain" {
			got = gunzip(t, rec.Body)
		}
		if got != text {
			t.Errorf("%s: %d bytes; want %d", contentType, len(got), len(text))
		}
	}
}

// FuzzCompressWrites: however a handler cuts its body, the client gets it whole.
func FuzzCompressWrites(f *testing.F) {
	f.Add([]byte("a text"), uint8(3), true)
	f.Add(bytes.Repeat([]byte("long "), 300), uint8(200), false)
	f.Add([]byte{}, uint8(0), true)
	mw := Compress(CompressOptions{Types: []string{"text/*", "application/octet-stream"}})
	f.Fuzz(func(t *testing.T, body []byte, size uint8, flush bool) {
		rec := do(mw(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			rest := body
			for len(rest) > 0 {
				n := min(len(rest), int(size)+1)
				w.Write(rest[:n])
				rest = rest[n:]
				if flush {
					w.(http.Flusher).Flush()
				}
			}
		})), request("GET", "/", "Accept-Encoding: gzip"))
		got := rec.Body.String()
		if rec.Header().Get("Content-Encoding") == "gzip" {
			got = gunzip(t, rec.Body)
		}
		if got != string(body) {
			t.Errorf("%d bytes in pieces of %d = %d bytes", len(body), int(size)+1, len(got))
		}
	})
}
