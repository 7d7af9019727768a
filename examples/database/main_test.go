package main

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

// notifier is a Notifier of a test.
type notifier func(context.Context, *Item) error

func (f notifier) Created(ctx context.Context, item *Item) error { return f(ctx, item) }

// start serves a fresh database, with another Notifier.
func start(t *testing.T, created notifier) (*signettest.Client, *inspector) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "shop.db")
	client := signettest.New(t, newApp(file), signettest.Override[Notifier](func() Notifier { return created }))
	return client, inspect(t, file)
}

func quiet(context.Context, *Item) error { return nil }

const lamp = `{"name":"lamp","owner_id":1}`

func TestCommit(t *testing.T) {
	t.Parallel()
	client, rows := start(t, quiet)
	client.POST("/items", lamp).Want(201).WantJSON(`{"id":1,"name":"lamp","owner_id":1}`)
	rows.want("after a good request", 1)
	client.GET("/items").Want(200).WantJSON(`[{"id":1,"name":"lamp","owner_id":1}]`)
}

// TestRollback: whatever goes wrong, neither the item nor the line of the audit
// stays.
func TestRollback(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		created notifier
		body    string
		status  int
	}{
		{"commit that fails", quiet, `{"name":"lamp","owner_id":2}`, 500},
		{"mistake of the client", quiet, `{"name":"tv","owner_id":1}`, 422},
		{"refusal", func(context.Context, *Item) error { return signet.NewError(409, "not now") }, lamp, 409},
		{"error", func(context.Context, *Item) error { return errors.New("mail server down") }, lamp, 500},
		{"panic", func(context.Context, *Item) error { panic("ouch") }, lamp, 500},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			client, rows := start(t, tt.created)
			answer := client.POST("/items", tt.body).Want(tt.status)
			if tt.status == 500 {
				answer.WantJSON(`{"detail":"Internal Server Error"}`)
			}
			rows.want("after "+tt.name, 0)
			client.GET("/items").Want(200).WantJSON(`[]`)
		})
	}
}

// TestDisconnect: a client that goes away before the answer leaves nothing.
func TestDisconnect(t *testing.T) {
	t.Parallel()
	reached := make(chan bool)
	client, rows := start(t, func(ctx context.Context, _ *Item) error {
		close(reached)
		<-ctx.Done()
		return nil // even if nobody looks at the context, the commit does
	})
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "POST", "http://app/items", strings.NewReader(lamp))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	go func() {
		<-reached
		leave()
	}()
	if _, err := client.HTTP.Do(r); !errors.Is(err, context.Canceled) {
		t.Fatalf("POST of a client that leaves = %v; want context.Canceled", err)
	}
	client.GET("/items").Want(200).WantJSON(`[]`) // waits for the lock that the other held
	rows.want("after a disconnect", 0)
}

// TestParallel: transactions of requests at the same time do not mix.
func TestParallel(t *testing.T) {
	t.Parallel()
	client, rows := start(t, func(_ context.Context, item *Item) error {
		if item.OwnerID != 1 {
			return signet.NewError(409, "not yours")
		}
		return nil
	})
	var requests sync.WaitGroup
	for n := range 20 {
		requests.Go(func() {
			body, want := lamp, 201
			if n%2 == 1 {
				body, want = `{"name":"chair","owner_id":7}`, 409
			}
			client.POST("/items", body).Want(want)
		})
	}
	requests.Wait()
	rows.want("after 10 good requests and 10 refused", 10)
}

// TestStartFails with the chain of who needs the database.
func TestStartFails(t *testing.T) {
	t.Parallel()
	app := newApp(filepath.Join(t.TempDir(), "missing", "shop.db"))
	err := app.Start(t.Context())
	if err == nil || !strings.Contains(err.Error(), "create the tables of") {
		t.Errorf("Start without a folder for the file = %v; want what could not be opened", err)
	}
}
