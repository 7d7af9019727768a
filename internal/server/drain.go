package server

import (
	"context"
	"net"
	"net/http"
)

// drainKey is where the contexts of a server's requests carry the context that
// ends when the server begins to drain.
type drainKey struct{}

// tellDrain lets OnDrain work for the requests of srv, whose contexts shall
// derive from base.
func tellDrain(srv *http.Server, base context.Context) {
	draining, drain := context.WithCancel(context.Background())
	srv.RegisterOnShutdown(drain)
	base = context.WithValue(base, drainKey{}, draining)
	srv.BaseContext = func(net.Listener) context.Context { return base }
}

// OnDrain calls f in a goroutine of its own when the server of the request with
// this context begins to drain: a server that New has made, when Run ends it or
// its Shutdown is called. Other servers never tell. stop takes f back, as that
// of context.AfterFunc does.
func OnDrain(ctx context.Context, f func()) (stop func() bool) {
	draining, ok := ctx.Value(drainKey{}).(context.Context)
	if !ok {
		return func() bool { return false }
	}
	return context.AfterFunc(draining, f)
}
