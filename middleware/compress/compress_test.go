package compress_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/signet-go/signet/middleware"
	"github.com/signet-go/signet/middleware/compress"
)

// inflater undoes a content coding. The caller calls end.
func inflater(encoding string, r io.Reader) (plain io.Reader, end func(), err error) {
	switch encoding {
	case "br":
		return brotli.NewReader(r), func() {}, nil
	case "gzip":
		zr, err := gzip.NewReader(r)
		return zr, func() {}, err
	case "zstd":
		zr, err := zstd.NewReader(r, zstd.WithDecoderMaxWindow(8<<20)) // what browsers take
		if err != nil {
			return nil, nil, err
		}
		return zr, zr.Close, nil
	}
	return r, func() {}, nil
}

func inflate(encoding string, r io.Reader) (string, error) {
	plain, end, err := inflater(encoding, r)
	if err != nil {
		return "", err
	}
	defer end()
	text, err := io.ReadAll(plain)
	return string(text), err
}

func get(h http.Handler, accept string) *http.Response {
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Encoding", accept)
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec.Result()
}

// TestCodings compresses many answers at once with pooled compressors, each of
// another text.
func TestCodings(t *testing.T) {
	t.Parallel()
	mw := middleware.Compress(middleware.CompressOptions{Encodings: compress.All()})
	tests := []struct{ name, accept, want string }{
		{"zstd", "zstd", "zstd"},
		{"brotli", "br", "br"},
		{"gzip", "gzip", "gzip"},
		{"a browser", "gzip, deflate, br, zstd", "zstd"},
		{"an older browser", "gzip, deflate, br", "br"},
		{"none", "identity", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var wait sync.WaitGroup
			for i := range 20 {
				wait.Go(func() {
					text := strings.Repeat(fmt.Sprintf("answer %d to %s. ", i, tt.name), 10_000)
					resp := get(mw(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) })), tt.accept)
					encoding := resp.Header.Get("Content-Encoding")
					got, err := inflate(encoding, resp.Body)
					if encoding != tt.want || got != text || err != nil {
						t.Errorf("Accept-Encoding %q = %q, %d bytes, %v; want %q, %d bytes", tt.accept, encoding, len(got), err, tt.want, len(text))
					}
				})
			}
			wait.Wait()
		})
	}
}

// TestFlush: what is flushed can be read before the stream ends.
func TestFlush(t *testing.T) {
	t.Parallel()
	for _, e := range compress.All() {
		var sent bytes.Buffer
		c := e.New(&sent)
		io.WriteString(c, "first line\n")
		if err := c.Flush(); err != nil {
			t.Errorf("%s: Flush() = %v", e.Name, err)
		}
		got, err := inflate(e.Name, bytes.NewReader(sent.Bytes()))
		if got != "first line\n" || err == nil {
			t.Errorf("%s: after Flush %q, %v; want the line and no clean end", e.Name, got, err)
		}
		if err := c.Close(); err != nil {
			t.Errorf("%s: Close() = %v", e.Name, err)
		}
		if got, err := inflate(e.Name, &sent); got != "first line\n" || err != nil {
			t.Errorf("%s: after Close %q, %v", e.Name, got, err)
		}
	}
}

// TestEvents: through the middleware that a stream passes, in each coding, an
// event reaches the client before the next is written.
func TestEvents(t *testing.T) {
	t.Parallel()
	for _, e := range compress.All() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			next := make(chan bool)
			var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/event-stream")
				for i := range 3 {
					fmt.Fprintf(w, "data: %d\n\n", i)
					if err := http.NewResponseController(w).Flush(); err != nil {
						t.Errorf("Flush() = %v", err)
					}
					<-next
				}
			})
			quiet := slog.New(slog.DiscardHandler)
			h = middleware.Timeout(middleware.TimeoutOptions{})(h)
			h = middleware.Compress(middleware.CompressOptions{Encodings: compress.All(), Types: []string{"text/event-stream"}})(h)
			h = middleware.AccessLog(middleware.AccessLogOptions{Logger: quiet})(h)
			server := httptest.NewServer(middleware.Recover(middleware.RecoverOptions{Logger: quiet})(h))
			defer server.Close()
			r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept-Encoding", e.Name)
			resp, err := server.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, end, err := inflater(resp.Header.Get("Content-Encoding"), resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			defer end()
			event := make([]byte, len("data: 0\n\n"))
			for i := range 3 {
				if _, err := io.ReadFull(body, event); err != nil || string(event) != fmt.Sprintf("data: %d\n\n", i) {
					t.Fatalf("event %d is %q, %v", i, event, err)
				}
				next <- true
			}
		})
	}
}

func TestLevels(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		call func()
		want any
	}{
		{"brotli 12", func() { compress.Brotli(12) }, "compress.Brotli: level 12 is not from 0 to 11"},
		{"zstd 0", func() { compress.Zstd(0) }, "compress.Zstd: level 0 is not from 1 to 22"},
		{"gzip -1", func() { compress.Gzip(-1) }, "compress.Gzip: level -1 is not from 1 to 9"},
		{"zstd 22", func() { compress.Zstd(22).New(io.Discard) }, nil},
		{"brotli 0", func() { compress.Brotli(0).New(io.Discard) }, nil},
		{"gzip 9", func() { compress.Gzip(9).New(io.Discard) }, nil},
	}
	for _, tt := range tests {
		func() {
			defer func() {
				if got := recover(); got != tt.want {
					t.Errorf("%s: panics with %v; want %v", tt.name, got, tt.want)
				}
			}()
			tt.call()
		}()
	}
}

func ExampleAll() {
	h := middleware.Compress(middleware.CompressOptions{Encodings: compress.All()})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, strings.Repeat("hello ", 1000))
	}))
	for _, accept := range []string{"gzip, br, zstd", "gzip, br", "gzip;q=1, br;q=0.5", "*"} {
		fmt.Println(accept, "=", get(h, accept).Header.Get("Content-Encoding"))
	}
	// Output:
	// gzip, br, zstd = zstd
	// gzip, br = br
	// gzip;q=1, br;q=0.5 = gzip
	// * = zstd
}

// Levels of one's own, and no other codings.
func ExampleZstd() {
	h := middleware.Compress(middleware.CompressOptions{
		Encodings: []middleware.Encoding{compress.Brotli(5), compress.Zstd(1), compress.Gzip(9)}, // the first that the client takes
	})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, strings.Repeat("hello ", 1000))
	}))
	for _, accept := range []string{"gzip, br, zstd", "gzip, zstd", "gzip"} {
		fmt.Println(accept, "=", get(h, accept).Header.Get("Content-Encoding"))
	}
	// Output:
	// gzip, br, zstd = br
	// gzip, zstd = zstd
	// gzip = gzip
}

func BenchmarkCodings(b *testing.B) {
	text := []byte(strings.Repeat(`{"id":"4f1c","name":"an item of a list","price":12.5,"tags":["a","b"]},`, 200))
	for _, e := range compress.All() {
		b.Run(e.Name, func(b *testing.B) {
			h := middleware.Compress(middleware.CompressOptions{Encodings: []middleware.Encoding{e}})(
				http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(text) }))
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			r := httptest.NewRequest("GET", "/", nil)
			r.Header.Set("Accept-Encoding", e.Name)
			var size int
			for b.Loop() {
				rec := httptest.NewRecorder()
				h.ServeHTTP(rec, r)
				size = rec.Body.Len()
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
