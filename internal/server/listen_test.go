package server_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/server"
)

// socketPath is short: a socket's path may have about 100 bytes.
func socketPath(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "signet")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "app.sock")
}

func unixClient(path string) *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", path)
	}}}
}

func TestUnixSocket(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		mode fs.FileMode
		want fs.FileMode
	}{
		{"the owner's group may connect", 0, 0o660},
		{"a mode of choice", 0o600, 0o600},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path := socketPath(t)
			leaveStale(t, path)
			r := run(t, server.Config{Addr: "unix:" + path, Handler: hello, SocketMode: tt.mode})
			if got := body(t, unixClient(path), "http://app/"); got != "hello over HTTP/1.1" {
				t.Errorf("GET over %s = %q", path, got)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != tt.want {
				t.Errorf("mode of the socket = %v; want %v", info.Mode().Perm(), tt.want)
			}
			if err := r.end(t); err != nil {
				t.Errorf("Run = %v", err)
			}
			if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the socket is still there after Run: %v", err)
			}
		})
	}
}

// leaveStale leaves a socket on which nobody listens, as a killed process does.
func leaveStale(t *testing.T, path string) {
	t.Helper()
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	listener.(*net.UnixListener).SetUnlinkOnClose(false)
	listener.Close()
}

// ended is a context with which Run returns even if it could listen.
func ended() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func TestListenErrors(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { busy.Close() }) // after the parallel rows
	busySocket := socketPath(t)
	listener, err := net.Listen("unix", busySocket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	file := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte("keep me"), 0o600); err != nil {
		t.Fatal(err)
	}

	for _, tt := range []struct{ name, addr, want string }{
		{"busy port", busy.Addr().String(), "address already in use: stop the process that listens there or choose another address"},
		{"busy socket", "unix:" + busySocket, "address already in use: stop the process that listens there or choose another address"},
		{"a file in the way", "unix:" + file, "a file that is no socket is in the way: remove it or choose another path"},
		{"no path", "unix:", `no path: write "unix:/run/app.sock"`},
		{"no port", "localhost", `missing port in address: write ":8000" or "127.0.0.1:8000"`},
		{"no folder", "unix:/nowhere/app.sock", "no such file or directory"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := server.Run(ended(), server.Config{Addr: tt.addr, Handler: hello})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.addr) {
				t.Errorf("Run(%q) = %v; want the address and %q", tt.addr, err, tt.want)
			}
		})
	}
	t.Cleanup(func() {
		if b, err := os.ReadFile(file); err != nil || string(b) != "keep me" {
			t.Errorf("the file in the way holds %q, %v; want it untouched", b, err)
		}
	})
}

func TestNoHandler(t *testing.T) {
	t.Parallel()
	if err := server.Run(ended(), server.Config{Addr: "127.0.0.1:0"}); err == nil || err.Error() != "no handler to serve" {
		t.Errorf("Run without a handler = %v; want an error", err)
	}
}

func TestTLS(t *testing.T) {
	t.Parallel()
	cert, key, pool := certificate(t)
	r := run(t, server.Config{Addr: "127.0.0.1:0", Handler: hello, TLSCert: cert, TLSKey: key})
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	if got := body(t, client, "https://"+r.addr.String()); got != "hello over HTTP/2.0" {
		t.Errorf("GET over TLS = %q; want HTTP/2", got)
	}
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
}

func TestTLSErrors(t *testing.T) {
	t.Parallel()
	cert, key, _ := certificate(t)
	for _, tt := range []struct{ name, cert, key, want string }{
		{"certificate alone", cert, "", "name both files or neither"},
		{"key alone", "", key, "name both files or neither"},
		{"missing file", cert, "gone.pem", `key "gone.pem": open gone.pem`},
		{"mixed up", key, cert, "tls: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := server.Run(ended(), server.Config{Addr: "127.0.0.1:0", Handler: hello, TLSCert: tt.cert, TLSKey: tt.key})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Run with certificate %q, key %q = %v; want %q", tt.cert, tt.key, err, tt.want)
			}
		})
	}
}

// certificate writes a self-signed certificate for 127.0.0.1.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotAfter:     time.Now().Add(time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, block []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: block}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	pool.AddCert(parsed)
	return write("cert.pem", "CERTIFICATE", der), write("key.pem", "PRIVATE KEY", keyDER), pool
}
