package signet_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/signet-go/signet"
)

// diary notes what runs, in order.
type diary struct {
	mu      sync.Mutex // guards entries
	entries []string
}

func (d *diary) note(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.entries = append(d.entries, fmt.Sprintf(format, args...))
}

// take returns what was noted and begins anew.
func (d *diary) take() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	text := strings.Join(d.entries, ", ")
	d.entries = nil
	return text
}

// want fails the test unless exactly this was noted since the last time.
func (d *diary) want(t *testing.T, call, want string) {
	t.Helper()
	if got := d.take(); got != want {
		t.Errorf("%s runs %q; want %q", call, got, want)
	}
}

// guard returns a dependency without a value.
func (d *diary) guard(name string) func() error {
	return func() error { d.note("%s", name); return nil }
}

type (
	database    struct{}
	transaction struct{ on *database }
	person      struct{ Name string }
)

func TestDependsRunsOnEveryLayer(t *testing.T) {
	t.Parallel()
	d := &diary{}
	shared := signet.Depends(d.guard("shared")) // one value is one dependency
	app, book := newApp(signet.Depends(d.guard("app")), shared)
	outer := app.Group("/o", signet.Depends(d.guard("outer")), shared)
	inner := outer.Group("/i", signet.Depends(d.guard("inner1")), signet.Depends(d.guard("inner2")))
	handler := func() { d.note("handler") }
	app.Handle(handler, app.GET("/x"), inner.GET("/x", signet.Depends(d.guard("route")), shared), signet.Depends(d.guard("function")))
	app.Handle(handler, inner.GET("/y"))
	valid(t, app)
	for path, want := range map[string]string{
		"/x":     "app, shared, function, handler",
		"/o/i/x": "app, shared, outer, inner1, inner2, function, route, handler",
		"/o/i/y": "app, shared, outer, inner1, inner2, handler",
		"/none":  "",
		"/docs":  "",
	} {
		do(t, app, "GET", path, "")
		d.want(t, "GET "+path, want)
	}
	book.quiet(t)
}

func TestProvideRunsOnDemandAndOnce(t *testing.T) {
	t.Parallel()
	d := &diary{}
	open := func() *database { d.note("open"); return &database{} }
	begin := func(db *database) (*transaction, error) { d.note("begin"); return &transaction{db}, nil }
	who := func(tx *transaction) *person { d.note("who"); return &person{"ada"} }
	app, book := newApp(signet.Provide(open), signet.Provide(begin), signet.Provide(who))
	app.Handle(func() { d.note("handler") }, app.GET("/none"))
	app.Handle(func(p *person, db *database, tx *transaction, again *transaction) bool {
		return tx == again && tx.on == db
	}, app.GET("/all"))
	app.Handle(func(a, b *person) bool { return a == b },
		app.GET("/fresh", signet.Provide(func() *person { d.note("fresh"); return &person{} }, signet.NoCache())))
	valid(t, app)
	do(t, app, "GET", "/none", "")
	d.want(t, "a handler that asks for nothing", "handler")
	for range 2 {
		do(t, app, "GET", "/all", "").want(t, 200, "true")
		d.want(t, "a handler that asks for everything", "open, begin, who")
	}
	do(t, app, "GET", "/fresh", "").want(t, 200, "false")
	d.want(t, "NoCache", "fresh, fresh")
	book.quiet(t)
}

func TestInnermostProviderFeedsTheHandler(t *testing.T) {
	t.Parallel()
	d := &diary{}
	named := func(name string) signet.Dependency { return signet.Provide(func() *person { return &person{name} }) }
	app, _ := newApp(named("app"), signet.Depends(func(p *person) error { d.note("guard sees %s", p.Name); return nil }))
	g := app.Group("/g", named("group"))
	app.Handle(func(p *person) string { return p.Name }, app.GET("/a"), g.GET("/b"), g.GET("/c", named("route")))
	valid(t, app)
	for path, want := range map[string]string{"/a": "app", "/g/b": "group", "/g/c": "route"} {
		do(t, app, "GET", path, "").want(t, 200, `"`+want+`"`)
		d.want(t, "GET "+path, "guard sees app") // what an outer guard sees, no route can replace
	}
}

// session is a dependency that notes when it begins and how it ends.
func (d *diary) session(name string, fail error) func() (*database, signet.Cleanup, error) {
	return func() (*database, signet.Cleanup, error) {
		d.note("%s opens", name)
		return &database{}, func(err error) error { d.note("%s ends with %v", name, err); return fail }, nil
	}
}

func TestCleanups(t *testing.T) {
	t.Parallel()
	d := &diary{}
	broken := errors.New("broken")
	tx := func(*database) (*transaction, signet.Cleanup, error) {
		d.note("tx opens")
		return &transaction{}, func(err error) error { d.note("tx ends with %v", err); return nil }, nil
	}
	app, book := newApp(signet.Provide(d.session("db", nil)), signet.Provide(tx))
	app.Handle(func(_ *transaction, in *struct {
		N int `query:"n" default:"1"`
	}) (string, error) {
		switch in.N {
		case 2:
			return "", broken
		case 3:
			return "", signet.NewError(404, "none")
		}
		d.note("handler")
		return "done", nil
	}, app.GET("/"))
	app.Handle(func(*transaction) any { return make(chan int) }, app.GET("/unencodable"))
	valid(t, app)

	do(t, app, "GET", "/", "").want(t, 200, `"done"`)
	d.want(t, "a good request", "db opens, tx opens, handler, tx ends with <nil>, db ends with <nil>")
	do(t, app, "GET", "/?n=3", "").want(t, 404, `{"detail":"none"}`)
	d.want(t, "a refusal", "db opens, tx opens, tx ends with 404: none, db ends with 404: none")
	book.quiet(t)
	do(t, app, "GET", "/?n=2", "").wantStatus(t, 500)
	d.want(t, "an error", "db opens, tx opens, tx ends with broken, db ends with broken")
	book.once(t, "broken")
	do(t, app, "GET", "/?n=x", "").wantStatus(t, 422)
	if got := d.take(); !strings.Contains(got, "tx ends with invalid request: query.n") {
		t.Errorf("an invalid request runs %q; want the cleanups with its mistakes", got)
	}
	do(t, app, "GET", "/unencodable", "").wantStatus(t, 500)
	if got := d.take(); !strings.Contains(got, "tx ends with encode the result") {
		t.Errorf("a result that cannot be encoded runs %q; want the cleanups with why", got)
	}
}

// TestCleanupBeforeCommit: the client sees nothing before the cleanup has run.
func TestCleanupBeforeCommit(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	var seen []string
	open := func() (*database, signet.Cleanup, error) {
		return &database{}, func(error) error { seen = append(seen, fmt.Sprint("before:", w.Body.Len())); return nil }, nil
	}
	after := func() (*transaction, signet.Cleanup, error) {
		return &transaction{}, func(error) error { seen = append(seen, fmt.Sprint("after:", w.Body.Len())); return nil }, nil
	}
	app, _ := newApp()
	app.Handle(func(*database, *transaction) string { return "x" }, app.GET("/"),
		signet.Provide(after, signet.AfterResponse()), signet.Provide(open))
	valid(t, app)
	app.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if got := strings.Join(seen, " "); got != "before:0 after:3" {
		t.Errorf("the cleanups saw %q bytes sent; want none before, all after", got)
	}
}

func TestCleanupsThatFail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, first, second string // what the cleanups do, in the order in which they run
		after               bool
		status, records     int
	}{
		{"the first fails", "fail", "", false, 500, 1},
		{"the last fails", "", "fail", false, 500, 1},
		{"both fail", "fail", "fail", false, 500, 2},
		{"a panic", "panic", "", false, 500, 1},
		{"a panic with an error to tell", "panic 404", "", false, 500, 1}, // a panic is a bug, not an answer
		{"an error to tell", "404", "", false, 404, 0},
		{"after the answer", "fail", "", true, 200, 1},
		{"a panic after the answer", "panic", "", true, 200, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ran := 0
			undo := func(how string) signet.Cleanup {
				return func(error) error {
					ran++
					switch how {
					case "fail":
						return errors.New("cleanup failed " + how)
					case "404":
						return signet.NewError(404, "gone")
					case "panic":
						panic("cleanup")
					case "panic 404":
						panic(signet.NewError(404, "gone"))
					}
					return nil
				}
			}
			var opts []signet.DependOption
			if tt.after {
				opts = append(opts, signet.AfterResponse())
			}
			app, book := newApp(
				signet.Provide(func() (*database, signet.Cleanup, error) { return &database{}, undo(tt.second), nil }, opts...),
				signet.Provide(func(*database) (*transaction, signet.Cleanup, error) { return &transaction{}, undo(tt.first), nil }, opts...))
			app.Handle(func(*transaction) string { return "done" }, app.GET("/"))
			valid(t, app)
			do(t, app, "GET", "/", "").wantStatus(t, tt.status)
			if ran != 2 {
				t.Errorf("%d cleanups ran; want both, whatever the first does", ran)
			}
			if records := book.all(); len(records) != tt.records {
				t.Errorf("logged %q; want %d records", records, tt.records)
			}
		})
	}
}

// unreadable is a body that must not be read.
type unreadable struct{ t *testing.T }

func (u unreadable) Read([]byte) (int, error) {
	u.t.Error("the body is read")
	return 0, io.EOF
}

type signup struct {
	Body struct {
		Name string `json:"name"`
	} `body:""`
	N int `query:"n"`
}

func TestAuthenticationComesFirst(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	auth := func(in *struct {
		Token signet.Opt[string] `header:"X-Token"`
	}) (*person, error) {
		if in.Token.Or("") != "good" {
			return nil, signet.NewError(401, "Not authenticated", signet.Header("WWW-Authenticate", "Token"))
		}
		return &person{"ada"}, nil
	}
	app.Handle(func(p *person, in *signup) string { return p.Name + " " + in.Body.Name }, app.POST("/"), signet.Depends(auth))
	valid(t, app)
	r := httptest.NewRequest("POST", "/?n=x", unreadable{t})
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	if w.Code != 401 || w.Header().Get("WWW-Authenticate") != "Token" {
		t.Errorf("without a token: %d %s; want 401, whatever else is wrong", w.Code, w.Body)
	}
	do(t, app, "POST", "/?n=x", `{}`, "X-Token: good").wantMistakes(t, "int_parsing query.n", "missing body.name")
	do(t, app, "POST", "/?n=1", `{"name":"bob"}`, "X-Token: good").want(t, 200, `"ada bob"`)
	book.quiet(t)
}

func TestSkippedDependencyJoinsTheMistakes(t *testing.T) {
	t.Parallel()
	d := &diary{}
	paging := func(in *struct {
		Page int `query:"page"`
	}) *database {
		d.note("paging")
		return &database{}
	}
	needs := func(*database) *transaction { d.note("needs paging"); return &transaction{} }
	other := func(in *struct {
		Lang string `header:"X-Lang"`
	}) error {
		d.note("other")
		return nil
	}
	refuse := func(in *struct {
		Ban bool `query:"ban" default:"false"`
	}) error {
		d.note("refuse")
		if in.Ban {
			return signet.NewError(403, "banned")
		}
		return nil
	}
	app, book := newApp(signet.Depends(paging), signet.Depends(needs), signet.Depends(other), signet.Depends(refuse))
	app.Handle(func(in *signup) { d.note("handler") }, app.POST("/"))
	valid(t, app)
	do(t, app, "POST", "/?page=x&n=y", `{"name":5}`).wantMistakes(t, "int_parsing query.page", "missing header.x-lang", "int_parsing query.n", "string_type body.name")
	d.want(t, "a request with mistakes everywhere", "refuse")
	do(t, app, "POST", "/?page=x&n=y&ban=1", `{"name":5}`).want(t, 403, `{"detail":"banned"}`)
	d.want(t, "a refusal among mistakes", "refuse")
	do(t, app, "POST", "/?page=1&n=2", `{"name":"x"}`, "X-Lang: de").wantStatus(t, 204)
	d.want(t, "a good request", "paging, needs paging, other, refuse, handler")
	book.quiet(t)
}

// TestDependencyThatReadsTheBody runs after the others, when the body is there.
func TestDependencyThatReadsTheBody(t *testing.T) {
	t.Parallel()
	d := &diary{}
	app, book := newApp(
		signet.Depends(func(in *struct {
			Name string `body:"name"`
		}) *person {
			d.note("reads the body")
			return &person{in.Name}
		}),
		signet.Depends(d.guard("guard")),
		signet.Depends(func(p *person) error { d.note("knows %s", p.Name); return nil }))
	app.Handle(func(p *person, in *struct {
		Age int `body:"age"`
	}) string {
		return fmt.Sprint(p.Name, " ", in.Age)
	}, app.POST("/"))
	valid(t, app)
	do(t, app, "POST", "/", `{"name":"ada","age":36}`).want(t, 200, `"ada 36"`)
	d.want(t, "a good request", "guard, reads the body, knows ada")
	do(t, app, "POST", "/", `{"name":5,"age":"x"}`).wantMistakes(t, "string_type body.name", "int_parsing body.age")
	d.want(t, "a wrong body", "guard")
	book.quiet(t)
}

func TestDependencyAddsToTheReply(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.Depends(func(reply *signet.Reply, info *signet.RouteInfo) error {
		reply.Header().Set("X-Route", info.Pattern)
		return nil
	}))
	app.Handle(func(ctx context.Context) error { return ctx.Err() }, app.GET("/x"))
	valid(t, app)
	if got := do(t, app, "GET", "/x", "").header.Get("X-Route"); got != "/x" {
		t.Errorf("X-Route is %q; want what the dependency set", got)
	}
	book.quiet(t)
}

// TestRequestsDoNotMix runs many requests at the same time: each sees its own
// values, however often the memory of others is used again.
func TestRequestsDoNotMix(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.Provide(func(in *struct {
		N int `query:"n"`
	}) person {
		return person{fmt.Sprint(in.N)}
	}))
	var mu sync.Mutex
	var kept []*signup
	app.Handle(func(p person, in *signup) (string, error) {
		mu.Lock()
		kept = append(kept, in) // a handler may keep what it was given
		mu.Unlock()
		return p.Name + in.Body.Name, nil
	}, app.POST("/"))
	valid(t, app)
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for i := range 50 {
				n := worker*1000 + i
				do(t, app, "POST", fmt.Sprintf("/?n=%d", n), fmt.Sprintf(`{"name":"n%d"}`, n)).want(t, 200, fmt.Sprintf(`"%dn%d"`, n, n))
			}
		})
	}
	group.Wait()
	for _, in := range kept {
		if want := fmt.Sprintf("n%d", in.N); in.Body.Name != want {
			t.Errorf("a kept struct holds %q; want %q", in.Body.Name, want)
		}
	}
	book.quiet(t)
}
