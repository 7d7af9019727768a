package signet_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// syncBuffer is a log that a test reads while the app writes it.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// running is an app in Run.
type running struct {
	log  *syncBuffer
	stop context.CancelFunc
	done chan error
}

// run starts an app with one route on addr and waits until it listens.
func run(t *testing.T, addr string, opts ...signet.Option) *running {
	t.Helper()
	r := &running{log: &syncBuffer{}, done: make(chan error, 1)}
	app := signet.New(append(opts, signet.Logger(slog.New(slog.NewTextHandler(r.log, nil))))...)
	app.Handle(get, app.GET("/thing"))
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	go func() { r.done <- app.Run(ctx, addr) }()
	t.Cleanup(stop)
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(r.log.String(), "listening"); {
		select {
		case err := <-r.done:
			t.Fatalf("Run(%q) = %v before it listened", addr, err)
		case <-time.After(5 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("Run(%q) does not listen; log: %s", addr, r.log)
		}
	}
	return r
}

// end stops the app and checks that it ends cleanly.
func (r *running) end(t *testing.T) {
	t.Helper()
	r.stop()
	if err := <-r.done; err != nil {
		t.Errorf("Run = %v; want nil after a clean end", err)
	}
}

func TestRunOnUnixSocket(t *testing.T) {
	t.Parallel()
	socket := filepath.Join(t.TempDir(), "app.sock")
	r := run(t, "unix:"+socket)
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}}
	resp, err := client.Get("http://app/thing")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode != 200 || string(body) != `{"name":""}` {
		t.Errorf("GET /thing over the socket = %d %s; want 200 {\"name\":\"\"}", resp.StatusCode, body)
	}
	client.CloseIdleConnections()
	r.end(t)
	for _, text := range []string{"msg=route method=GET pattern=/thing function=signet_test.get", "msg=listening", "docs=/docs"} {
		if !strings.Contains(r.log.String(), text) {
			t.Errorf("the start's log lacks %q:\n%s", text, r.log)
		}
	}
}

func TestRunWithTLS(t *testing.T) {
	t.Parallel()
	cert, key, roots := certificate(t)
	socket := filepath.Join(t.TempDir(), "tls.sock")
	r := run(t, "unix:"+socket, signet.TLS(cert, key))
	transport := &http.Transport{
		ForceAttemptHTTP2: true,
		TLSClientConfig:   &tls.Config{RootCAs: roots, ServerName: "app.test"},
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}
	resp, err := (&http.Client{Transport: transport}).Get("https://app.test/thing")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 || resp.ProtoMajor != 2 {
		t.Errorf("GET over TLS = %d with HTTP/%d; want 200 with HTTP/2", resp.StatusCode, resp.ProtoMajor)
	}
	transport.CloseIdleConnections()
	r.end(t)
}

// certificate writes a certificate for app.test and its key to files.
func certificate(t *testing.T) (certFile, keyFile string, roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"app.test"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	for file, block := range map[string]*pem.Block{
		certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "EC PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	roots = x509.NewCertPool()
	roots.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return certFile, keyFile, roots
}

// TestServer: the server for those who listen themselves has the same limits.
func TestServer(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet)
	s := app.Server("127.0.0.1:0")
	if s.ReadHeaderTimeout == 0 || s.IdleTimeout == 0 || s.MaxHeaderBytes == 0 || s.Handler != http.Handler(app) {
		t.Errorf("Server = %+v; want the app behind limits", s)
	}
}
