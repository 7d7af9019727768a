package signettest

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"testing"
)

// transport lets a handler answer as a server would.
type transport struct {
	t       testing.TB
	handler http.Handler

	ctx     context.Context // of all requests
	cancel  context.CancelCauseFunc
	running sync.WaitGroup
}

func newTransport(t testing.TB, h http.Handler) *transport {
	tr := &transport{t: t, handler: h}
	tr.ctx, tr.cancel = context.WithCancelCause(context.Background())
	return tr
}

var errTestEnded = errors.New("signettest: the test has ended")

// close cuts off the requests that run and waits until their handlers return.
func (tr *transport) close() {
	tr.cancel(errTestEnded)
	tr.running.Wait()
}

// errCut is what a client sees of http.ErrAbortHandler before the answer began.
var errCut = fmt.Errorf("the app cut the connection: %w", io.ErrUnexpectedEOF)

// RoundTrip returns when the head of the answer is there. The handler goes on
// until it returns, or the body of the answer or the request's context is done:
// then its own context is done too.
func (tr *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	x, err := tr.newExchange(r)
	if err != nil {
		return nil, err
	}
	tr.running.Add(1)
	go tr.serve(x, r)
	select {
	case <-x.begun:
	case <-x.ended:
	case <-r.Context().Done():
	case <-tr.ctx.Done():
	}
	// Several may have happened. A client that gave up gets no answer, also where
	// the handler has noticed and returned; the answer counts more than its end.
	switch {
	case r.Context().Err() != nil:
		return nil, context.Cause(r.Context())
	case happened(x.begun):
		return x.response, nil
	case happened(x.ended):
		return nil, errCut
	}
	return nil, errTestEnded
}

func happened(event <-chan struct{}) bool {
	select {
	case <-event:
		return true
	default:
		return false
	}
}

// newExchange makes of a client's request what the server reads of it.
func (tr *transport) newExchange(r *http.Request) (*exchange, error) {
	target, err := url.ParseRequestURI(r.URL.RequestURI())
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(tr.ctx)
	stop := context.AfterFunc(r.Context(), func() { cancel(context.Cause(r.Context())) })
	server := (&http.Request{
		Method: r.Method, URL: target, RequestURI: r.URL.RequestURI(), Host: r.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, RemoteAddr: "192.0.2.1:1234", // TEST-NET-1, as in httptest
		Header: r.Header.Clone(), Body: r.Body, ContentLength: r.ContentLength, Trailer: r.Trailer,
	}).WithContext(ctx)
	if server.Method == "" {
		server.Method = http.MethodGet
	}
	if server.Host == "" {
		server.Host = r.URL.Host
	}
	if server.Header == nil {
		server.Header = http.Header{}
	}
	if server.Body == nil {
		server.Body = http.NoBody
	} else if server.ContentLength == 0 && server.Body != http.NoBody {
		server.ContentLength = -1 // of a client's request, zero means unknown
	}
	if r.URL.Scheme == "https" {
		server.TLS = &tls.ConnectionState{Version: tls.VersionTLS13, HandshakeComplete: true, ServerName: r.URL.Hostname()}
	}
	return newExchange(tr.ctx, r, server, func(why error) { stop(); cancel(why) }), nil
}

// serve runs the handler to its end.
func (tr *transport) serve(x *exchange, client *http.Request) {
	defer tr.running.Done()
	if client.Body != nil {
		defer client.Body.Close()
	}
	returned := false
	defer func() {
		v := recover()
		switch {
		case returned:
			x.finish()
		case v != nil && v != http.ErrAbortHandler:
			tr.t.Errorf("%s %s: the app panics: %v\n%s", client.Method, client.URL, v, debug.Stack())
			x.cut()
		default: // also a test's FailNow in a handler
			x.cut()
		}
	}()
	tr.handler.ServeHTTP(x, x.request)
	returned = true
}
