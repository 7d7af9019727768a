package middleware

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// failingSessions is a store of which one method fails.
type failingSessions struct {
	*MemorySessions
	load, save, del error
}

func (f *failingSessions) Load(ctx context.Context, id string) ([]byte, error) {
	data, err := f.MemorySessions.Load(ctx, id)
	return data, errors.Join(err, f.load)
}

func (f *failingSessions) Save(ctx context.Context, id string, data []byte, keep time.Duration, fresh bool) error {
	return errors.Join(f.MemorySessions.Save(ctx, id, data, keep, fresh), f.save)
}

func (f *failingSessions) Delete(ctx context.Context, id string) error {
	return errors.Join(f.MemorySessions.Delete(ctx, id), f.del)
}

func TestSessionStoreFails(t *testing.T) {
	t.Parallel()
	const failed = "500 " + `{"detail":"Internal Server Error"}`
	away := errors.New("connection refused")
	tests := []struct {
		name, path string
		fail       func(*failingSessions)
		want, log  string
	}{
		{"load", "/", func(f *failingSessions) { f.load = away }, failed, `level=ERROR msg=session error="load: connection refused"`},
		{"save", "/add", func(f *failingSessions) { f.save = away }, failed, `level=ERROR msg=session error="save: connection refused"`},
		{"delete", "/logout", func(f *failingSessions) { f.del = away }, failed, `level=ERROR msg=session error="delete: connection refused"`},
		{"delete the old one", "/login", func(f *failingSessions) { f.del = away }, failed, `level=ERROR msg=session error="delete: connection refused"`},
		{"none that is needed", "/", func(f *failingSessions) { f.save, f.del = away, away }, "200 ada[]", ""},
	}
	for _, tt := range tests {
		var log bytes.Buffer
		store := &failingSessions{MemorySessions: NewMemorySessions(0)}
		b := newBrowser(SessionsOptions{Store: store, Logger: logTo(&log)})
		b.get("/login")
		tt.fail(store)
		rec := b.get(tt.path)
		if got := fmt.Sprint(rec.Code, " ", rec.Body); got != tt.want || strings.TrimSpace(log.String()) != tt.log {
			t.Errorf("%s: GET %s = %s, logs %s; want %s, %s", tt.name, tt.path, got, log.String(), tt.want, tt.log)
		}
	}
}

func TestMemorySessionsBound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, ctx := NewMemorySessions(10), t.Context()
		for i := range 10 {
			if err := m.Save(ctx, fmt.Sprint(i), []byte("a"), time.Minute, true); err != nil {
				t.Fatalf("Save %d = %v", i, err)
			}
		}
		if err := m.Save(ctx, "one more", nil, time.Minute, true); err != errSessionsFull {
			t.Errorf("Save into a full store = %v; want %v", err, errSessionsFull)
		}
		if err := m.Save(ctx, "3", []byte("b"), time.Hour, false); err != nil {
			t.Errorf("Save of one that is there = %v", err)
		}
		time.Sleep(time.Minute)
		if data, err := m.Load(ctx, "4"); data != nil || err != nil {
			t.Errorf("Load after its time = %q, %v; want nothing", data, err)
		}
		if data, err := m.Load(ctx, "3"); string(data) != "b" || err != nil {
			t.Errorf("Load = %q, %v; want b", data, err)
		}
		if err := m.Save(ctx, "one more", nil, time.Minute, true); err != nil || m.Len() > 10 {
			t.Errorf("Save after the others' time = %v, Len() = %d", err, m.Len())
		}
	})
}
