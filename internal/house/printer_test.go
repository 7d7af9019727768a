package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// shop is a package with one of everything that the printer has to show.
const shop = `package shop

type layer struct{ Prefix string; count int }
func (l *layer) Handle(fn any, opts ...Option) {}
func (l *layer) link() {}

type App struct { layer; Name string }
func (a *App) Err() error { return nil }
func (a App) String() string { return "" }

type Option interface { String() string; applyToApp(*App) }
type Handler func(*App) error
type Opt[T any] struct { Value T; set bool }
func (o Opt[T]) Get() (T, bool) { return o.Value, o.set }

type item struct{ ID int }
func (item) Link() string { return "" }
type Item = item
type Text = string
type hidden struct{}

const Limit, limit = 10, 20
var ErrNone, errNone error
func New(opts ...Option) *App { return nil }
func helper() {}
`

const shopSurface = `type App struct
type App: field Prefix string
type App: field Name string
type App: method (*) Err() error
type App: method (*) Handle(fn any, opts ...Option)
type App: method String() string
var ErrNone error
type Handler func(*App) error
type Item = item
type Item: field ID int
type Item: method Link() string
const Limit untyped int = 10
func New(opts ...Option) *App
type Opt[T any] struct
type Opt: field Value T
type Opt: method Get() (T, bool)
type Option interface
type Option: method String() string
type Option: sealed by applyToApp
type Text = string // string`

func TestPrinter(t *testing.T) {
	t.Parallel()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "shop.go", shop, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var config types.Config
	pkg, err := config.Check("shop", set, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := printer{pkg}.lines()
	var want []string
	for line := range strings.SplitSeq(shopSurface, "\n") {
		want = append(want, "shop: "+line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("printer.lines() =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
