package signet_test

import (
	"io"
	"net/http"
	"os"
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
	{"static files of nil", func(a *signet.App) { a.Static("/s", nil) }},
	{"static files of a folder that is missing", func(a *signet.App) { a.Static("/s", os.DirFS("testdata/none")) }},
	{"static files of a file", func(a *signet.App) { a.Static("/s", os.DirFS("testdata/api.txt")) }},
	{"static prefix without slash", func(a *signet.App) { a.Static("s", build()) }},
	{"static prefix that ends in a slash", func(a *signet.App) { a.Static("/s/", build()) }},
	{"static files behind a mount", func(a *signet.App) { a.Mount("/s", http.NotFoundHandler()); a.Static("/s/x", build()) }},
	{"front end of nil", func(a *signet.App) { a.Frontend("/", nil) }},
	{"front end of a folder that is missing", func(a *signet.App) { a.Frontend("/", os.DirFS("testdata/none")) }},
	{"prefix of a front end without slash", func(a *signet.App) { a.Frontend("app", build()) }},
	{"prefix of a front end that ends in a slash", func(a *signet.App) { a.Frontend("/app/", build()) }},
	{"prefix of a front end with a broken wildcard", func(a *signet.App) { a.Frontend("/{a b}", build()) }},
	{"front end under a wildcard of its own name", func(a *signet.App) { a.Frontend("/{file}", build()) }},
	{"two front ends of a prefix", func(a *signet.App) { a.Frontend("/app", build()); a.Frontend("/app", build()) }},
	{"fallback that is missing", func(a *signet.App) { a.Frontend("/", build(), signet.Fallback("200.html")) }},
	{"fallback that is a folder", func(a *signet.App) { a.Frontend("/", build(), signet.Fallback("about")) }},
	{"fallback out of the root", func(a *signet.App) { a.Frontend("/", build(), signet.Fallback("../x.html")) }},
	{"front end behind a dependency that is none", func(a *signet.App) { a.Frontend("/", build(), signet.Depends(5)) }},
}

func TestContentMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range contentMistakes {
		list.of(t, m.name, nil, m.register)
	}
	golden(t, "testdata/content_mistakes.txt", list.text.Bytes())
}
