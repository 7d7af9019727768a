package middleware_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/signet-go/signet/middleware"
)

// keys of sessions; take random ones, in earnest.
var keys = [][]byte{bytes.Repeat([]byte("k"), 32)}

func ExampleSessions() {
	const user = middleware.SessionKey[string]("user")
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", func(_ http.ResponseWriter, r *http.Request) {
		s := middleware.SessionFrom(r.Context())
		if err := s.Renew(); err != nil {
			panic(err)
		}
		if err := user.Set(s, "ada"); err != nil {
			panic(err)
		}
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		name, ok := user.Get(middleware.SessionFrom(r.Context()))
		fmt.Fprint(w, name, ok)
	})
	h := middleware.Sessions(middleware.SessionsOptions{Keys: keys})(mux) // random ones, of 32 bytes

	cookie := send(h, "POST", "/login").Cookies()[0]
	show(send(h, "GET", "/", "Cookie: "+cookie.Name+"="+cookie.Value))
	show(send(h, "GET", "/"))
	fmt.Println(cookie.Name, cookie.Secure, cookie.HttpOnly)
	// Output:
	// 200 adatrue
	// 200 false
	// __Host-session true true
}

// With a store on the server the cookie holds an id, and a logout ends the
// session for every copy of it.
func ExampleSession() {
	const user = middleware.SessionKey[string]("user")
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", func(_ http.ResponseWriter, r *http.Request) {
		if err := user.Set(middleware.SessionFrom(r.Context()), "ada"); err != nil {
			panic(err)
		}
	})
	mux.HandleFunc("POST /logout", func(_ http.ResponseWriter, r *http.Request) {
		var s *middleware.Session = middleware.SessionFrom(r.Context())
		if err := s.Destroy(); err != nil {
			panic(err)
		}
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "nobody: ", middleware.SessionFrom(r.Context()).Empty())
	})
	store := middleware.NewMemorySessions(1000)
	h := middleware.Sessions(middleware.SessionsOptions{Keys: keys, Store: store})(mux)

	cookie := send(h, "POST", "/login").Cookies()[0]
	header := "Cookie: " + cookie.Name + "=" + cookie.Value
	show(send(h, "GET", "/", header))
	send(h, "POST", "/logout", header)
	show(send(h, "GET", "/", header))
	fmt.Println(store.Len())
	// Output:
	// 200 nobody: false
	// 200 nobody: true
	// 0
}

// A full store refuses new sessions; nobody is logged out.
func ExampleMemorySessions() {
	var store *middleware.MemorySessions = middleware.NewMemorySessions(1)
	for _, id := range []string{"first", "second"} {
		fmt.Println(store.Save(context.Background(), id, []byte("data"), time.Hour, true))
	}
	// Output:
	// <nil>
	// the memory holds as many sessions as it may; make it larger or keep them elsewhere
}

// What does not fit is refused, and the session stays as it was.
func ExampleErrSessionTooLarge() {
	const notes = middleware.SessionKey[string]("notes")
	h := middleware.Sessions(middleware.SessionsOptions{Keys: keys})(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		err := notes.Set(middleware.SessionFrom(r.Context()), strings.Repeat("a", 5000))
		fmt.Println(errors.Is(err, middleware.ErrSessionTooLarge))
	}))
	send(h, "GET", "/")
	// Output: true
}

// The cookie is a header, and those have left.
func ExampleErrSessionSent() {
	const user = middleware.SessionKey[string]("user")
	h := middleware.Sessions(middleware.SessionsOptions{Keys: keys})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := middleware.SessionFrom(r.Context())
		fmt.Fprint(w, "welcome")
		fmt.Println(errors.Is(user.Set(s, "ada"), middleware.ErrSessionSent))
	}))
	send(h, "GET", "/")
	// Output: true
}

// A SessionStore of one's own is what Load, Save and Delete do, safe for
// concurrent use. Load of what is not there, or no longer, is nil.
func ExampleSessionStore() {
	var store middleware.SessionStore = middleware.NewMemorySessions(0)
	ctx := context.Background()
	if err := store.Save(ctx, "id", []byte("data"), time.Hour, true); err != nil {
		fmt.Println(err)
	}
	data, err := store.Load(ctx, "id")
	fmt.Printf("%s %v\n", data, err)
	fmt.Println(store.Delete(ctx, "id"))
	data, err = store.Load(ctx, "id")
	fmt.Println(data == nil, err)
	// Output:
	// data <nil>
	// <nil>
	// true <nil>
}

// A store of its own lets several processes share a limit.
func ExampleRateStore() {
	var store middleware.RateStore = middleware.NewMemoryRates(1000)
	rate := middleware.Rate{Requests: 1, Per: time.Minute, Burst: 1}
	for range 2 {
		taken, err := store.Take(context.Background(), "key", rate)
		fmt.Println(taken.Allowed, taken.Retry.Round(time.Minute), err)
	}
	// Output:
	// true 1m0s <nil>
	// false 1m0s <nil>
}

func ExampleMemoryRates() {
	rates := middleware.NewMemoryRates(1000) // for limits that share their clients, too
	limit := middleware.RateLimit(middleware.RateLimitOptions{
		Requests: 60, Per: time.Minute, Store: rates,
		Key: func(r *http.Request) string { return r.Header.Get("X-Api-Key") },
	})
	h := limit(http.HandlerFunc(hello))
	for _, key := range []string{"a", "b", "a"} {
		send(h, "GET", "/", "X-Api-Key: "+key)
	}
	fmt.Println(rates.Len(), "clients")
	// Output: 2 clients
}

// A store computes with Rate.Take, and keeps one time for each key.
func ExampleRate_Take() {
	rate := middleware.Rate{Requests: 60, Per: time.Minute, Burst: 2}
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	var busy time.Time
	for range 3 {
		var taken middleware.Taken
		taken, busy = rate.Take(busy, now)
		fmt.Println(taken.Allowed, taken.Remaining, taken.Reset, taken.Retry)
	}
	// Output:
	// true 1 1s 0s
	// true 0 2s 1s
	// false 0 2s 1s
}

// A coding of one's own is a name and what makes a compressor.
func ExampleEncoding() {
	deflate := middleware.Encoding{Name: "deflate", New: func(w io.Writer) middleware.Compressor { return zlib.NewWriter(w) }}
	compress := middleware.Compress(middleware.CompressOptions{Encodings: []middleware.Encoding{deflate}, MinSize: 1})
	resp := send(compress(http.HandlerFunc(hello)), "GET", "/", "Accept-Encoding: gzip, deflate")
	text, err := zlib.NewReader(resp.Body)
	if err != nil {
		fmt.Println(err)
		return
	}
	body, err := io.ReadAll(text)
	fmt.Println(resp.Header.Get("Content-Encoding"), string(body), err)
	// Output: deflate hello <nil>
}
