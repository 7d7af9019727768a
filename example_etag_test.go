package signet_test

import (
	"fmt"
	"net/http/httptest"
	"strings"

	"github.com/signet-go/signet"
)

// Note is text that several people edit.
type Note struct {
	Text    string `json:"text"`
	Version int    `json:"version" readOnly:"true"`
}

// ETag changes with every change of the note.
func (n *Note) ETag() string { return fmt.Sprint("v", n.Version) }

// EditNote is a new text for the note.
type EditNote struct {
	Body Note `body:""`
}

// One who edits what somebody else has changed in the meantime gets a 412, and
// overwrites nothing.
func ExamplePreconditions() {
	note := &Note{Text: "milk", Version: 1}
	app := signet.New(signet.ETag())
	app.Handle(func() *Note { return note }, app.GET("/note"))
	app.Handle(func(in *EditNote, p signet.Preconditions) (*Note, error) {
		if err := p.Check(note.ETag()); err != nil {
			return nil, err
		}
		note = &Note{in.Body.Text, note.Version + 1}
		return note, nil
	}, app.PUT("/note"))

	send := func(method, body, condition, tag string) {
		r := httptest.NewRequest(method, "/note", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(condition, tag)
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		fmt.Println(method, w.Code, w.Header().Get("ETag")+w.Body.String())
	}
	send("GET", "", "If-None-Match", `"v0"`)
	send("GET", "", "If-None-Match", `"v1"`)
	send("PUT", `{"text":"milk, bread"}`, "If-Match", `"v1"`)
	send("PUT", `{"text":"milk, beer"}`, "If-Match", `"v1"`)
	// Output:
	// GET 200 "v1"{"text":"milk","version":1}
	// GET 304 "v1"
	// PUT 200 {"text":"milk, bread","version":2}
	// PUT 412 {"detail":"If-Match does not name the present state: fetch it and try again"}
}

// Without a method ETag the tag is a hash of the answer.
// A handler is a function: a test may call it without an app.
func ExamplePreconditionsOf() {
	r := httptest.NewRequest("PUT", "/note", nil)
	fmt.Println(signet.PreconditionsOf(r).Require())
	r.Header.Set("If-Match", `"v1"`)
	fmt.Println(signet.PreconditionsOf(r).Check("v1"))
	fmt.Println(signet.PreconditionsOf(r).Check("v2"))
	// Output:
	// 428: send If-Match with the ETag of the state that the request is about, or If-None-Match: *
	// <nil>
	// 412: If-Match does not name the present state: fetch it and try again
}

func ExampleETag() {
	app := signet.New()
	app.Handle(func() Price { return Price{199} }, app.GET("/price", signet.ETag()))

	for _, tag := range []string{`"old"`, `"aHpzu4pNn5CUTb1uKpLrgg"`} {
		r := httptest.NewRequest("GET", "/price", nil)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Header().Get("ETag")+w.Body.String())
	}
	// Output:
	// 200 "aHpzu4pNn5CUTb1uKpLrgg"{"cents":199}
	// 304 "aHpzu4pNn5CUTb1uKpLrgg"
}
