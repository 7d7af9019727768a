package signet_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/signet-go/signet"
)

// A small shop, and functions that make its parts.
type (
	shopDB      struct{}
	shopTx      struct{}
	shopStore   struct{}
	shopMailer  struct{}
	shopTracker interface{ Track() }
	shopPage    struct {
		Limit int `query:"limit"`
	}
)

func (*shopStore) Track() {}

func openShop(context.Context) (*shopDB, error)         { return &shopDB{}, nil }
func openOtherShop() *shopDB                            { return &shopDB{} }
func openFailing(context.Context) (*shopDB, error)      { return nil, errors.New("connection refused") }
func beginTx(*shopDB) (*shopTx, error)                  { return &shopTx{}, nil }
func newStore(*shopDB) *shopStore                       { return &shopStore{} }
func newMailer(context.Context, *shopStore) *shopMailer { return &shopMailer{} }
func storeOfMailer(*shopMailer) *shopStore              { return &shopStore{} }
func storeOfTx(*shopTx) *shopStore                      { return &shopStore{} }
func storeOfRequest(*http.Request) *shopStore           { return &shopStore{} }
func storeOfPage(*shopPage) *shopStore                  { return &shopStore{} }
func storeOfReply(*signet.Reply) *shopStore             { return &shopStore{} }
func storeOfRoute(*signet.RouteInfo) *shopStore         { return &shopStore{} }
func storeOfToken(signet.Bearer) *shopStore             { return &shopStore{} }
func mailerOfTracker(shopTracker) *shopMailer           { return &shopMailer{} }
func mailerOfValue(shopStore) *shopMailer               { return &shopMailer{} }
func guardShop(*shopDB) error                           { return nil }
func pageOfShop() *shopPage                             { return &shopPage{} }
func dbOfTx(*shopTx) *shopDB                            { return &shopDB{} }

// dependencyMistakes are what developers do wrong with dependencies, each with
// the message that they get in testdata/depends_mistakes.txt.
var dependencyMistakes = []struct {
	name     string
	register func(*signet.App)
}{
	{"nothing provides it", func(a *signet.App) { a.Handle(takes[*shopDB], a.GET("/a")) }},
	{"nothing provides it, down the chain", func(a *signet.App) {
		v1 := a.Group("/v1", signet.Provide(beginTx))
		a.Handle(takes[*shopStore], v1.GET("/a", signet.Provide(storeOfTx)))
	}},
	{"pointer instead of value", func(a *signet.App) { a.Handle(takes[shopDB], a.GET("/a", signet.Provide(openShop))) }},
	{"interface of a provided type", func(a *signet.App) {
		a.Provide(openShop)
		a.Handle(takes[shopTracker], a.GET("/a", signet.Provide(newStore)))
	}},
	{"provided further inside than needed", func(a *signet.App) {
		a.Handle(takes[*shopTx], a.Group("/g", signet.Provide(beginTx)).GET("/a", signet.Provide(openShop)))
	}},
	{"two of one type in a layer", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Provide(openShop), signet.Depends(openOtherShop)))
	}},
	{"a circle", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(beginTx), signet.Provide(dbOfTx)))
	}},
	{"tagged result", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.Depends(pageOfShop))) }},
	{"result that the request gives", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() *http.Request { return nil })))
	}},
	{"not a function", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.Depends(&shopDB{}))) }},
	{"no result", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.Depends(func() {}))) }},
	{"cleanup without an error", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() (*shopDB, signet.Cleanup) { return nil, nil })))
	}},
	{"cleanup without a value", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() (signet.Cleanup, error) { return nil, nil })))
	}},
	{"error that is typed", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() (*shopDB, *typedErr) { return nil, nil })))
	}},
	{"error that is typed, and signet's own", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() *signet.Error { return nil })))
	}},
	{"writer in a dependency", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func(http.ResponseWriter) error { return nil })))
	}},
	{"cleanup after that of what it uses", func(a *signet.App) {
		open := func() (*shopDB, signet.Cleanup, error) { return nil, nil, nil }
		begin := func(*shopDB) (*shopTx, signet.Cleanup, error) { return nil, nil, nil }
		a.Handle(takes[*shopTx], a.GET("/a", signet.Provide(open), signet.Provide(begin, signet.AfterResponse())))
	}},
	{"value that is not there", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.Provide(guardShop))) }},
	{"error twice", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() (error, error) { return nil, nil })))
	}},
	{"three results", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func() (*shopDB, *shopTx, error) { return nil, nil, nil })))
	}},
	{"no function at all", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.Depends((func() error)(nil)))) }},
	{"variadic", func(a *signet.App) {
		a.Handle(none, a.GET("/a", signet.Depends(func(...*shopDB) error { return nil })))
	}},
	{"one dependency of many routes", func(a *signet.App) {
		v1 := a.Group("/v1", signet.Depends(pageOfShop))
		a.Handle(none, v1.GET("/a"), v1.GET("/b"))
	}},

	{"app lifetime: nothing provides it", func(a *signet.App) { a.Provide(newMailer); a.Provide(newStore) }},
	{"app lifetime: of two, neither is chosen", func(a *signet.App) { a.Provide(openShop); a.Provide(openOtherShop) }},
	{"app lifetime: a circle", func(a *signet.App) { a.Provide(newMailer); a.Provide(storeOfMailer) }},
	{"app lifetime: itself", func(a *signet.App) { a.Provide(func(d *shopDB) *shopDB { return d }) }},
	{"app lifetime: made for each request", func(a *signet.App) {
		a.Provide(newMailer)
		a.Provide(storeOfTx)
		a.Provide(openShop)
		a.Handle(none, a.Group("/v1", signet.Provide(beginTx)).GET("/a"))
	}},
	{"app lifetime: request", func(a *signet.App) { a.Provide(newMailer); a.Provide(storeOfRequest) }},
	{"app lifetime: request struct", func(a *signet.App) { a.Provide(storeOfPage) }},
	{"app lifetime: Reply", func(a *signet.App) { a.Provide(storeOfReply) }},
	{"app lifetime: RouteInfo", func(a *signet.App) { a.Provide(storeOfRoute) }},
	{"app lifetime: credentials", func(a *signet.App) { a.Provide(storeOfToken) }},
	{"app lifetime: interface of a provided type", func(a *signet.App) {
		a.Provide(openShop)
		a.Provide(newStore)
		a.Provide(mailerOfTracker)
	}},
	{"app lifetime: value instead of pointer", func(a *signet.App) {
		a.Provide(openShop)
		a.Provide(newStore)
		a.Provide(mailerOfValue)
	}},
	{"app lifetime: tagged result", func(a *signet.App) { a.Provide(pageOfShop) }},
	{"app lifetime: no value", func(a *signet.App) { a.Provide(openShop); a.Provide(guardShop) }},
	{"app lifetime: not a function", func(a *signet.App) { a.Provide(&shopDB{}) }},
	{"app lifetime: NoCache", func(a *signet.App) { a.Provide(openShop, signet.NoCache()) }},
	{"app lifetime: AfterResponse", func(a *signet.App) { a.Provide(openShop, signet.AfterResponse()) }},
	{"app lifetime: on an app that serves", func(a *signet.App) {
		_ = a.Start(context.Background())
		a.Provide(openShop)
	}},

	{"start fails", func(a *signet.App) {
		a.Provide(openFailing)
		a.Provide(newMailer)
		a.Provide(newStore)
		_ = a.Start(context.Background())
	}},
	{"start fails, and so does what it unwinds", func(a *signet.App) {
		a.Provide(func() (*shopStore, signet.Cleanup, error) {
			return &shopStore{}, func(error) error { return errors.New("disk full") }, nil
		})
		a.Provide(openFailing)
		_ = a.Start(context.Background())
	}},
	{"start is canceled", func(a *signet.App) {
		a.Provide(openShop)
		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(errors.New("enough"))
		_ = a.Start(ctx)
	}},
}

func TestDependencyMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range dependencyMistakes {
		list.of(t, m.name, nil, m.register)
	}
	golden(t, "testdata/depends_mistakes.txt", list.text.Bytes())
}

// TestLifespanMistakes are those of New's option.
func TestLifespanMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range []struct {
		name string
		f    any
	}{
		{"value", openShop},
		{"cleanup without an error", func() signet.Cleanup { return nil }},
		{"nothing provides it", guardShop},
		{"request", func(*http.Request) error { return nil }},
		{"not a function", 1},
	} {
		list.of(t, m.name, []signet.Option{signet.Lifespan(m.f)}, nil)
	}
	golden(t, "testdata/lifespan_mistakes.txt", list.text.Bytes())
}
