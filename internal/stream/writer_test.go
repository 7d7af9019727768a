package stream

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// connection is a ResponseWriter that can fail. It has no lock, so that the race
// detector notices two writers at once.
type connection struct {
	*httptest.ResponseRecorder
	fails   error
	panics  bool
	flushes int
}

func (c *connection) Write(b []byte) (int, error) {
	if c.panics {
		panic("no")
	}
	if c.fails != nil {
		return 0, c.fails
	}
	return c.ResponseRecorder.Write(b)
}

func (c *connection) FlushError() error { c.flushes++; return nil }

func TestKeepAlive(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := &connection{ResponseRecorder: httptest.NewRecorder()}
		w := NewWriter(c, 15*time.Second, func(err error) { t.Errorf("broken: %v", err) })
		for _, step := range []struct {
			after time.Duration
			piece string
			want  string
		}{
			{14 * time.Second, "a", "a"},
			{14 * time.Second, "b", "ab"},
			{14900 * time.Millisecond, "", "ab"},
			{200 * time.Millisecond, "", "ab: ping\n\n"},
			{10 * time.Second, "c", "ab: ping\n\nc"},
			{31 * time.Second, "", "ab: ping\n\nc: ping\n\n: ping\n\n"},
		} {
			time.Sleep(step.after)
			synctest.Wait()
			if step.piece != "" {
				if err := w.Send([]byte(step.piece)); err != nil {
					t.Fatalf("Send(%q) = %v; want nil", step.piece, err)
				}
			}
			w.mu.Lock() // the next comment comes from another goroutine
			got := c.Body.String()
			w.mu.Unlock()
			if got != step.want {
				t.Errorf("%v later the client has %q; want %q", step.after, got, step.want)
			}
		}
		w.Close()
		time.Sleep(time.Hour)
		if err := w.Send([]byte("d")); err != ErrClosed || !strings.HasSuffix(c.Body.String(), "c: ping\n\n: ping\n\n") {
			t.Errorf("after Close: Send = %v, the client has %q; want ErrClosed and nothing new", err, c.Body)
		}
		if c.flushes != 6 {
			t.Errorf("%d flushes; want one for each of 3 pieces and 3 comments", c.flushes)
		}
	})
}

func TestKeepAliveBreaks(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	for _, tt := range []struct {
		name string
		c    *connection
		want string
	}{
		{"write error", &connection{fails: gone}, "gone"},
		{"panic below", &connection{panics: true}, "panic: no"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var broken []string
				w := NewWriter(tt.c, time.Second, func(err error) { broken = append(broken, err.Error()) })
				time.Sleep(time.Second)
				synctest.Wait()
				if got := strings.Join(broken, ";"); got != tt.want {
					t.Errorf("broken was told %q; want %q once", got, tt.want)
				}
				if err := w.Send([]byte("a")); err == nil || err.Error() != tt.want {
					t.Errorf("Send afterwards = %v; want %s", err, tt.want)
				}
				w.Close()
			})
		})
	}
}

func (c *connection) Header() http.Header { return http.Header{} }

// TestConcurrentSends is for the race detector: pieces and comments share the
// connection.
func TestConcurrentSends(t *testing.T) {
	t.Parallel()
	c := &connection{ResponseRecorder: httptest.NewRecorder()}
	w := NewWriter(c, time.Microsecond, func(error) {})
	var senders sync.WaitGroup
	for range 4 {
		senders.Go(func() {
			for range 200 {
				if err := w.Send([]byte("x\n\n")); err != nil {
					t.Errorf("Send = %v; want nil", err)
				}
			}
		})
	}
	senders.Wait()
	w.Close()
	text := strings.ReplaceAll(c.Body.String(), ": ping\n\n", "")
	if text != strings.Repeat("x\n\n", 800) {
		t.Errorf("the client has %d bytes beside comments; want 800 whole pieces", len(text))
	}
}
