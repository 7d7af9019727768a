package server_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/server"
)

// running is a server of this process.
type running struct {
	addr net.Addr
	stop context.CancelFunc
	done chan error // what Run returned
}

// run starts a server and waits until it listens.
func run(t *testing.T, c server.Config) *running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r := &running{stop: stop, done: make(chan error, 1)}
	listening := make(chan net.Addr, 1)
	c.OnListen = func(a net.Addr) { listening <- a }
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	go func() { r.done <- server.Run(ctx, c) }()
	select {
	case r.addr = <-listening:
	case err := <-r.done:
		t.Fatalf("Run(%q) = %v; want it to listen", c.Addr, err)
	}
	return r
}

// end stops the server and returns what Run returned.
func (r *running) end(t *testing.T) error {
	t.Helper()
	r.stop()
	select {
	case err := <-r.done:
		return err
	case <-time.After(20 * time.Second):
		t.Fatal("Run did not return within 20s of its context's end")
		return nil
	}
}

var hello = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello over "+r.Proto) })

func body(t *testing.T, client *http.Client, url string) string {
	t.Helper()
	resp, err := client.Get(url)
	if err != nil {
		t.Fatalf("GET %s: %v", url, err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("GET %s: %v", url, err)
	}
	return string(b)
}

func TestRunServesAndEndsCleanly(t *testing.T) {
	t.Parallel()
	r := run(t, server.Config{Addr: "127.0.0.1:0", Handler: hello})
	if got := body(t, http.DefaultClient, "http://"+r.addr.String()); got != "hello over HTTP/1.1" {
		t.Errorf("GET / = %q; want the handler's answer", got)
	}
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v; want nil after a clean drain", err)
	}
	if conn, err := net.Dial("tcp", r.addr.String()); err == nil {
		conn.Close()
		t.Errorf("%s still accepts after Run returned", r.addr)
	}
}

func TestRequestsKeepValuesButNotCancellation(t *testing.T) {
	t.Parallel()
	type key struct{}
	ctx, stop := context.WithCancel(context.WithValue(context.Background(), key{}, "value"))
	listening, started, done := make(chan net.Addr, 1), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- server.Run(ctx, server.Config{
			Addr:     "127.0.0.1:0",
			Logger:   slog.New(slog.DiscardHandler),
			OnListen: func(a net.Addr) { listening <- a },
			Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				close(started)
				<-ctx.Done()
				fmt.Fprint(w, r.Context().Value(key{}), r.Context().Err())
			}),
		})
	}()
	url := "http://" + (<-listening).String()
	go func() { <-started; stop() }()
	if got := body(t, http.DefaultClient, url); got != "value<nil>" {
		t.Errorf("value and error of a request's context while draining = %q; want %q", got, "value<nil>")
	}
	if err := <-done; err != nil {
		t.Errorf("Run = %v; want nil", err)
	}
}

func TestNewLimits(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	srv := server.New(server.Config{Handler: hello, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if srv.ReadTimeout != 0 || srv.WriteTimeout != 0 {
		t.Errorf("New: ReadTimeout %v, WriteTimeout %v; want none, they would cut uploads and streams", srv.ReadTimeout, srv.WriteTimeout)
	}
	if srv.ReadHeaderTimeout != 10*time.Second || srv.IdleTimeout != 2*time.Minute {
		t.Errorf("New: ReadHeaderTimeout %v, IdleTimeout %v; want 10s and 2m", srv.ReadHeaderTimeout, srv.IdleTimeout)
	}
	srv.ErrorLog.Print("TLS handshake error")
	if got := log.String(); !strings.Contains(got, `level=WARN msg="TLS handshake error"`) {
		t.Errorf("net/http's own messages were logged as %q; want a slog record", got)
	}
}

func TestHeaderLimit(t *testing.T) {
	t.Parallel()
	r := run(t, server.Config{Addr: "127.0.0.1:0", Handler: hello})
	defer r.end(t)
	for _, tt := range []struct {
		name   string
		length int
		want   int
	}{
		{"large query", 200 << 10, 200},
		{"over 256 KiB", 300 << 10, 431},
	} {
		resp, err := http.Get("http://" + r.addr.String() + "/?q=" + strings.Repeat("x", tt.length))
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		resp.Body.Close()
		if resp.StatusCode != tt.want {
			t.Errorf("%s: GET with %d bytes of query = %d; want %d", tt.name, tt.length, resp.StatusCode, tt.want)
		}
	}
}

func TestStreamingUpload(t *testing.T) {
	t.Parallel()
	r := run(t, server.Config{Addr: "127.0.0.1:0", Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).EnableFullDuplex()
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			fmt.Fprintln(w, "got", lines.Text())
			http.NewResponseController(w).Flush()
		}
	})})
	defer r.end(t)
	reader, writer := io.Pipe()
	go fmt.Fprintln(writer, "one")
	resp, err := http.Post("http://"+r.addr.String(), "text/plain", reader)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answers := bufio.NewScanner(resp.Body)
	for _, want := range []string{"got one", "got two"} {
		if !answers.Scan() || answers.Text() != want {
			t.Fatalf("answer to a line of an open upload = %q, %v; want %q", answers.Text(), answers.Err(), want)
		}
		if want == "got one" {
			fmt.Fprintln(writer, "two")
		}
	}
	writer.Close()
}
