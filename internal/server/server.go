// Package server listens on an address, serves a handler there, and ends
// without losing a request: it stops accepting, lets the requests in flight
// finish, and only then returns.
package server

import (
	"context"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// What a Config leaves out.
const (
	DefaultAddr         = ":8000"
	DefaultDrainTimeout = 10 * time.Second
	DefaultSocketMode   = 0o660
)

// Limits of every server that New makes.
const (
	readHeaderTimeout = 10 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 256 << 10
)

// Config says where to listen and how to end. Handler is required; the zero
// value of each other field has the meaning that its comment gives.
type Config struct {
	// Addr is "host:port", ":port" for all interfaces, or "unix:/path" for a
	// socket file. Port 0 picks a free port, which OnListen tells. Empty means
	// DefaultAddr.
	Addr string

	Handler http.Handler
	Logger  *slog.Logger // nil means slog.Default()

	// TLSCert and TLSKey name PEM files, read once at start. Both or neither;
	// with both, HTTP/2 is spoken too.
	TLSCert, TLSKey string

	// DrainTimeout limits how long requests in flight may take to finish once
	// the server stops accepting. Zero means DefaultDrainTimeout, a negative
	// value no limit.
	DrainTimeout time.Duration

	// SocketMode is the file mode of a unix socket; zero means
	// DefaultSocketMode. Who may write may connect.
	SocketMode fs.FileMode

	// OnListen is called once, when connections are accepted, with the address
	// that was bound; nil logs it.
	OnListen func(net.Addr)

	// OnDrain is called once, when draining starts: the place to tell streams
	// and sockets that they shall end. Run waits for it as it waits for the
	// requests in flight, so it may itself wait for what net/http does not
	// know about (hijacked connections, background work). Its context ends
	// when the drain has to.
	OnDrain func(context.Context)
}

// New returns a server for the handler with limits fit for the open internet.
// It does not listen; Run does, and uses New.
//
// A client has 10 seconds to send a header of at most 256 KiB, and may keep an
// idle connection for 2 minutes. There is no ReadTimeout, because it would
// count the whole body and so cut off a large upload over a slow line, however
// steadily it arrives; the size of bodies is limited where they are read. There
// is no WriteTimeout, because it would cut off event streams and downloads.
// A handler that wants either sets it for its own request with
// http.ResponseController.
func New(c Config) *http.Server {
	srv := &http.Server{
		Addr:              c.Addr,
		Handler:           c.Handler,
		ReadHeaderTimeout: readHeaderTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(c.logger().Handler(), slog.LevelWarn),
	}
	tellDrain(srv, context.Background())
	return srv
}

func (c Config) logger() *slog.Logger {
	if c.Logger == nil {
		return slog.Default()
	}
	return c.Logger
}

func (c Config) drainTimeout() time.Duration {
	if c.DrainTimeout == 0 {
		return DefaultDrainTimeout
	}
	return c.DrainTimeout
}
