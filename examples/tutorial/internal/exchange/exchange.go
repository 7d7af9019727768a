// Package exchange replays requests against the tutorial's apps, in the process
// and without a socket.
package exchange

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
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

// Run makes each request and compares the answers. Requests of one app are
// answered by one copy of it, in order, so that it may count them.
func Run(t *testing.T, exchanges []Exchange) {
	clients := map[*signet.App]*signettest.Client{}
	for _, e := range exchanges {
		if clients[e.App] == nil {
			clients[e.App] = newClient(t, e.App)
		}
		t.Run(e.Request, func(t *testing.T) {
			status, answer := e.send(clients[e.App].For(t))
			if status != e.Status || answer != e.Answer {
				t.Errorf("%s %s: got %d %s, want %d %s", e.Request, e.Body, status, answer, e.Status, e.Answer)
			}
		})
	}
}

// newClient returns a client that shows redirects and keeps no cookies.
func newClient(t *testing.T, app *signet.App) *signettest.Client {
	client := signettest.New(t, app)
	client.HTTP.Jar = nil
	client.HTTP.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client
}

func (e Exchange) send(client *signettest.Client) (status int, answer string) {
	method, target, _ := strings.Cut(e.Request, " ")
	var body any
	if e.Body != "" {
		body = e.Body
	}
	var opts []signettest.RequestOption
	if name, value, ok := strings.Cut(e.Header, ": "); ok {
		opts = append(opts, signettest.Header(name, value))
	}
	resp := client.Do(method, target, body, opts...)
	if resp.Status == http.StatusUnprocessableEntity {
		return resp.Status, mistakes(resp.Body)
	}
	return resp.Status, resp.Text()
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
