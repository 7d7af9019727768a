package signet_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// Results that know their version, by value and by pointer.
type (
	version struct {
		ID int    `json:"id"`
		V  string `json:"-"`
	}
	draft struct {
		version
	}
	versioned interface{ ETag() string }
)

func (v version) ETag() string { return v.V }
func (d *draft) ETag() string  { return `W/"` + d.V + `"` }

// hashOf is the tag of a body: the first half of its SHA-256.
func hashOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

var rowHash = hashOf(`{"id":1,"name":"a"}`)

// TestETags: what makes the tag of an answer, and which answers get one.
func TestETags(t *testing.T) {
	t.Parallel()
	type envelope struct {
		Tag  string  `header:"ETag"`
		Body version `body:""`
	}
	type bare struct {
		Made string   `header:"X-Made"`
		Body *version `body:""`
	}
	type several struct {
		Found *version `status:"200"`
		Made  *version `status:"201"`
	}
	tests := []struct {
		name    string
		method  string
		handler any
		want    string // tag
	}{
		{"hash", "GET", func() row { return rows[0] }, rowHash},
		{"hash for HEAD", "HEAD", func() row { return rows[0] }, rowHash},
		{"hash of a pointer", "GET", func() *row { return &rows[0] }, rowHash},
		{"method of a value", "GET", func() version { return version{1, "v1"} }, `"v1"`},
		{"method through a pointer", "GET", func() (*version, error) { return &version{1, `"v1"`}, nil }, `"v1"`},
		{"method of a pointer", "GET", func() *draft { return &draft{version{1, "v1"}} }, `W/"v1"`},
		{"method of a pointer to the value", "GET", func() draft { return draft{version{1, "v1"}} }, `W/"v1"`},
		{"method of an interface", "GET", func() versioned { return version{1, "v1"} }, `"v1"`},
		{"interface that is nil", "GET", func() versioned { return nil }, hashOf("null")},
		{"method says none", "GET", func() version { return version{} }, ""},
		{"Reply", "GET", func(r *signet.Reply) version { r.Header().Set("ETag", `"mine"`); return version{1, "v1"} }, `"mine"`},
		{"envelope", "GET", func() envelope { return envelope{Tag: `"mine"`, Body: version{1, "v1"}} }, `"mine"`},
		{"body of an envelope", "GET", func() bare { return bare{Body: &version{1, "v1"}} }, `"v1"`},
		{"body of a pointer to an envelope", "GET", func() *bare { return &bare{Body: &version{1, "v1"}} }, `"v1"`},
		{"no body in an envelope", "GET", func() bare { return bare{} }, hashOf("null")},
		{"one of several answers", "GET", func() several { return several{Found: &version{1, "v1"}} }, `"v1"`},
		{"another of several answers", "GET", func() several { return several{Made: &version{1, "v1"}} }, ""},
		{"another status", "GET", func(r *signet.Reply) row { r.Status(203); return rows[0] }, ""},
		{"no result", "GET", func() error { return nil }, ""},
		{"error", "GET", func() (row, error) { return row{}, signet.NewError(404, nil) }, ""},
		{"stream", "GET", func() iter.Seq[row] { return slices.Values(rows) }, ""},
		{"POST", "POST", func() version { return version{1, "v1"} }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, book := newApp(signet.ETag())
			app.Handle(tt.handler, app.Method("GET,POST", "/"))
			if got := do(t, app, tt.method, "/", "").header.Get("ETag"); got != tt.want {
				t.Errorf("%s / has the tag %s; want %s", tt.method, got, tt.want)
			}
			book.quiet(t)
		})
	}
}

// TestConditionalGET: what the client has is not sent again.
func TestConditionalGET(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, method string
		header       string
		status       int
	}{
		{"the same", "GET", "If-None-Match: " + rowHash, 304},
		{"the same, HEAD", "HEAD", "If-None-Match: " + rowHash, 304},
		{"weak", "GET", `If-None-Match: "x", W/` + rowHash, 304},
		{"any", "GET", "If-None-Match: *", 304},
		{"another", "GET", `If-None-Match: "x"`, 200},
		{"no list of tags", "GET", "If-None-Match: x", 200},
		{"If-Match", "GET", "If-Match: " + rowHash, 200},
		{"If-Match of another", "GET", `If-Match: "x"`, 412},
		{"If-Match of a weak one", "GET", "If-Match: W/" + rowHash, 412},
	}
	app, book := newApp(signet.ETag(), signet.Use(varying))
	app.Handle(func(r *signet.Reply) row {
		r.Header().Set("Cache-Control", "max-age=60")
		r.Header().Set("Content-Type", "application/hal+json")
		return rows[0]
	}, app.GET("/"))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := do(t, app, tt.method, "/", "", tt.header)
			a.wantStatus(t, tt.status, "")
			if tt.status != 304 {
				return
			}
			for name, want := range map[string]string{"Etag": rowHash, "Cache-Control": "max-age=60", "Vary": "Origin", "Content-Type": "", "Content-Length": ""} {
				if got := a.header.Get(name); got != want {
					t.Errorf("%s with %s has %s: %s; want %s", a.call, tt.header, name, got, want)
				}
			}
			if a.body != "" {
				t.Errorf("%s with %s has the body %s; want none", a.call, tt.header, a.body)
			}
		})
	}
	book.quiet(t)
}

// varying is middleware whose Vary stays.
func varying(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Vary", "Origin")
		next.ServeHTTP(w, r)
	})
}

// A 304 is a good answer: cleanups commit, and those that fail are answered.
func TestConditionalGETCommits(t *testing.T) {
	t.Parallel()
	type tx struct{}
	for _, failure := range []error{nil, errors.New("commit failed")} {
		app, _ := newApp(signet.ETag())
		var got []error
		app.Handle(func(*tx) row { return rows[0] }, app.GET("/"), signet.Provide(func() (*tx, signet.Cleanup, error) {
			return &tx{}, func(err error) error { got = append(got, err); return failure }, nil
		}))
		a := do(t, app, "GET", "/", "", "If-None-Match: *")
		want, tag := 304, rowHash
		if failure != nil {
			want, tag = 500, ""
		}
		if a.status != want || a.header.Get("ETag") != tag || len(got) != 1 || got[0] != nil {
			t.Errorf("%s = %d with the tag %s, cleanups got %v; want %d, %s, one nil", a.call, a.status, a.header.Get("ETag"), got, want, tag)
		}
	}
}

// Each form of an answer has its own tag, and those of one state fit together.
func TestETagsOfForms(t *testing.T) {
	t.Parallel()
	app, book := codecApp(signet.ETag())
	app.Handle(func() version { return version{1, "v1"} }, app.GET("/version"))
	app.Handle(func(p signet.Preconditions) error { return p.Check("v1") }, app.PUT("/version"))
	tests := []struct{ path, accept, tag string }{
		{"/row", "*/*", rowHash},
		{"/row", "text/x-hex", hashOf(inHex(`{"id":1,"name":"a"}`))},
		{"/version", "*/*", `"v1"`},
		{"/version", "text/x-hex", `"v1;text/x-hex"`},
		{"/own", "text/x-hex", hashOf(`"x"`)},
	}
	for _, tt := range tests {
		for _, header := range []string{"", "If-None-Match: " + tt.tag} {
			want := map[bool]int{true: 200, false: 304}[header == ""]
			a := do(t, app, "GET", tt.path, "", "Accept: "+tt.accept, header)
			if a.status != want || a.header.Get("ETag") != tt.tag || a.header.Get("Vary") != "Accept" || want == 304 && a.header.Get("Content-Type") != "" {
				t.Errorf("%s for %s with %q = %d %v; want %d with the tag %s and Vary: Accept", a.call, tt.accept, header, a.status, a.header, want, tt.tag)
			}
		}
	}
	do(t, app, "GET", "/version", "", "Accept: text/x-hex", `If-None-Match: "v1"`).wantStatus(t, 200)
	for tag, status := range map[string]int{`"v1"`: 204, `"v1;text/x-hex"`: 204, `"v0;text/x-hex"`: 412} {
		do(t, app, "PUT", "/version", "", "If-Match: "+tag).wantStatus(t, status)
	}
	book.quiet(t)
}

func TestETagErrors(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.ETag())
	app.Handle(func() version { return version{1, "v 1"} }, app.GET("/"))
	a := do(t, app, "GET", "/", "")
	a.want(t, 500, `{"detail":"Internal Server Error"}`)
	if tag := a.header.Get("ETag"); tag != "" {
		t.Errorf("%s has the tag %s; want none", a.call, tag)
	}
	book.once(t, "ETag of signet_test.version", "cannot be an entity tag")
}

// TestPreconditions: what is not in the state that the client knows is not
// changed. Dependencies may judge that too.
func TestPreconditions(t *testing.T) {
	t.Parallel()
	type checked struct{}
	changed := false
	app, book := newApp()
	app.Handle(func(_ context.Context, p signet.Preconditions) error {
		if err := errors.Join(p.Require(), p.Check("v2")); err != nil {
			return err
		}
		changed = true
		return nil
	}, app.PUT("/"))
	app.Handle(func(*checked) int { changed = true; return 1 }, app.Method("GET,DELETE", "/"),
		signet.Provide(func(p signet.Preconditions) (*checked, error) { return &checked{}, p.Check("v2") }))
	tests := []struct {
		method, header string
		status         int
		body           string
	}{
		{"PUT", `If-Match: "v2"`, 204, ""},
		{"PUT", `If-Match: "v1"`, 412, `{"detail":"If-Match does not name the present state: fetch it and try again"}`},
		{"PUT", "If-None-Match: *", 412, `{"detail":"If-None-Match names the present state"}`},
		{"PUT", "", 428, `{"detail":"send If-Match with the ETag of the state that the request is about, or If-None-Match: *"}`},
		{"DELETE", `If-Match: "v1"`, 412, `{"detail":"If-Match does not name the present state: fetch it and try again"}`},
		{"DELETE", "", 200, "1"},
		{"GET", `If-None-Match: "v2"`, 304, ""},
		{"GET", `If-None-Match: "v1"`, 200, "1"},
	}
	for _, tt := range tests {
		changed = false
		a := do(t, app, tt.method, "/", "", tt.header)
		a.want(t, tt.status, tt.body)
		if changed != (tt.status < 300) {
			t.Errorf("%s with %s: changed is %v", a.call, tt.header, changed)
		}
		if tt.status == 304 && a.header.Get("ETag") != `"v2"` {
			t.Errorf("%s with %s has the tag %s; want \"v2\"", a.call, tt.header, a.header.Get("ETag"))
		}
	}
	book.quiet(t)
	r := httptest.NewRequest("PUT", "/", nil)
	r.Header.Set("If-Match", `"v1"`)
	if err := signet.PreconditionsOf(r).Check("v1"); err != nil {
		t.Errorf("PreconditionsOf(r).Check(v1) = %v; want nil", err)
	}
}

func TestETagsAreDescribed(t *testing.T) {
	t.Parallel()
	type envelope struct {
		Tag  string `header:"ETag" description:"mine"`
		Body row    `body:""`
	}
	type reads struct {
		Match string `header:"If-Match" description:"mine"`
	}
	app, _ := newApp(signet.ETag())
	app.Handle(func() row { return rows[0] }, app.GET("/row"))
	app.Handle(func() envelope { return envelope{} }, app.GET("/envelope"))
	app.Handle(func(signet.Preconditions, *reads) error { return nil }, app.PUT("/row", signet.Raises(signet.NewError(412, "mine"))))
	app.Handle(func() error { return nil }, app.POST("/row"))
	var document struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In, Description string }
			Responses  map[string]struct {
				Description string
				Headers     map[string]struct{ Description string }
				Content     map[string]any
			}
		}
	}
	if err := json.Unmarshal([]byte(do(t, app, "GET", "/openapi.json", "").body), &document); err != nil {
		t.Fatal(err)
	}
	const tag, mine = "The entity tag of this state (RFC 9110, 8.8.3).", "mine"
	tests := []struct{ call, parameters, statuses, tag, match string }{
		{"get /row", "If-Match,If-None-Match", "200,304,412", tag, "Serve only if the present state has one of these entity tags; * stands for any."},
		{"get /envelope", "If-Match,If-None-Match", "200,304,412", mine, "Serve only if the present state has one of these entity tags; * stands for any."},
		{"put /row", "If-Match,If-None-Match", "204,412,422", "", mine},
		{"post /row", "", "204", "", ""},
	}
	for _, tt := range tests {
		method, path, _ := strings.Cut(tt.call, " ")
		op := document.Paths[path][method]
		var names, statuses []string
		match := ""
		for _, p := range op.Parameters {
			if names = append(names, p.Name); p.Name == "If-Match" {
				match = p.Description
			}
		}
		for status := range op.Responses {
			statuses = append(statuses, status)
		}
		slices.Sort(statuses)
		if got := strings.Join(names, ","); got != tt.parameters || match != tt.match {
			t.Errorf("%s has the parameters %s, If-Match: %s; want %s, %s", tt.call, got, match, tt.parameters, tt.match)
		}
		if got := strings.Join(statuses, ","); got != tt.statuses {
			t.Errorf("%s has the statuses %s; want %s", tt.call, got, tt.statuses)
		}
		headers := op.Responses["200"].Headers
		if got := headers["ETag"].Description + headers["Etag"].Description; got != tt.tag {
			t.Errorf("%s: the tag is described as %q; want %q", tt.call, got, tt.tag)
		}
		if notModified := op.Responses["304"]; len(notModified.Content) > 0 || (len(notModified.Headers) > 0) != (method == "get") {
			t.Errorf("%s: 304 is described as %v; want a tag and no content", tt.call, notModified)
		}
	}
}
