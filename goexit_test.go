package signet_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/signet-go/signet"
)

// A function that ends its goroutine, as t.FailNow does, leaves nothing open: the
// cleanups run and the client gets its 500, or learns that an answer broke off.
func TestGoexit(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var undone []string
	type tx struct{}
	open := func() (*tx, signet.Cleanup, error) {
		return &tx{}, func(err error) error {
			mu.Lock()
			defer mu.Unlock()
			undone = append(undone, err.Error())
			return nil
		}, nil
	}
	app, book := newApp(signet.Provide(open))
	app.Handle(func(*tx) error { runtime.Goexit(); return nil }, app.GET("/handler"))
	app.Handle(func(*tx) error { return nil }, app.GET("/guard", signet.Depends(func(*tx) error { runtime.Goexit(); return nil })))
	app.Handle(func(w http.ResponseWriter, _ *tx) { _, _ = io.WriteString(w, "half"); runtime.Goexit() }, app.GET("/writer"))
	app.Handle(fails(signet.NewError(404, nil)), app.GET("/mapper", signet.OnError(func(error) { runtime.Goexit() })))
	valid(t, app)
	server := httptest.NewServer(app)
	defer server.Close()
	for _, target := range []string{"/handler", "/guard"} {
		resp, err := http.Get(server.URL + target)
		if err != nil {
			t.Errorf("GET %s: %v; want 500", target, err)
			continue
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != 500 || string(body) != `{"detail":"Internal Server Error"}` || err != nil {
			t.Errorf("GET %s = %d %s, %v; want an opaque 500", target, resp.StatusCode, body, err)
		}
	}
	for _, target := range []string{"/writer", "/mapper"} {
		resp, err := http.Get(server.URL + target)
		if err == nil {
			_, err = io.ReadAll(resp.Body)
			resp.Body.Close()
		}
		if err == nil {
			t.Errorf("GET %s arrives; want a broken connection", target)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	want := "panic: a function ended the goroutine with runtime.Goexit"
	if len(undone) != 3 || slices.ContainsFunc(undone, func(s string) bool { return s != want }) {
		t.Errorf("cleanups saw %q; want %q three times", undone, want)
	}
	if records := book.all(); len(records) != 4 {
		t.Errorf("logged %d records %q; want 4", len(records), records)
	}
}
