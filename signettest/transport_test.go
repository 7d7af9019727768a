package signettest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func mounted(h http.HandlerFunc) *signet.App {
	app := signet.New()
	app.Mount("/m", h)
	return app
}

// TestLikeAServer compares answers without a socket with those of net/http.
func TestLikeAServer(t *testing.T) {
	t.Parallel()
	type (
		W = http.ResponseWriter
		R = *http.Request
	)
	long := strings.Repeat("0123456789", 1000)
	flush := func(w W) { http.NewResponseController(w).Flush() }
	tests := []struct {
		name   string
		method string
		handle http.HandlerFunc
	}{
		{"nothing", "GET", func(W, R) {}},
		{"status", "GET", func(w W, _ R) { w.WriteHeader(418) }},
		{"unknown status", "GET", func(w W, _ R) { w.WriteHeader(599) }},
		{"text", "GET", func(w W, _ R) { io.WriteString(w, "hello") }},
		{"sniffed", "GET", func(w W, _ R) { io.WriteString(w, "<html>") }},
		{"typed", "GET", func(w W, _ R) { w.Header().Set("Content-Type", "a/b"); io.WriteString(w, "<html>") }},
		{"no type wanted", "GET", func(w W, _ R) { w.Header()["Content-Type"] = nil; io.WriteString(w, "<html>") }},
		{"encoded", "GET", func(w W, _ R) { w.Header().Set("Content-Encoding", "br"); io.WriteString(w, "<html>") }},
		{"long", "GET", func(w W, _ R) { io.WriteString(w, long) }},
		{"flushed", "GET", func(w W, _ R) { io.WriteString(w, "one"); flush(w); io.WriteString(w, "two") }},
		{"flushed empty", "GET", func(w W, _ R) { flush(w) }},
		{"header too late", "GET", func(w W, _ R) { w.WriteHeader(200); w.Header().Set("X-Late", "1") }},
		{"status twice", "GET", func(w W, _ R) { flush(w); w.WriteHeader(500) }},
		{"early hints", "GET", func(w W, _ R) { w.WriteHeader(103); w.WriteHeader(202) }},
		{"early hints with headers, twice", "GET", func(w W, _ R) {
			w.Header().Set("Link", "</a.css>")
			w.Header().Set("Content-Length", "2")
			w.WriteHeader(103)
			w.Header().Set("Link", "</b.css>")
			w.WriteHeader(103)
			io.WriteString(w, "ok")
		}},
		{"trailers", "GET", func(w W, _ R) {
			w.Header().Set("Trailer", "x-sum, X-Unset")
			io.WriteString(w, "hello")
			w.Header().Set("X-Sum", "5")
		}},
		{"trailers, flushed", "GET", func(w W, _ R) {
			w.Header().Set("Trailer", "X-Sum")
			io.WriteString(w, "hello")
			flush(w)
			w.Header().Set("X-Sum", "5")
			w.Header().Set("X-Other", "not announced")
		}},
		{"trailers by prefix, flushed", "GET", func(w W, _ R) {
			io.WriteString(w, "hello")
			flush(w)
			w.Header().Set(http.TrailerPrefix+"X-Sum", "5")
		}},
		{"trailers by prefix, before the head", "GET", func(w W, _ R) {
			w.Header().Set(http.TrailerPrefix+"X-Sum", "5")
			io.WriteString(w, "hello")
		}},
		{"trailers by prefix, too late for chunks", "GET", func(w W, _ R) {
			io.WriteString(w, "hello")
			w.Header().Set(http.TrailerPrefix+"X-Sum", "5")
		}},
		{"trailers of an answer with a length", "GET", func(w W, _ R) {
			w.Header().Set("Trailer", "X-Sum")
			w.Header().Set("Content-Length", "5")
			io.WriteString(w, "hello")
			w.Header().Set("X-Sum", "5")
		}},
		{"trailers of no body", "HEAD", func(w W, _ R) { w.Header().Set("Trailer", "X-Sum"); w.Header().Set("X-Sum", "5") }},
		{"hijacked", "GET", func(w W, _ R) {
			conn, rw := hijack(w)
			defer conn.Close()
			io.WriteString(rw, "HTTP/1.1 203 Mine\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello")
			check(rw.Flush(), nil)
			_, err := w.Write(nil)
			check(err, http.ErrHijacked)
		}},
		{"hijacked and left", "GET", func(w W, _ R) { conn, _ := hijack(w); conn.Close() }},
		{"no content", "GET", func(w W, _ R) {
			w.WriteHeader(204)
			_, err := io.WriteString(w, "x")
			check(err, http.ErrBodyNotAllowed)
		}},
		{"not modified", "GET", func(w W, _ R) { w.WriteHeader(304) }},
		{"head", "HEAD", func(w W, _ R) { io.WriteString(w, "hello") }},
		{"head with a length", "HEAD", func(w W, _ R) { w.Header().Set("Content-Length", "77") }},
		{"head, long", "HEAD", func(w W, _ R) { io.WriteString(w, long) }},
		{"exact length", "GET", func(w W, _ R) { w.Header().Set("Content-Length", "5"); io.WriteString(w, "hello") }},
		{"more than promised", "GET", func(w W, _ R) {
			w.Header().Set("Content-Length", "3")
			io.WriteString(w, "abc")
			_, err := io.WriteString(w, "d")
			check(err, http.ErrContentLength)
		}},
		{"less than promised", "GET", func(w W, _ R) { w.Header().Set("Content-Length", "30"); io.WriteString(w, "hello") }},
		{"less than promised, flushed", "GET", func(w W, _ R) { w.Header().Set("Content-Length", "30"); io.WriteString(w, "hello"); flush(w) }},
		{"cut at once", "GET", func(W, R) { panic(http.ErrAbortHandler) }},
		{"cut before the flush", "GET", func(w W, _ R) { io.WriteString(w, "hello"); panic(http.ErrAbortHandler) }},
		{"cut in the middle", "GET", func(w W, _ R) { io.WriteString(w, "hello"); flush(w); panic(http.ErrAbortHandler) }},
		{"redirect", "GET", func(w W, r R) { http.Redirect(w, r, "/m/else", http.StatusSeeOther) }},
		{"cookies", "GET", func(w W, _ R) { http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"}) }},
		{"file", "GET", func(w W, r R) { http.ServeContent(w, r, "a.txt", modified, strings.NewReader(long)) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			client := signettest.New(t, mounted(tt.handle))
			server := httptest.NewUnstartedServer(client.App)
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.Start()
			defer server.Close()
			noRedirect := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			server.Client().CheckRedirect, client.HTTP.CheckRedirect = noRedirect, noRedirect
			got := outcome(t, client.HTTP, tt.method, "http://app/m/x")
			want := outcome(t, server.Client(), tt.method, server.URL+"/m/x")
			if got != want {
				t.Errorf("without a socket:\n%s\nby net/http:\n%s", got, want)
			}
		})
	}
}

func check(err, want error) {
	if !errors.Is(err, want) {
		panic(fmt.Sprintf("the handler gets %v; want %v", err, want))
	}
}

var modified = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)

func hijack(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter) {
	conn, rw, err := http.NewResponseController(w).Hijack()
	check(err, nil)
	return conn, rw
}

// outcome prints what a client sees, bar what only a server adds.
func outcome(t *testing.T, client *http.Client, method, url string) string {
	t.Helper()
	var b strings.Builder
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{Got1xxResponse: func(status int, h textproto.MIMEHeader) error {
		fmt.Fprintf(&b, "%d %q\n", status, h)
		return nil
	}})
	r, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	resp, err := client.Do(r)
	if err != nil {
		return "no answer"
	}
	defer resp.Body.Close()
	fmt.Fprintf(&b, "%s %d\n", resp.Status, resp.ContentLength)
	resp.Header.Del("Date")
	for _, name := range slices.Sorted(maps.Keys(resp.Header)) {
		fmt.Fprintf(&b, "%s: %q\n", name, resp.Header[name])
	}
	body, err := io.ReadAll(resp.Body)
	fmt.Fprintf(&b, "%d bytes %.20q %v, then %q", len(body), body, err, resp.Trailer)
	return b.String()
}

// TestSwitchedProtocols: after a 101 both sides speak freely, as websockets do.
func TestSwitchedProtocols(t *testing.T) {
	t.Parallel()
	heads := map[string]func(http.ResponseWriter) (net.Conn, *bufio.ReadWriter){
		"by WriteHeader": func(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter) {
			w.Header().Set("Upgrade", "echo")
			w.Header().Set("Connection", "Upgrade")
			w.WriteHeader(http.StatusSwitchingProtocols)
			return hijack(w)
		},
		"by hand": func(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter) {
			conn, rw := hijack(w)
			io.WriteString(rw, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n")
			check(rw.Flush(), nil)
			return conn, rw
		},
	}
	for name, head := range heads {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := signettest.New(t, mounted(func(w http.ResponseWriter, _ *http.Request) {
				conn, rw := head(w)
				go func() { // outlives the handler
					defer conn.Close()
					line, _ := rw.ReadString('\n')
					io.WriteString(conn, "you said "+line)
				}()
			}))
			resp, err := client.HTTP.Get("http://app/m/")
			if err != nil || resp.StatusCode != 101 || resp.Header.Get("Upgrade") != "echo" {
				t.Fatalf("Get = %v, %v; want 101 to echo", resp, err)
			}
			defer resp.Body.Close()
			io.WriteString(resp.Body.(io.Writer), "hello\n")
			if got, err := io.ReadAll(resp.Body); err != nil || string(got) != "you said hello\n" {
				t.Errorf("read %q, %v; want the echo and its end", got, err)
			}
		})
	}
}

// TestEndClosesConnections: a handler that reads from what it took over does not
// outlive the test.
func TestEndClosesConnections(t *testing.T) {
	t.Parallel()
	var why error
	record(t, func(tb testing.TB) {
		client := signettest.New(tb, mounted(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusSwitchingProtocols)
			_, rw := hijack(w)
			_, why = rw.ReadByte()
		}))
		if _, err := client.HTTP.Get("http://app/m/"); err != nil {
			tb.Error(err)
		}
	})
	if why == nil {
		t.Error("the handler reads on without an error; want one when the test ends")
	}
}

// TestStreaming: parts arrive while the handler runs, and the handler learns
// that the client has left.
func TestStreaming(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := make(chan error, 1)
		client := signettest.New(t, mounted(func(w http.ResponseWriter, r *http.Request) {
			for n := 0; ; n++ {
				fmt.Fprintf(w, "part %d\n", n)
				if err := http.NewResponseController(w).Flush(); err != nil {
					why <- r.Context().Err()
					return
				}
			}
		}))
		resp, err := client.HTTP.Get("http://app/m/")
		if err != nil {
			t.Fatal(err)
		}
		got := make([]byte, len("part 0\npart 1\n"))
		if _, err := io.ReadFull(resp.Body, got); err != nil || string(got) != "part 0\npart 1\n" {
			t.Errorf("read %q, %v; want two parts", got, err)
		}
		resp.Body.Close()
		if err := <-why; !errors.Is(err, context.Canceled) {
			t.Errorf("after Close, the handler's context says %v; want that it is canceled", err)
		}
	})
}

// TestDisconnect: a client that gives up before the answer ends the handler's
// context and gets its own error.
func TestDisconnect(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan bool, 1)
		client := signettest.New(t, mounted(func(_ http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			ended <- true
		}))
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			synctest.Wait()
			cancel()
		}()
		r, err := http.NewRequestWithContext(ctx, "GET", "http://app/m/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.HTTP.Do(r); !errors.Is(err, context.Canceled) {
			t.Errorf("Do after cancel = %v; want context.Canceled", err)
		}
		<-ended
	})
}

// TestEndCutsOff: at the end of a test nothing of it runs on.
func TestEndCutsOff(t *testing.T) {
	t.Parallel()
	running := false
	said := record(t, func(tb testing.TB) {
		client := signettest.New(tb, mounted(func(w http.ResponseWriter, r *http.Request) {
			running = true
			defer func() { running = false }()
			for _, err := io.WriteString(w, "x"); err == nil; _, err = io.WriteString(w, strings.Repeat("x", 3000)) {
			}
		}))
		resp, err := client.HTTP.Get("http://app/m/") // never read, never closed
		if err != nil || resp.StatusCode != 200 {
			tb.Errorf("Get = %v, %v", resp, err)
		}
	})
	if said != "" || running {
		t.Errorf("the test says %q, and the handler runs on: %t", said, running)
	}
}
