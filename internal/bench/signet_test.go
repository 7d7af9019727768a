package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/signet-go/signet"
)

type listPosts struct {
	ID    int64    `path:"id" validate:"gte=1"`
	Page  int      `query:"page" default:"1" validate:"gte=1,lte=10000"`
	Limit int      `query:"limit" default:"10" validate:"gte=1,lte=100"`
	Q     string   `query:"q" default:"" validate:"max=50"`
	Tags  []string `query:"tag" validate:"max=10"`
	Token string   `header:"X-Token" validate:"min=1"`
}

type createItem struct {
	Body newItem `body:""`
}

type createOrder struct {
	Body order `body:""`
}

type credentials struct {
	Authorization string `header:"Authorization" default:""`
}

var (
	errLogin = signet.NewError(http.StatusUnauthorized, "not signed in")
	errAdmin = signet.NewError(http.StatusForbidden, "for admins")
)

func findLogin(in *credentials) (*login, error) {
	if l := logins[in.Authorization]; l != nil {
		return l, nil
	}
	return nil, errLogin
}

func findAccount(l *login) (*account, error) {
	if a := accounts[l.user]; a != nil {
		return a, nil
	}
	return nil, errLogin
}

func adminOnly(a *account) error {
	if a.role != "admin" {
		return errAdmin
	}
	return nil
}

// newSignet returns the app of W1 to W7.
func newSignet(tb testing.TB) http.Handler {
	app := signet.New()
	app.Handle(func(context.Context) (*greeting, error) { return &greeting{"hello"}, nil },
		app.GET("/hello"))
	app.Handle(func(_ context.Context, in *listPosts) (*echo, error) {
		return &echo{in.ID, in.Page, in.Limit, in.Q, in.Tags, in.Token}, nil
	}, app.GET("/users/{id}/posts"))
	app.Handle(func(_ context.Context, in *createItem) (*item, error) { return &item{1001, in.Body}, nil },
		app.POST("/items", signet.Status(http.StatusCreated)))
	app.Handle(func(_ context.Context, in *createOrder) (*receipt, error) { return receiptOf(&in.Body), nil },
		app.POST("/orders", signet.Status(http.StatusCreated)))
	app.Handle(func(context.Context) ([]item, error) { return items, nil },
		app.GET("/items"))
	app.Handle(func(_ context.Context, l *login, a *account) (*report, error) {
		return &report{a.name, a.role, l.id, 3}, nil
	}, app.GET("/report", signet.Depends(findLogin), signet.Depends(findAccount), signet.Depends(adminOnly)))
	return started(tb, app)
}

func started(tb testing.TB, app *signet.App) http.Handler {
	tb.Helper()
	if err := app.Start(context.Background()); err != nil {
		tb.Fatal(err)
	}
	return app
}

type (
	below1 struct {
		A string `path:"a"`
	}
	below2 struct {
		A string `path:"a"`
		B string `path:"b"`
	}
	below3 struct {
		A string `path:"a"`
		B string `path:"b"`
		C string `path:"c"`
	}
)

// newRouting returns the app of W8: 200 routes that answer with the value of
// their last wildcard.
func newRouting(tb testing.TB) http.Handler {
	app := signet.New()
	for i := range resources {
		name := fmt.Sprintf("/resource%d", i)
		app.Handle(func(w http.ResponseWriter) { answer(w, "all") },
			app.GET(name), app.POST(name))
		app.Handle(func(w http.ResponseWriter, in *below1) { answer(w, in.A) },
			app.GET(name+"/{a}"), app.PUT(name+"/{a}"), app.DELETE(name+"/{a}"))
		app.Handle(func(w http.ResponseWriter, in *below2) { answer(w, in.B) },
			app.GET(name+"/{a}/parts/{b}"), app.PUT(name+"/{a}/parts/{b}"), app.DELETE(name+"/{a}/parts/{b}"))
		app.Handle(func(w http.ResponseWriter, in *below3) { answer(w, in.C) },
			app.GET(name+"/{a}/parts/{b}/notes/{c}"), app.PUT(name+"/{a}/parts/{b}/notes/{c}"))
	}
	return started(tb, app)
}

func answer(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/plain")
	_, _ = io.WriteString(w, text)
}
