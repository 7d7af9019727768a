package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// resources is how many resources of ten routes W8 has.
const resources = 20

// workload is requests that are sent in turn.
type workload struct {
	name     string
	requests []*http.Request
	bodies   [][]byte // of the requests; nil without any
	routing  bool     // for newRouting
	byHand   bool     // newHand has it too
	check    func(n int, status int, body []byte) error
}

// workloads lists all, W1 to W8.
func workloads() []workload {
	const posts = "/users/42/posts?page=2&limit=20&q=go&tag=a&tag=b"
	var wanted newItem
	var ordered order
	must(json.Unmarshal([]byte(goodItem), &wanted))
	must(json.Unmarshal(anOrder, &ordered))
	return []workload{
		one("W1-static", "GET", "/hello", "", byHand, wants(200, greeting{"hello"})),
		one("W2-parameters", "GET", posts, "", byHand, wants(200, echo{42, 2, 20, "go", []string{"a", "b"}, "secret-token"})),
		one("W3-small-body", "POST", "/items", goodItem, byHand, wants(201, item{1001, wanted})),
		one("W4-large-body", "POST", "/orders", string(anOrder), false, wants(201, *receiptOf(&ordered))),
		one("W5-list", "GET", "/items", "", byHand, wants(200, items)),
		one("W6-invalid-body", "POST", "/items", badItem, false, wantsMistakes("name", "email", "price", "quantity")),
		one("W7-dependencies", "GET", "/report", "", false, wants(200, report{"Ana Silva", "admin", "login-1", 3})),
		routing("W8-routing"),
	}
}

const byHand = true

func one(name, method, target, body string, hand bool, check func(int, int, []byte) error) workload {
	r := httptest.NewRequest(method, target, nil)
	r.Header = http.Header{"Accept": {"application/json"}, "X-Token": {"secret-token"}, "Authorization": {"Bearer key-of-ana"}}
	w := workload{name: name, requests: []*http.Request{r}, byHand: hand, check: check}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
		r.ContentLength = int64(len(body))
		w.bodies = [][]byte{[]byte(body)}
	}
	return w
}

func routing(name string) workload {
	w := workload{name: name, routing: true}
	var last []string
	for i := range resources {
		for _, route := range []struct{ methods, below, last string }{
			{"GET POST", "", "all"},
			{"GET PUT DELETE", "/17", "17"},
			{"GET PUT DELETE", "/17/parts/wheel", "wheel"},
			{"GET PUT", "/17/parts/wheel/notes/4", "4"},
		} {
			for method := range strings.FieldsSeq(route.methods) {
				w.requests = append(w.requests, httptest.NewRequest(method, fmt.Sprintf("/resource%d%s", i, route.below), nil))
				last = append(last, route.last)
			}
		}
	}
	for i := range w.requests { // neighbours in the table are not to be neighbours in time
		k := (i*89 + 13) % len(w.requests)
		w.requests[i], w.requests[k] = w.requests[k], w.requests[i]
		last[i], last[k] = last[k], last[i]
	}
	w.check = func(n, status int, body []byte) error {
		if status != 200 || string(body) != last[n] {
			return fmt.Errorf("%d %q; want 200 %q", status, body, last[n])
		}
		return nil
	}
	return w
}

// wants returns the check for an answer with the JSON of v.
func wants[T any](want int, v T) func(int, int, []byte) error {
	return func(_, status int, body []byte) error {
		var got T
		if err := json.Unmarshal(body, &got); err != nil || status != want || !reflect.DeepEqual(got, v) {
			return fmt.Errorf("%d %.300s (%v); want %d %+v", status, body, err, want, v)
		}
		return nil
	}
}

// wantsMistakes returns the check for a 422 that names these members, in order.
func wantsMistakes(members ...string) func(int, int, []byte) error {
	return func(_, status int, body []byte) error {
		var got struct{ Detail []struct{ Loc []string } }
		err := json.Unmarshal(body, &got)
		var named []string
		for _, m := range got.Detail {
			named = append(named, strings.Join(m.Loc, "."))
		}
		want := "body." + strings.Join(members, " body.")
		if err != nil || status != http.StatusUnprocessableEntity || strings.Join(named, " ") != want {
			return fmt.Errorf("%d %s (%v); want 422 with mistakes at %s", status, body, err, want)
		}
		return nil
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// sender sends a workload's requests to a handler without a network: the
// request is copied, its body rewound, the writer's header cleared and kept.
type sender struct {
	workload
	handler http.Handler
	next    int
	request http.Request
	body    rewindable
	writer  sink
}

type rewindable struct{ bytes.Reader }

func (*rewindable) Close() error { return nil }

func (s *sender) send() {
	n := s.next
	if s.next++; s.next == len(s.requests) {
		s.next = 0
	}
	s.request = *s.requests[n]
	if s.bodies != nil {
		s.body.Reset(s.bodies[n])
		s.request.Body = &s.body
	}
	s.writer.status = 0
	clear(s.writer.header)
	s.handler.ServeHTTP(&s.writer, &s.request)
}

// newSender checks every answer before it returns.
func newSender(tb testing.TB, w workload, h http.Handler) *sender {
	tb.Helper()
	s := &sender{workload: w, handler: h, writer: sink{header: http.Header{}}}
	for n, r := range w.requests {
		s.writer.body = &bytes.Buffer{}
		s.send()
		if err := w.check(n, s.writer.status, s.writer.body.(*bytes.Buffer).Bytes()); err != nil {
			tb.Fatalf("%s: %s %s = %v", w.name, r.Method, r.URL, err)
		}
	}
	s.writer.body = io.Discard
	return s
}

// sink is a writer whose body goes elsewhere.
type sink struct {
	header http.Header
	status int
	body   io.Writer
}

func (s *sink) Header() http.Header { return s.header }

func (s *sink) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
}

func (s *sink) Write(p []byte) (int, error) {
	s.WriteHeader(http.StatusOK)
	return s.body.Write(p)
}

func (s *sink) WriteString(text string) (int, error) {
	s.WriteHeader(http.StatusOK)
	return io.WriteString(s.body, text)
}
