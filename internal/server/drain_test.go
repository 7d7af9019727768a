package server_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/server"
)

// childEnv makes the test binary a server whose signals can be tested. Its
// value says how the handlers end.
const childEnv = "SIGNET_TEST_SERVER"

const inFlight = 200

func TestMain(m *testing.M) {
	if mode := os.Getenv(childEnv); mode != "" {
		os.Exit(child(mode))
	}
	os.Exit(m.Run())
}

// child serves until a signal. It writes a line for each thing that the parent
// waits for: "listening ADDR", "started", "draining", "ended ERROR".
func child(mode string) int {
	draining := make(chan struct{})
	var started atomic.Int32
	err := server.Run(context.Background(), server.Config{
		Addr:     "127.0.0.1:0",
		OnListen: func(a net.Addr) { fmt.Println("listening", a) },
		OnDrain:  func(context.Context) { fmt.Println("draining"); close(draining) },
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n := started.Add(1); mode == "stuck" || n == inFlight {
				fmt.Println("started")
			}
			<-draining
			if mode == "stuck" {
				<-r.Context().Done()
			}
			io.WriteString(w, "finished")
		}),
	})
	fmt.Println("ended", err)
	if err != nil {
		return 1
	}
	return 0
}

// process is a child with its lines.
type process struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

func start(t *testing.T, mode string) *process {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGTERM to send")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+mode)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &process{cmd, bufio.NewScanner(out)}
}

// await returns what follows the word in the next line, which must begin with it.
func (p *process) await(t *testing.T, word string) string {
	t.Helper()
	if !p.lines.Scan() {
		t.Fatalf("the server ended; want it to say %q", word)
	}
	rest, ok := strings.CutPrefix(p.lines.Text(), word)
	if !ok {
		t.Fatalf("the server said %q; want %q", p.lines.Text(), word)
	}
	return strings.TrimSpace(rest)
}

func (p *process) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

func TestSignalLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			p := start(t, "finish")
			url := "http://" + p.await(t, "listening")
			client := &http.Client{Transport: &http.Transport{}}
			var finished atomic.Int32
			var requests sync.WaitGroup
			for range inFlight {
				requests.Go(func() {
					resp, err := client.Get(url)
					if err != nil {
						t.Errorf("request in flight: %v", err)
						return
					}
					defer resp.Body.Close()
					if b, err := io.ReadAll(resp.Body); err == nil && string(b) == "finished" {
						finished.Add(1)
					}
				})
			}
			p.await(t, "started")
			p.signal(t, s)
			requests.Wait()
			if n := finished.Load(); n != inFlight {
				t.Errorf("%d of %d requests in flight finished after %v; want all", n, inFlight, s)
			}
			p.await(t, "draining")
			if got := p.await(t, "ended"); got != "<nil>" {
				t.Errorf("Run = %s after %v; want nil", got, s)
			}
			if err := p.cmd.Wait(); err != nil {
				t.Errorf("the process ended with %v; want status 0", err)
			}
		})
	}
}

func TestSecondSignalAborts(t *testing.T) {
	t.Parallel()
	p := start(t, "stuck")
	url := "http://" + p.await(t, "listening")
	go http.Get(url) // cut off
	p.await(t, "started")
	p.signal(t, syscall.SIGTERM)
	p.await(t, "draining")
	p.signal(t, os.Interrupt)
	if got := p.await(t, "ended"); got != server.ErrAborted.Error() {
		t.Errorf("Run = %s after a second signal; want %v", got, server.ErrAborted)
	}
	p.cmd.Wait()
}

func TestDrainTimeout(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		handler http.HandlerFunc
		onDrain func(context.Context)
	}{
		{"a request that never ends", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, nil},
		{"streams that nobody ends", hello, func(ctx context.Context) { <-ctx.Done() }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			entered, left := make(chan struct{}), make(chan struct{})
			r := run(t, server.Config{
				Addr:         "127.0.0.1:0",
				DrainTimeout: 30 * time.Millisecond,
				OnDrain:      tt.onDrain,
				Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					close(entered)
					defer close(left)
					tt.handler(w, r)
				}),
			})
			go http.Get("http://" + r.addr.String()) // may be cut off
			<-entered
			if err := r.end(t); !errors.Is(err, server.ErrDrainTimeout) {
				t.Errorf("Run = %v; want ErrDrainTimeout", err)
			}
			<-left // the context of the request ended too
		})
	}
}

func TestDrainWaitsForOnDrain(t *testing.T) {
	t.Parallel()
	var socketsEnded atomic.Bool
	r := run(t, server.Config{
		Addr:    "127.0.0.1:0",
		Handler: hello,
		OnDrain: func(ctx context.Context) {
			if ctx.Err() == nil {
				socketsEnded.Store(true)
			}
		},
		DrainTimeout: -1,
	})
	if err := r.end(t); err != nil || !socketsEnded.Load() {
		t.Errorf("Run = %v, OnDrain ran: %v; want nil, true", err, socketsEnded.Load())
	}
}

// A request that arrives on an idle connection once draining has started is
// not served half: the connection is closed or the request is answered.
func TestDrainClosesIdleConnections(t *testing.T) {
	t.Parallel()
	r := run(t, server.Config{Addr: "127.0.0.1:0", Handler: hello})
	client := &http.Client{Transport: &http.Transport{}}
	body(t, client, "http://"+r.addr.String()) // leaves an idle connection
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v with an idle connection; want nil", err)
	}
	if _, err := client.Get("http://" + r.addr.String()); err == nil {
		t.Error("GET after the drain was answered; want an error")
	}
}
