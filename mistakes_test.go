//lint:file-ignore ST1008 an error that does not come last is one of the mistakes

package signet_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"testing"

	"github.com/signet-go/signet"
)

type (
	thing struct {
		Name string `json:"name"`
	}
	untagged struct{ Name string }
	account  struct{ Name string }
	typedErr struct{}
	numbered struct{}
	rival    interface{ Rival() }
)

func (*typedErr) Error() string { return "typed" }
func (numbered) ETag() int      { return 0 }
func (*account) Rival()         {}

func get(context.Context) (*thing, error)       { return &thing{}, nil }
func list(context.Context) ([]thing, error)     { return nil, nil }
func none(context.Context) error                { return nil }
func takes[T any](context.Context, T) error     { return nil }
func returns[T any](context.Context) (T, error) { panic("never called") }

// in is a handler that reads one request struct.
func in[T any](context.Context, *T) error { return nil }

func needsAccount(*account) error { return nil }

// registrationMistakes are what developers do wrong, each with the message that
// they get in testdata/mistakes.txt.
var registrationMistakes = []struct {
	name     string
	register func(*signet.App)
}{
	{"no route", func(a *signet.App) { a.Handle(get) }},
	{"not a function", func(a *signet.App) { a.Handle(42, a.GET("/a")) }},
	{"nil", func(a *signet.App) { a.Handle(nil, a.GET("/a")) }},
	{"nil function", func(a *signet.App) { a.Handle((func() error)(nil), a.GET("/a")) }},
	{"variadic function", func(a *signet.App) { a.Handle(func(...string) error { return nil }, a.GET("/a")) }},
	{"too many results", func(a *signet.App) { a.Handle(func() (int, string, error) { return 0, "", nil }, a.GET("/a")) }},
	{"error first", func(a *signet.App) { a.Handle(func() (error, int) { return nil, 0 }, a.GET("/a")) }},
	{"typed error", func(a *signet.App) { a.Handle(func() (int, *typedErr) { return 0, nil }, a.GET("/a")) }},
	{"error as argument", func(a *signet.App) { a.Handle(takes[error], a.GET("/a")) }},
	{"request by value", func(a *signet.App) { a.Handle(takes[http.Request], a.GET("/a")) }},
	{"writer and result", func(a *signet.App) { a.Handle(func(http.ResponseWriter) (int, error) { return 0, nil }, a.GET("/a")) }},
	{"pointer to Preconditions", func(a *signet.App) { a.Handle(takes[*signet.Preconditions], a.PUT("/a")) }},
	{"Preconditions from a dependency", func(a *signet.App) {
		a.Handle(none, a.PUT("/a"), signet.Depends(func() signet.Preconditions { return signet.Preconditions{} }))
	}},
	{"Preconditions for OnError", func(a *signet.App) {
		a.Handle(none, a.PUT("/a", signet.OnError(func(error, signet.Preconditions) error { return nil })))
	}},
	{"ETag by a method that makes none", func(a *signet.App) { a.Handle(returns[*numbered], a.GET("/a", signet.ETag())) }},
	{"ETag of a body by a method that makes none", func(a *signet.App) {
		a.Handle(returns[struct {
			Body numbered `body:""`
		}], a.GET("/a", signet.ETag()))
	}},
	{"untagged struct", func(a *signet.App) { a.Handle(in[untagged], a.POST("/a")) }},
	{"scalar argument", func(a *signet.App) { a.Handle(takes[int], a.GET("/{id}")) }},
	{"interface that nothing provides", func(a *signet.App) { a.Handle(takes[rival], a.GET("/a")) }},
	{"field without a source", func(a *signet.App) {
		a.Handle(in[struct {
			Q     string `query:"q"`
			Limit int
		}], a.GET("/a"))
	}},
	{"unexported field with a source", func(a *signet.App) {
		a.Handle(in[struct {
			q string `query:"q"` //nolint:unused // the mistake
		}], a.GET("/a"))
	}},
	{"option in a source tag", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q,omitempty"`
		}], a.GET("/a"))
	}},
	{"default in a source tag", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q,default=x"`
		}], a.GET("/a"))
	}},
	{"space in a source tag", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q, search"`
		}], a.GET("/a"))
	}},
	{"one name read twice", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q"`
			R string `query:"r,q"`
		}], a.GET("/a"))
	}},
	{"two whole bodies", func(a *signet.App) {
		a.Handle(in[struct {
			A thing `body:""`
			B thing `body:""`
		}], a.POST("/a"))
	}},
	{"whole body and a property", func(a *signet.App) {
		a.Handle(in[struct {
			A thing `body:""`
			B thing `body:"b"`
		}], a.POST("/a"))
	}},
	{"embedded pointer", func(a *signet.App) {
		type page struct {
			Limit int `query:"limit"`
		}
		a.Handle(in[struct {
			*page
		}], a.GET("/a"))
	}},
	{"channel in a body", func(a *signet.App) {
		a.Handle(in[struct {
			Body struct {
				Done chan int `json:"done"`
			} `body:""`
		}], a.POST("/a"))
	}},
	{"function as query parameter", func(a *signet.App) {
		a.Handle(in[struct {
			F func() `query:"f"`
		}], a.GET("/a"))
	}},
	{"struct as query parameter", func(a *signet.App) {
		a.Handle(in[struct {
			F thing `query:"f"`
		}], a.GET("/a"))
	}},
	{"slice as path parameter", func(a *signet.App) {
		a.Handle(in[struct {
			IDs []int `path:"ids"`
		}], a.GET("/{ids}"))
	}},
	{"path field without a wildcard", func(a *signet.App) {
		a.Handle(in[struct {
			ID int `path:"item_id"`
		}], a.GET("/items/{id}"))
	}},
	{"wildcard that feeds nothing", func(a *signet.App) { a.Handle(list, a.GET("/items/{id}")) }},
	{"unknown validate tag", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q" validate:"mn=3"`
		}], a.GET("/a"))
	}},
	{"validate tag with a bad parameter", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q" validate:"min=three"`
		}], a.GET("/a"))
	}},
	{"keyword that is no number", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q" maxLength:"ten"`
		}], a.GET("/a"))
	}},
	{"bad pattern", func(a *signet.App) {
		a.Handle(in[struct {
			Q string `query:"q" pattern:"(["`
		}], a.GET("/a"))
	}},
	{"bounds that nothing meets", func(a *signet.App) {
		a.Handle(in[struct {
			N int `query:"n" validate:"gte=10,lte=5"`
		}], a.GET("/a"))
	}},
	{"default of another type", func(a *signet.App) {
		a.Handle(in[struct {
			N int `query:"n" default:"ten"`
		}], a.GET("/a"))
	}},
	{"default that breaks a constraint", func(a *signet.App) {
		a.Handle(in[struct {
			N int `query:"n" default:"200" validate:"lte=100"`
		}], a.GET("/a"))
	}},
	{"default on an Opt", func(a *signet.App) {
		a.Handle(in[struct {
			N signet.Opt[int] `query:"n" default:"1"`
		}], a.GET("/a"))
	}},
	{"path without a slash", func(a *signet.App) { a.Handle(get, a.GET("items")) }},
	{"unbalanced brace", func(a *signet.App) { a.Handle(get, a.GET("/items/{id")) }},
	{"unknown convertor", func(a *signet.App) { a.Handle(get, a.GET("/items/{id:integer}")) }},
	{"wildcard named twice", func(a *signet.App) { a.Handle(get, a.GET("/{id}/{id}")) }},
	{"prefix without a slash", func(a *signet.App) { a.Group("v1") }},
	{"prefix that ends with a slash", func(a *signet.App) { a.Group("/v1/") }},
	{"prefix and path both empty", func(a *signet.App) { a.Handle(get, a.GET("")) }},
	{"group of an app included", func(a *signet.App) { a.Include(a.Group("/v1")) }},
	{"group included in itself", func(a *signet.App) {
		g := signet.NewGroup(signet.Prefix("/g"))
		g.Include(g)
		a.Include(g)
	}},
	{"nil handler mounted", func(a *signet.App) { a.Mount("/m", nil) }},
	{"nil middleware", func(a *signet.App) { a.Use(nil) }},
	{"same route twice", func(a *signet.App) {
		a.Handle(get, a.GET("/items"))
		a.Handle(list, a.GET("/items"))
	}},
	{"narrow route after a wide one", func(a *signet.App) {
		type item struct {
			ID int `path:"id"`
		}
		a.Handle(in[item], a.GET("/items/{id}"))
		a.Handle(list, a.GET("/items/latest"))
	}},
	{"route below a mount", func(a *signet.App) {
		a.Mount("/files", http.NotFoundHandler())
		a.Handle(list, a.GET("/files/list"))
	}},
	{"route in the place of the document", func(a *signet.App) { a.Handle(list, a.GET("/openapi.json")) }},
	{"one operationId twice", func(a *signet.App) {
		a.Handle(get, a.GET("/a", signet.OperationID("x")), a.GET("/b", signet.OperationID("x")))
	}},
	{"model with a member that the result lacks", func(a *signet.App) {
		type narrow struct {
			Price int `json:"price"`
		}
		a.Handle(get, a.GET("/a", signet.ResponseModel[narrow]()))
	}},
	{"model with a member of another type", func(a *signet.App) {
		type narrow struct {
			Name int `json:"name"`
		}
		a.Handle(get, a.GET("/a", signet.ResponseModel[narrow]()))
	}},
	{"model without a result", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.ResponseModel[thing]())) }},
	{"body with status 204", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.Status(204))) }},
	{"result that has no wire form", func(a *signet.App) { a.Handle(returns[func()], a.GET("/a")) }},
	{"channel as result", func(a *signet.App) { a.Handle(returns[chan int], a.GET("/a")) }},
	{"envelope with a stray field", func(a *signet.App) {
		type envelope struct {
			ETag string `header:"ETag"`
			Name string
		}
		a.Handle(returns[envelope], a.GET("/a"))
	}},
	{"envelope with a text as status", func(a *signet.App) {
		type envelope struct {
			Code string `status:""`
		}
		a.Handle(returns[envelope], a.GET("/a"))
	}},
	{"dependency that nothing provides", func(a *signet.App) { a.Handle(needsAccount, a.GET("/a")) }},
	{"route made by nobody", func(a *signet.App) { a.Handle(get, signet.Route{}) }},
	{"method that is none", func(a *signet.App) { a.Handle(get, a.Method("GET POST", "/a")) }},
	{"status that is none", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.Status(700))) }},
	{"documented status that is none", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.Response(7, nil, ""))) }},
	{"negative limit", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.MaxBody(-1))) }},
	{"extension without x-", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.Extension("logo", 1))) }},
	{"extension that JSON cannot say", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.Extension("x-f", get))) }},
	{"example where nothing reads a body", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.Example("one", 1))) }},
	{"example that JSON cannot say", func(a *signet.App) {
		a.Handle(in[struct {
			Body thing `body:""`
		}], a.POST("/a", signet.Example("one", get)))
	}},
	{"several at once", func(a *signet.App) {
		a.Handle(takes[int], a.GET("/a"))
		a.Handle(get, a.GET("b"))
		a.Handle(get)
	}},
	{"on an app that serves", func(a *signet.App) {
		_ = a.Start(context.Background())
		a.Handle(get, a.GET("/late"))
	}},
}

// optionMistakes are wrong options of New, with their messages in the same file.
var optionMistakes = []struct {
	name string
	opts []signet.Option
}{
	{"license with identifier and URL", []signet.Option{signet.License(signet.LicenseInfo{Name: "MIT", Identifier: "MIT", URL: "https://x.test"})}},
	{"tag described twice", []signet.Option{signet.TagInfo(signet.Tag{Name: "a"}, signet.Tag{Name: "a"}, signet.Tag{})}},
	{"server with an unknown variable", []signet.Option{signet.Servers(signet.Server{URL: "https://{region}.x.test"})}},
	{"document and page at one path", []signet.Option{signet.DocsPath("/openapi.json")}},
	{"docs path without a slash", []signet.Option{signet.DocsPath("docs")}},
	{"middleware of the app is nil", []signet.Option{signet.Use(nil)}},
}

func TestRegistrationMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range registrationMistakes {
		err := list.of(t, m.name, nil, m.register)
		if !namesPlace.MatchString(fmt.Sprint(err)) {
			t.Errorf("%s: %v names no place in this file", m.name, err)
		}
	}
	for _, m := range optionMistakes {
		list.of(t, m.name, m.opts, nil)
	}
	golden(t, "testdata/mistakes.txt", list.text.Bytes())
}

// namesPlace is a message with its place in the source.
var namesPlace = regexp.MustCompile(`(?m)\w+_test\.go:\d+: `)

func TestRunRefusesMistakes(t *testing.T) {
	t.Parallel()
	app := signet.New(quiet)
	app.Handle(get)
	if err := app.Run(t.Context(), "127.0.0.1:0"); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("Run with a mistake = %v; want the mistake", err)
	}
}
