package middleware

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestTimeout(t *testing.T) {
	t.Parallel()
	const late = 31 * time.Second
	const timedOut = "503\nContent-Length: 32\nContent-Type: application/json\n" + `{"detail":"Service Unavailable"}`
	tests := []struct {
		name    string
		options TimeoutOptions
		handler http.HandlerFunc
		want    string
	}{
		{"in time", TimeoutOptions{}, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(29 * time.Second)
			fmt.Fprint(w, r.Context().Err())
		}, "200\n<nil>"},
		{"failure in time", TimeoutOptions{}, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) }, "502\n"},
		{"heeds the context", TimeoutOptions{}, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, timedOut},
		{"answers with the context's error", TimeoutOptions{}, func(w http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			w.Header().Set("Etag", `"a"`)
			http.Error(w, r.Context().Err().Error(), 500)
		}, "503\nContent-Length: 32\nContent-Type: application/json\nX-Content-Type-Options: nosniff\n" + `{"detail":"Service Unavailable"}`},
		{"gateway", TimeoutOptions{After: time.Second, Status: 504}, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			"504\nContent-Length: 28\nContent-Type: application/json\n" + `{"detail":"Gateway Timeout"}`},
		{"late success", TimeoutOptions{}, func(w http.ResponseWriter, _ *http.Request) { time.Sleep(late); fmt.Fprint(w, "done") }, "200\ndone"},
		{"begun", TimeoutOptions{}, func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "a")
			time.Sleep(late)
			fmt.Fprint(w, "b")
		}, "200\nab"},
		{"skipped", TimeoutOptions{Skip: func(*http.Request) bool { return true }}, func(w http.ResponseWriter, r *http.Request) {
			_, limited := r.Context().Deadline()
			fmt.Fprint(w, limited)
		}, "200\nContent-Type: text/plain; charset=utf-8\nfalse"},
		{"an outer deadline", TimeoutOptions{After: time.Hour}, func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), time.Second)
			defer cancel()
			<-ctx.Done()
			w.WriteHeader(500)
		}, "500\n"},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			got := printed(do(Timeout(tt.options)(tt.handler), request("GET", "/")))
			if got != tt.want {
				t.Errorf("%s: the answer is\n%s\nwant\n%s", tt.name, got, tt.want)
			}
		})
	}
}

func TestTimeoutInTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		outer := Timeout(TimeoutOptions{After: time.Second, Status: 504})
		inner := Timeout(TimeoutOptions{After: time.Minute})
		h := outer(inner(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })))
		if rec := do(h, request("GET", "/")); rec.Code != 504 {
			t.Errorf("the outer deadline of two is over: %d; want 504", rec.Code)
		}
	})
}

func TestBodyLimit(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(BodyLimit(BodyLimitOptions{Max: 10})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
			http.Error(w, fmt.Sprintf("over %d", tooLarge.Limit), http.StatusRequestEntityTooLarge)
			return
		}
		fmt.Fprintf(w, "%d %v", len(body), err)
	})))
	t.Cleanup(server.Close)
	tests := []struct {
		name, body string
		declared   bool
		status     int
		want       string
		closed     bool
	}{
		{"none", "", true, 200, "0 <nil>", false},
		{"exactly", "0123456789", true, 200, "10 <nil>", false},
		{"exactly, chunked", "0123456789", false, 200, "10 <nil>", false},
		{"one more", "0123456789a", true, 413, `{"detail":"Request Entity Too Large"}`, false},
		{"one more, chunked", "0123456789a", false, 413, "over 10\n", true},
	}
	for _, tt := range tests {
		var body io.Reader = strings.NewReader(tt.body)
		if !tt.declared {
			body = struct{ io.Reader }{body}
		}
		r, err := http.NewRequestWithContext(t.Context(), "POST", server.URL, body)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(r)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		got, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != tt.status || string(got) != tt.want || resp.Close != tt.closed || err != nil {
			t.Errorf("%s: POST %q = %d %q, closed %v, %v; want %d %q, closed %v", tt.name, tt.body,
				resp.StatusCode, got, resp.Close, err, tt.status, tt.want, tt.closed)
		}
	}
}
