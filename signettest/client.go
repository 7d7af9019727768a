package signettest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/internal/layer"
)

// Client sends requests to an app in the same process. Its methods fail the
// test that it belongs to, and are for that test's goroutine; HTTP is for any.
type Client struct {
	// App is the copy of the app that answers.
	App *signet.App

	// HTTP sends what the methods cannot say. It keeps cookies and follows
	// redirects, unless its CheckRedirect says otherwise. The app answers
	// whatever host a URL names. Bodies of answers stream: read or close them.
	HTTP *http.Client

	t    testing.TB
	each []request // options for every request
}

// New copies the app with the overrides among the options, starts the copy, and
// closes it when the test ends: first the requests that still run are cut off
// and waited for. A mistake of the app, of an override or of the start ends the
// test; a panic that reaches the server, and a cleanup that fails at the end,
// fail it. Where the app was made without signet.Logger, its log is the test's
// output.
func New(t testing.TB, app *signet.App, opts ...Option) *Client {
	t.Helper()
	var s settings
	for _, o := range opts {
		if o != nil {
			o.applyToClient(&s)
		}
	}
	s.overrides.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	twin := app.Twin(s.overrides)
	transport := newTransport(t, twin)
	t.Cleanup(func() {
		transport.close()
		if err := twin.Close(context.Background()); err != nil {
			t.Errorf("Close of the app: %v", err)
		}
	})
	if err := twin.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Client{App: twin, HTTP: &http.Client{Transport: transport, Jar: jar}, t: t, each: s.each}
}

// For returns a client of the same app, with the same cookies, that belongs to
// another test: t.Run's.
func (c *Client) For(t testing.TB) *Client {
	other := *c
	other.t = t
	return &other
}

// GET sends a request without a body. The path may have a query.
func (c *Client) GET(path string, opts ...RequestOption) *Response {
	c.t.Helper()
	return c.Do(http.MethodGet, path, nil, opts...)
}

// DELETE sends a request without a body.
func (c *Client) DELETE(path string, opts ...RequestOption) *Response {
	c.t.Helper()
	return c.Do(http.MethodDelete, path, nil, opts...)
}

// POST sends a request with a body as in Do.
func (c *Client) POST(path string, body any, opts ...RequestOption) *Response {
	c.t.Helper()
	return c.Do(http.MethodPost, path, body, opts...)
}

// PUT sends a request with a body as in Do.
func (c *Client) PUT(path string, body any, opts ...RequestOption) *Response {
	c.t.Helper()
	return c.Do(http.MethodPut, path, body, opts...)
}

// PATCH sends a request with a body as in Do.
func (c *Client) PATCH(path string, body any, opts ...RequestOption) *Response {
	c.t.Helper()
	return c.Do(http.MethodPatch, path, body, opts...)
}

// Do sends a request and reads the whole answer; a request without an answer
// ends the test. The path may have a query; a whole URL is taken too.
//
// The body is nil for none; JSON as a string, as []byte, or as any value to
// encode; url.Values or a Form; or an io.Reader, sent as it comes and without
// a Content-Type. The test's end ends the request.
func (c *Client) Do(method, path string, body any, opts ...RequestOption) *Response {
	c.t.Helper()
	call := describe(method, path, body)
	r, err := newRequest(c.t.Context(), method, path, body)
	if err != nil {
		c.t.Fatalf("%s: %v", call, err)
	}
	for _, o := range c.each {
		o(r)
	}
	for _, o := range opts {
		if o != nil {
			o.applyToRequest(r)
		}
	}
	resp, err := c.HTTP.Do(r)
	if err != nil {
		c.t.Fatalf("%s: %v", call, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatalf("%s = %d, and its body ends after %d bytes: %v", call, resp.StatusCode, len(data), err)
	}
	return &Response{Status: resp.StatusCode, Header: resp.Header, Body: data, t: c.t, call: call}
}

// settings are what the options of New say.
type settings struct {
	overrides layer.Overrides
	each      []request
}
