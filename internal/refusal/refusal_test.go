package refusal

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/security"
	"github.com/signet-go/signet/internal/vocab"
)

// compiled compiles a function of OnError.
func compiled(t *testing.T, fn any, statuses ...int) *Func {
	t.Helper()
	types := model.NewReader()
	f, name, err := Compile(types, jsonplan.NewCompiler(types, constraint.NewCompiler(), jsonplan.Options{}), fn, statuses)
	if err != nil {
		t.Fatalf("Compile(%s) = %v; want nil", name, err)
	}
	return f
}

// timeout is an error of a type and of an interface.
type timeout struct{}

func (timeout) Error() string { return "timeout" }
func (timeout) Timeout() bool { return true }

type timed interface{ Timeout() bool }

// trail notes the order in which functions are asked.
type trail struct{ names []string }

// noting returns a function that takes errors of type E and only notes its name.
func noting[E any](t *trail, name string) func(E) {
	return func(E) { t.names = append(t.names, name) }
}

// turning returns a function that notes its name and puts err in the place of
// what it takes.
func turning[E any](t *trail, name string, err error) func(E) error {
	return func(E) error { t.names = append(t.names, name); return err }
}

func answering(t *trail, name string) func(error) string {
	return func(error) string { t.names = append(t.names, name); return name }
}

func TestOrder(t *testing.T) {
	t.Parallel()
	gone, none := vocab.NewError(410, nil), vocab.NewError(404, nil)
	tests := []struct {
		name   string
		layers func(*testing.T, *trail) [][]*Func // outermost first
		err    error
		want   string // names in the order of their calls
		body   string // empty: none answers
		left   error  // nil: as given
	}{
		{"narrow before wide", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[error](l, "error")), compiled(t, noting[timed](l, "interface")), compiled(t, noting[timeout](l, "type")), compiled(t, noting[error](l, "500"), 500)}}
		}, timeout{}, "500 type interface error", "", nil},
		{"of several alike the last", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[error](l, "first")), compiled(t, noting[error](l, "last"))}}
		}, gone, "last first", "", nil},
		{"innermost first", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[error](l, "app"), 410)}, nil, {compiled(t, noting[error](l, "route"))}}
		}, gone, "route app", "", nil},
		{"only those that fit", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[timeout](l, "type")), compiled(t, noting[*vocab.Error](l, "404"), 404), compiled(t, noting[*vocab.Error](l, "Error"))}}
		}, fmt.Errorf("wrapped: %w", gone), "Error", "", nil},
		{"an answer is final", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[error](l, "app"))}, {compiled(t, answering(l, "group")), compiled(t, noting[timeout](l, "type"))}}
		}, timeout{}, "type group", `"group"`, nil},
		{"a replaced error goes on outward", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[*vocab.Error](l, "app"))}, {compiled(t, turning[timeout](l, "group", gone))}}
		}, timeout{}, "group app", "", gone},
		{"and to those of its layer that were not asked", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, noting[error](l, "410"), 410), compiled(t, turning[timeout](l, "type", gone))}}
		}, timeout{}, "type 410", "", gone},
		{"never back inward", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, turning[timeout](l, "app", gone))}, {compiled(t, noting[*vocab.Error](l, "group"))}}
		}, timeout{}, "app", "", gone},
		{"each is asked once", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, turning[error](l, "any", none)), compiled(t, turning[*vocab.Error](l, "Error", gone))}}
		}, none, "Error any", "", none},
		{"two that turn errors into each other's end", func(t *testing.T, l *trail) [][]*Func {
			return [][]*Func{{compiled(t, turning[*vocab.Error](l, "404", gone), 404), compiled(t, turning[*vocab.Error](l, "410", none), 410)}}
		}, none, "404 410", "", none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var asked trail
			c := NewChain(tt.layers(t, &asked))
			answer, left, changed := c.answer(httptest.NewRequest("GET", "/", nil), nil, tt.err)
			if got := strings.Join(asked.names, " "); got != tt.want {
				t.Errorf("answer(%v) asks %s; want %s", tt.err, got, tt.want)
			}
			body := ""
			if answer != nil {
				body = string(answer.Body)
			}
			want := tt.left
			if want == nil {
				want = tt.err
			}
			if body != tt.body || left != want || changed != (tt.left != nil) {
				t.Errorf("answer(%v) = %q, %v, %t; want %q, %v, %t", tt.err, body, left, changed, tt.body, want, tt.left != nil)
			}
		})
	}
}

func TestNoFunctions(t *testing.T) {
	t.Parallel()
	if c := NewChain([][]*Func{nil, {}}); c != nil {
		t.Errorf("NewChain of layers without functions = %v; want nil", c)
	}
}

// A function that breaks leaves an internal error, whatever broke it.
func TestBrokenFunctions(t *testing.T) {
	t.Parallel()
	known := vocab.NewError(404, "hunter2")
	for _, tt := range []struct {
		name string
		fn   any
	}{
		{"panic", func(error) { panic("oops") }},
		{"panic with an Error", func(error) { panic(known) }},
		{"result without a form", func(error) badJSON { return badJSON{known} }},
		{"no status", func(r *vocab.Reply, _ error) string { r.Status(99); return "" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := NewChain([][]*Func{{compiled(t, func(error) string { return "app" })}, {compiled(t, tt.fn)}})
			answer, left, changed := c.answer(httptest.NewRequest("GET", "/", nil), nil, known)
			if answer != nil || !changed || !failure.Internal(left) {
				t.Errorf("answer(%v) = %v, %v, %t; want an internal error in its place", known, answer, left, changed)
			}
		})
	}
	abort := NewChain([][]*Func{{compiled(t, func(error) { panic(http.ErrAbortHandler) })}})
	defer func() {
		if v := recover(); v != http.ErrAbortHandler {
			t.Errorf("a function that panics with http.ErrAbortHandler: recover() = %v; want it back", v)
		}
	}()
	abort.answer(httptest.NewRequest("GET", "/", nil), nil, known)
}

type badJSON struct{ err error }

func (b badJSON) MarshalJSON() ([]byte, error) { return nil, b.err }

// Write logs what the client must not learn, once, and sets the headers that
// belong to the status.
func TestWrite(t *testing.T) {
	t.Parallel()
	secret, expired := errors.New("hunter2"), vocab.NewError(401, "expired")
	busy := vocab.NewError(503, "busy", vocab.ErrorHeader("Retry-After", "5"))
	tests := []struct {
		name      string
		fn        any // nil: no chain
		err       error
		status    int
		records   int
		challenge string
		retry     string
	}{
		{"no functions", nil, busy, 503, 0, "", "5"},
		{"internal", nil, secret, 500, 1, "", ""},
		{"401 without a challenge", nil, expired, 401, 0, "Bearer", ""},
		{"401 with its own", nil, vocab.NewError(401, nil, vocab.ErrorHeader("WWW-Authenticate", "Mine")), 401, 0, "Mine", ""},
		{"turned into 401", func(error) error { return expired }, secret, 401, 0, "Bearer", ""},
		{"answered with the status", func(error) string { return "" }, busy, 503, 0, "", "5"},
		{"another status", func(error) error { return vocab.NewError(500, nil) }, busy, 500, 0, "", ""},
		{"internal, turned into another", func(error) error { return errors.New("worse") }, secret, 500, 2, "", ""},
		{"a panic is always logged", func(error) error { return vocab.NewError(404, nil) }, failure.NewPanic("oops"), 404, 1, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var log strings.Builder
			p := &Plan{Logger: slog.New(slog.NewTextHandler(&log, nil)), Challenges: []security.Challenge{{Kind: vocab.BearerKind}}}
			if tt.fn != nil {
				p.Chain = NewChain([][]*Func{{compiled(t, tt.fn)}})
			}
			w := httptest.NewRecorder()
			p.Write(w, httptest.NewRequest("GET", "/", nil), tt.err)
			challenge, retry := w.Header().Get("WWW-Authenticate"), w.Header().Get("Retry-After")
			if w.Code != tt.status || challenge != tt.challenge || retry != tt.retry {
				t.Errorf("Write(%v) = %d, challenge %q, Retry-After %q; want %d, %q, %q", tt.err, w.Code, challenge, retry, tt.status, tt.challenge, tt.retry)
			}
			if n := strings.Count(log.String(), "\n"); n != tt.records {
				t.Errorf("Write(%v) logs %d records %s; want %d", tt.err, n, log.String(), tt.records)
			}
			if strings.Contains(w.Body.String(), "hunter2") {
				t.Errorf("Write(%v) = %s; want nothing internal", tt.err, w.Body)
			}
		})
	}
}
