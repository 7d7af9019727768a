package signet_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/signet-go/signet"
)

// logbook keeps what an app logs.
type logbook struct {
	mu      sync.Mutex // guards records
	records []string
}

func (b *logbook) Write(record []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.records = append(b.records, string(record))
	return len(record), nil
}

// all returns the records so far.
func (b *logbook) all() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.records...)
}

// newApp returns an app and the book that it logs to.
func newApp(opts ...signet.Option) (*signet.App, *logbook) {
	book := &logbook{}
	logger := slog.New(slog.NewTextHandler(book, nil))
	return signet.New(append([]signet.Option{signet.Logger(logger)}, opts...)...), book
}

// quiet fails the test if something was logged.
func (b *logbook) quiet(t *testing.T) {
	t.Helper()
	for _, record := range b.all() {
		t.Errorf("logged %s; want nothing", record)
	}
}

// once fails the test unless one record was logged, and it holds the words.
func (b *logbook) once(t *testing.T, words ...string) {
	t.Helper()
	records := b.all()
	if len(records) != 1 {
		t.Fatalf("logged %d records %q; want 1", len(records), records)
	}
	for _, word := range words {
		if !strings.Contains(records[0], word) {
			t.Errorf("logged %s; want it to name %q", records[0], word)
		}
	}
}

// answer is what a request got.
type answer struct {
	call   string // for messages
	status int
	header http.Header
	body   string
}

// do sends a request to h without a socket. A body is declared as JSON, unless
// headers ("Name: value") say otherwise.
func do(t testing.TB, h http.Handler, method, target, body string, headers ...string) answer {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(t.Context(), method, target, reader)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		if name == "Content-Type" {
			r.Header.Del(name)
		}
		if value != "" {
			r.Header.Add(name, value)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	call := method + " " + shorten(target)
	if body != "" {
		call += " " + shorten(body)
	}
	return answer{call, w.Code, w.Result().Header, w.Body.String()}
}

func shorten(text string) string {
	if len(text) > 80 {
		return text[:80] + "…"
	}
	return text
}

// want fails the test unless the answer has the status and the body.
func (a answer) want(t testing.TB, status int, body string) {
	t.Helper()
	if a.status != status || a.body != body {
		t.Errorf("%s = %d %s; want %d %s", a.call, a.status, shorten(a.body), status, body)
	}
}

// wantStatus fails the test unless the answer has the status, and the body
// holds the words.
func (a answer) wantStatus(t testing.TB, status int, words ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%s = %d %s; want %d", a.call, a.status, shorten(a.body), status)
	}
	for _, word := range words {
		if !strings.Contains(a.body, word) {
			t.Errorf("%s = %d %s; want the body to hold %s", a.call, a.status, a.body, word)
		}
	}
}

// mistakes lists those of a 422, written "type loc.loc".
func (a answer) mistakes(t testing.TB) []string {
	t.Helper()
	var report struct {
		Detail []struct {
			Type string
			Loc  []any
		}
	}
	if err := json.Unmarshal([]byte(a.body), &report); err != nil {
		t.Fatalf("%s = %s; want a list of mistakes: %v", a.call, shorten(a.body), err)
	}
	var list []string
	for _, m := range report.Detail {
		loc := make([]string, len(m.Loc))
		for i, step := range m.Loc {
			loc[i] = fmt.Sprint(step)
		}
		list = append(list, m.Type+" "+strings.Join(loc, "."))
	}
	return list
}

// wantMistakes fails the test unless the answer is a 422 with exactly these
// mistakes, written "type loc.loc" and separated by commas.
func (a answer) wantMistakes(t testing.TB, list ...string) {
	t.Helper()
	if a.status != http.StatusUnprocessableEntity {
		t.Errorf("%s = %d %s; want 422 with %q", a.call, a.status, shorten(a.body), list)
		return
	}
	if got, want := strings.Join(a.mistakes(t), ", "), strings.Join(list, ", "); got != want {
		t.Errorf("%s: mistakes %s; want %s", a.call, got, want)
	}
}

// valid fails the test if the app has mistakes.
func valid(t testing.TB, app *signet.App) {
	t.Helper()
	if err := app.Err(); err != nil {
		t.Fatalf("Err() = %v; want nil", err)
	}
}

// says returns a handler that answers with a text.
func says(text string) func() string { return func() string { return text } }
