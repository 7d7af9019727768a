// Package exchange replays requests against the tutorial's apps, in the process
// and without a socket.
package exchange

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// Exchange is a request and the answer expected of an app.
type Exchange struct {
	App     *signet.App
	Request string // "GET /items/1"
	Header  string // "X-Token: foo", or empty
	Body    string // JSON, or empty
	Status  int
	Answer  string // the body; of a 422, each mistake: "missing body.price"
}

// Run makes each request and compares the answers.
func Run(t *testing.T, exchanges []Exchange) {
	for _, e := range exchanges {
		t.Run(e.Request, func(t *testing.T) {
			if err := e.App.Err(); err != nil {
				t.Fatal(err)
			}
			status, answer := e.serve()
			if status != e.Status || answer != e.Answer {
				t.Errorf("%s %s: got %d %s, want %d %s", e.Request, e.Body, status, answer, e.Status, e.Answer)
			}
		})
	}
}

func (e Exchange) serve() (status int, answer string) {
	method, target, _ := strings.Cut(e.Request, " ")
	r := httptest.NewRequest(method, target, strings.NewReader(e.Body))
	if e.Body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if name, value, ok := strings.Cut(e.Header, ": "); ok {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	e.App.ServeHTTP(w, r)
	if w.Code == http.StatusUnprocessableEntity {
		return w.Code, mistakes(w.Body.Bytes())
	}
	return w.Code, w.Body.String()
}

// mistakes lists type and place of what a 422 complains about.
func mistakes(body []byte) string {
	var answer struct {
		Detail []struct {
			Type string
			Loc  []any
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return fmt.Sprintf("%s: %v", body, err)
	}
	var list []string
	for _, m := range answer.Detail {
		list = append(list, m.Type+" "+place(m.Loc))
	}
	return strings.Join(list, ", ")
}

// place is a loc with dots: body.items.0.price.
func place(loc []any) string {
	steps := make([]string, len(loc))
	for i, step := range loc {
		steps[i] = fmt.Sprint(step)
	}
	return strings.Join(steps, ".")
}
