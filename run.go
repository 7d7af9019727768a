package signet

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"

	"github.com/signet-go/signet/internal/server"
)

// tlsFiles are the PEM files of TLS.
type tlsFiles struct{ cert, key string }

// TLS makes Run serve HTTPS and HTTP/2 with a certificate and a key in PEM
// files, which are read when Run starts.
func TLS(certFile, keyFile string) Option {
	return appOption{"TLS", func(c *config) { c.tls = tlsFiles{certFile, keyFile} }}
}

// Run starts the app, serves it on addr, and returns when it has ended. addr is
// "host:port", ":port" or "unix:/path"; empty means ":8000". It ends when ctx is
// done or the process gets SIGINT or SIGTERM: it stops accepting, lets the
// requests in flight finish for at most 10 seconds, and closes the app. A
// second signal cuts them off.
//
// Run returns nil after a clean end. With mistakes in the registration it
// returns them and does not listen.
func (a *App) Run(ctx context.Context, addr string) error {
	if err := a.Start(ctx); err != nil {
		return err
	}
	err := server.Run(ctx, server.Config{
		Addr:     addr,
		Handler:  a,
		Logger:   a.config.logger,
		TLSCert:  a.config.tls.cert,
		TLSKey:   a.config.tls.key,
		OnListen: func(at net.Addr) { a.logStart(ctx, at) },
	})
	return errors.Join(err, a.Close(context.WithoutCancel(ctx)))
}

// logStart logs the table of routes and where it is served.
func (a *App) logStart(ctx context.Context, at net.Addr) {
	log := a.config.logger
	for r := range a.Routes() {
		log.LogAttrs(ctx, slog.LevelInfo, "route", logRoute(r)...)
	}
	for m := range a.Mounts() {
		log.LogAttrs(ctx, slog.LevelInfo, "mount", logRoute(m)...)
	}
	log.LogAttrs(ctx, slog.LevelInfo, "listening",
		slog.String("address", at.String()), slog.String("docs", a.config.docsPath), slog.String("openapi", a.config.document.SpecPath))
}

func logRoute(r *RouteInfo) []slog.Attr {
	return []slog.Attr{
		slog.String("method", r.Method), slog.String("pattern", r.Pattern), slog.String("function", r.Function), slog.String("place", r.Place),
	}
}

// Server returns a server for the app with limits fit for the open internet,
// for those who listen and shut down themselves: 10 seconds for a request's
// header of at most 256 KiB, 2 minutes for an idle connection, no timeout for
// bodies and answers, for they would cut off uploads and streams.
func (a *App) Server(addr string) *http.Server {
	return server.New(server.Config{Addr: addr, Handler: a, Logger: a.config.logger})
}
