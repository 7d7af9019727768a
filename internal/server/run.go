package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

// ErrDrainTimeout is what Run returns when requests or OnDrain still ran at
// the end of the drain timeout. Their connections were closed and their
// contexts cancelled.
var ErrDrainTimeout = errors.New("requests still ran at the end of the drain timeout and were cut off: " +
	"raise the timeout, or end streams when the drain starts")

// ErrAborted is what Run returns when a second signal ended the drain at once.
var ErrAborted = errors.New("a second signal cut off the requests in flight")

// errNoHandler is a mistake of the caller that would else show as net/http's
// default mux.
var errNoHandler = errors.New("no handler to serve")

// Run listens, serves, and returns when the server has ended. It ends when ctx
// is done or the process receives SIGINT or SIGTERM: it stops accepting, waits
// for the requests in flight and for OnDrain, and returns nil if all finished.
// It returns ErrDrainTimeout or ErrAborted if they did not, and a plain error
// if it could not listen or serve.
//
// The contexts of requests carry the values of ctx but not its cancellation,
// since a request in flight shall finish; they are cancelled when requests are
// cut off. Run does not wait for handlers that ignore this.
func Run(ctx context.Context, c Config) error {
	if c.Handler == nil {
		return errNoHandler
	}
	tlsConfig, err := c.certificate()
	if err != nil {
		return err
	}
	listener, err := c.listen()
	if err != nil {
		return err
	}

	// Signals count from here on; before, they end the process as usual.
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)

	base, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	srv := New(c)
	srv.TLSConfig = tlsConfig
	tellDrain(srv, base)

	failed := make(chan error, 1)
	go func() { failed <- serve(srv, listener) }()
	c.announce(listener.Addr(), tlsConfig != nil)

	received := 0
	select {
	case err := <-failed:
		srv.Close()
		return fmt.Errorf("serve on %q: %w", listener.Addr(), err)
	case <-ctx.Done():
		c.logger().Info("draining", "reason", context.Cause(ctx))
	case s := <-signals:
		received++
		c.logger().Info("draining", "reason", s.String())
	}
	return c.drain(srv, cut, signals, received)
}

func serve(srv *http.Server, listener net.Listener) error {
	if srv.TLSConfig != nil {
		return srv.ServeTLS(listener, "", "")
	}
	return srv.Serve(listener)
}

func (c Config) announce(addr net.Addr, secure bool) {
	if c.OnListen != nil {
		c.OnListen(addr)
		return
	}
	c.logger().Info("listening", "addr", addr.String(), "tls", secure)
}

// drain stops accepting and waits for what is under way.
func (c Config) drain(srv *http.Server, cut func(), signals <-chan os.Signal, received int) error {
	ctx, end := context.WithCancelCause(context.Background())
	defer end(nil)
	if limit := c.drainTimeout(); limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, limit, ErrDrainTimeout)
		defer cancel()
	}
	go abortAtSecond(ctx, signals, received, end)

	told := make(chan struct{})
	srv.RegisterOnShutdown(func() { // called once the listener is closed
		defer close(told)
		if c.OnDrain != nil {
			c.OnDrain(ctx)
		}
	})
	err := srv.Shutdown(ctx)
	if err == nil {
		select {
		case <-told:
			return nil
		case <-ctx.Done():
		}
	}
	cut()
	srv.Close()
	if ctx.Err() == nil {
		return fmt.Errorf("drain: %w", err) // closing the listener went wrong
	}
	return context.Cause(ctx)
}

// abortAtSecond waits for the second signal that the process receives, not for
// the first in the drain: with a ctx from signal.NotifyContext, the signal that
// ended ctx is in the channel as well.
func abortAtSecond(ctx context.Context, signals <-chan os.Signal, received int, end context.CancelCauseFunc) {
	for ; received < 2; received++ {
		select {
		case <-signals:
		case <-ctx.Done():
			return
		}
	}
	end(ErrAborted)
}
