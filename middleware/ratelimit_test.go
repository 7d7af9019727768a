package middleware

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestRateLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := RateLimit(RateLimitOptions{Requests: 6, Burst: 2})(answerText("handler")) // one in 10 s
		steps := []struct {
			wait time.Duration
			want string
		}{
			{0, "200\nRatelimit-Limit: 2\nRatelimit-Remaining: 1\nRatelimit-Reset: 10\nhandler"},
			{0, "200\nRatelimit-Limit: 2\nRatelimit-Remaining: 0\nRatelimit-Reset: 20\nhandler"},
			{0, "429\nContent-Length: 30\nContent-Type: application/json\nRatelimit-Limit: 2\nRatelimit-Remaining: 0\nRatelimit-Reset: 20\nRetry-After: 10\n" + `{"detail":"Too Many Requests"}`},
			{9500 * time.Millisecond, "429\nContent-Length: 30\nContent-Type: application/json\nRatelimit-Limit: 2\nRatelimit-Remaining: 0\nRatelimit-Reset: 11\nRetry-After: 1\n" + `{"detail":"Too Many Requests"}`},
			{500 * time.Millisecond, "200\nRatelimit-Limit: 2\nRatelimit-Remaining: 0\nRatelimit-Reset: 20\nhandler"},
			{time.Hour, "200\nRatelimit-Limit: 2\nRatelimit-Remaining: 1\nRatelimit-Reset: 10\nhandler"},
		}
		for i, step := range steps {
			time.Sleep(step.wait)
			if got := printed(do(h, request("GET", "/"))); got != step.want {
				t.Errorf("request %d after %v =\n%s\nwant\n%s", i, step.wait, got, step.want)
			}
		}
	})
}

func TestRateLimitKeys(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, first, second string
		same                bool
	}{
		{"one address, two ports", "192.0.2.1:1", "192.0.2.1:2", true},
		{"two addresses", "192.0.2.1:1", "192.0.2.2:1", false},
		{"one network of IPv6", "[2001:db8::1]:1", "[2001:db8::ffff:1]:1", true},
		{"two networks of IPv6", "[2001:db8:0:1::1]:1", "[2001:db8:0:2::1]:1", false},
		{"IPv4 in IPv6", "192.0.2.1:1", "[::ffff:192.0.2.1]:1", true},
		{"no addresses", "@", "", true},
	}
	for _, tt := range tests {
		h := RateLimit(RateLimitOptions{Requests: 1})(answerText(""))
		r := request("GET", "/")
		r.RemoteAddr = tt.first
		do(h, r)
		r = request("GET", "/")
		r.RemoteAddr = tt.second
		if got := do(h, r).Code == 429; got != tt.same {
			t.Errorf("%s: %s and %s share a key: %v; want %v", tt.name, tt.first, tt.second, got, tt.same)
		}
	}
	free := RateLimit(RateLimitOptions{Requests: 1, Key: func(r *http.Request) string { return r.Header.Get("X-Key") }})(answerText(""))
	for range 2 {
		if rec := do(free, request("GET", "/")); rec.Code != 200 || rec.Header().Get("RateLimit-Limit") != "" {
			t.Errorf("without a key: %s; want no limit", printed(rec))
		}
	}
}

// brokenStore is a store that is away.
type brokenStore struct{}

func (brokenStore) Take(context.Context, string, Rate) (Taken, error) {
	return Taken{}, errors.New("connection refused")
}

func TestRateLimitStoreFails(t *testing.T) {
	t.Parallel()
	tests := []struct {
		closed bool
		want   string
	}{
		{false, "200\nhandler"},
		{true, "503\nContent-Length: 32\nContent-Type: application/json\n" + `{"detail":"Service Unavailable"}`},
	}
	for _, tt := range tests {
		var log bytes.Buffer
		h := RateLimit(RateLimitOptions{Store: brokenStore{}, FailClosed: tt.closed, Logger: logTo(&log)})(answerText("handler"))
		got := printed(do(h, request("GET", "/")))
		if want := "level=ERROR msg=\"rate limit\" error=\"connection refused\"\n"; got != tt.want || log.String() != want {
			t.Errorf("FailClosed %v =\n%s\n%s\nwant\n%s\n%s", tt.closed, got, log.String(), tt.want, want)
		}
	}
}

// bucket is the plain way: Burst tokens, one more each interval.
type bucket struct {
	tokens float64
	last   time.Time
}

func (b *bucket) take(rate Rate, now time.Time) bool {
	earned := float64(now.Sub(b.last)) / float64(rate.Per) * float64(rate.Requests)
	b.tokens, b.last = min(b.tokens+earned, float64(rate.Burst)), now
	if b.tokens < 1-1e-6 {
		return false
	}
	b.tokens--
	return true
}

func TestRateIsTokenBucket(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		rate := Rate{Requests: 1 + random.IntN(20), Burst: 1 + random.IntN(20)}
		rate.Per = time.Duration(rate.Requests) * time.Duration(1+random.IntN(1000)) * time.Millisecond
		now := time.Unix(1e9, 0)
		plain, state := &bucket{float64(rate.Burst), now}, time.Time{}
		for i := range 500 {
			now = now.Add(time.Duration(random.ExpFloat64() * float64(rate.interval())))
			want := plain.take(rate, now)
			var got Taken
			got, state = rate.Take(state, now)
			if got.Allowed != want {
				t.Fatalf("%+v: request %d is allowed: %v; want %v", rate, i, got.Allowed, want)
			}
			if !got.Allowed {
				if early, _ := rate.Take(state, now.Add(got.Retry-1)); early.Allowed {
					t.Fatalf("%+v: request %d: allowed before Retry %v", rate, i, got.Retry)
				}
			}
			if later, _ := rate.Take(state, now.Add(got.Retry)); !later.Allowed {
				t.Fatalf("%+v: request %d: refused after Retry %v", rate, i, got.Retry)
			}
		}
	}
}

func TestMemoryRatesAtOnce(t *testing.T) {
	t.Parallel()
	m, rate := NewMemoryRates(0), Rate{100, time.Hour, 100}
	var allowed atomic.Int64
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				if taken, _ := m.Take(t.Context(), "key", rate); taken.Allowed {
					allowed.Add(1)
				}
			}
		})
	}
	wait.Wait()
	if got := allowed.Load(); got != 100 {
		t.Errorf("400 requests at once: %d are allowed; want 100", got)
	}
}

func TestMemoryRatesBound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, rate := NewMemoryRates(1600), Rate{10, time.Minute, 10}
		for range 11 {
			m.Take(t.Context(), "busy", rate)
		}
		for i := range 100_000 {
			m.Take(t.Context(), fmt.Sprint("flood", i), rate)
		}
		if got := m.Len(); got > 1600 {
			t.Errorf("Len() = %d after a flood; want at most 1600", got)
		}
		if taken, _ := m.Take(t.Context(), "busy", rate); taken.Allowed {
			t.Errorf("a flood of keys sets a busy client free")
		}
		time.Sleep(2 * time.Minute)
		for i := range 1600 {
			m.Take(t.Context(), fmt.Sprint("new", i), rate)
		}
		if got := m.Len(); got > 1600 {
			t.Errorf("Len() = %d after a second flood; want at most 1600", got)
		}
		long := strings.Repeat("k", 1<<20)
		m.Take(t.Context(), long, Rate{1, time.Hour, 1})
		if taken, _ := m.Take(t.Context(), long, Rate{1, time.Hour, 1}); taken.Allowed {
			t.Errorf("a long key is forgotten")
		}
	})
}
