package signet_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/signet-go/signet"
)

// contentMistakes are what developers do wrong with answers that are not JSON,
// each with the message that they get in testdata/content_mistakes.txt.
var contentMistakes = []struct {
	name     string
	register func(*signet.App)
}{
	{"view without templates", func(a *signet.App) { a.Handle(returns[signet.View], a.GET("/a")) }},
	{"model of a file", func(a *signet.App) { a.Handle(returns[signet.File], a.GET("/a", signet.ResponseModel[thing]())) }},
	{"model of a reader", func(a *signet.App) { a.Handle(returns[io.Reader], a.GET("/a", signet.ResponseModel[thing]())) }},
	{"type of a redirect", func(a *signet.App) {
		a.Handle(returns[signet.Redirect], a.GET("/a", signet.ContentType("text/html")))
	}},
	{"status of a redirect", func(a *signet.App) { a.Handle(returns[signet.Redirect], a.GET("/a", signet.Status(200))) }},
	{"type of JSON", func(a *signet.App) { a.Handle(returns[*thing], a.GET("/a", signet.ContentType("text/csv"))) }},
	{"type that is none", func(a *signet.App) { a.Handle(returns[string], a.GET("/a", signet.ContentType("csv"))) }},
	{"type of nothing", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.ContentType("text/csv"))) }},
	{"file of a status without a body", func(a *signet.App) { a.Handle(returns[signet.File], a.GET("/a", signet.Status(http.StatusNoContent))) }},
	{"file in JSON", func(a *signet.App) { a.Handle(returns[[]signet.File], a.GET("/a")) }},
}

func TestContentMistakes(t *testing.T) {
	var out bytes.Buffer
	for _, m := range contentMistakes {
		app := signet.New(quiet)
		m.register(app)
		err := app.Err()
		if err == nil {
			t.Errorf("%s: Err() is nil; want a mistake", m.name)
			continue
		}
		fmt.Fprintf(&out, "== %s\n%s\n\n", m.name, withoutLines(err.Error()))
	}
	golden(t, "testdata/content_mistakes.txt", out.Bytes())
}
