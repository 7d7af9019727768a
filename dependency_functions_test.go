package signet_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/signet-go/signet"
)

// shelf is for things of type T.
type shelf[T any] struct{ holds string }

func newShelf[T any](d *diary) *shelf[T] {
	holds := fmt.Sprintf("%T", *new(T))
	d.note("shelf of %s", holds)
	return &shelf[T]{holds}
}

// allow is a guard whose type parameter is not in its signature.
func allow[T any](d *diary) error {
	d.note("allow %T", *new(T))
	return nil
}

// dependOn names the guard where its type argument is a type parameter.
func dependOn[T any]() signet.Dependency { return signet.Depends(allow[T]) }

// quota is a configured guard.
type quota struct {
	name string
	left int
}

func (q *quota) Check(d *diary) error {
	d.note("%s", q.name)
	if q.left--; q.left < 0 {
		return signet.NewError(429, q.name)
	}
	return nil
}

// rule is a guard whose method has a value for its receiver.
type rule[T any] struct{ name string }

func (r rule[T]) Check(d *diary) error {
	d.note("%s of %T", r.name, *new(T))
	return nil
}

// TestWhichFunctionsAreOne: a declared function is one dependency wherever it is
// named, an instance of a generic one too; each closure and each method value
// is its own.
func TestWhichFunctionsAreOne(t *testing.T) {
	t.Parallel()
	var fromLoop []any
	for name := range slices.Values([]string{"first", "second"}) {
		fromLoop = append(fromLoop, func(d *diary) error { d.note("%s", name); return nil })
	}
	strict, lax := &quota{"strict", 9}, &quota{"lax", 9}
	var byInterface interface{ Check(*diary) error } = lax
	tests := []struct {
		name       string
		app, route signet.Dependency
		runs       string
	}{
		{"an instance", signet.Depends(allow[*base]), signet.Depends(allow[*base]), "allow *signet_test.base"},
		{"two instances of one type of function", signet.Depends(allow[*base]), signet.Depends(allow[*above]),
			"allow *signet_test.base, allow *signet_test.above"},
		{"two instances, named by a generic function", dependOn[*base](), dependOn[*above](), "allow *signet_test.base, allow *signet_test.above"},
		{"closures of a loop", signet.Depends(fromLoop[0]), signet.Depends(fromLoop[1]), "first, second"},
		{"method values of two pointers", signet.Depends(lax.Check), signet.Depends(strict.Check), "lax, strict"},
		{"method value of an interface", signet.Depends(strict.Check), signet.Depends(byInterface.Check), "strict, lax"},
		{"method values of two values", signet.Depends(rule[*base]{"a"}.Check), signet.Depends(rule[*base]{"b"}.Check),
			"a of *signet_test.base, b of *signet_test.base"},
		{"method values of two instances", signet.Depends(rule[*base]{"a"}.Check), signet.Depends(rule[*above]{"a"}.Check),
			"a of *signet_test.base, a of *signet_test.above"},
	}
	for _, tt := range tests {
		d := &diary{}
		app, _ := newApp(tt.app)
		app.Provide(func() *diary { return d })
		app.Handle(none, app.GET("/", tt.route))
		do(t, app, "GET", "/", "").want(t, 204, "")
		d.want(t, tt.name, tt.runs)
	}
}

func TestGenericProviders(t *testing.T) {
	t.Parallel()
	d := &diary{}
	app, _ := newApp(signet.Provide(newShelf[int]), signet.Provide(newShelf[string]))
	app.Provide(func() *diary { return d })
	app.Handle(func(n *shelf[int], s *shelf[string], again *shelf[int]) string {
		return fmt.Sprint(n.holds, " ", s.holds, " ", n == again)
	}, app.GET("/"))
	do(t, app, "GET", "/", "").want(t, 200, `"int string true"`)
	d.want(t, "a handler that takes two instances", "shelf of int, shelf of string")
}

func TestConfiguredMethods(t *testing.T) {
	t.Parallel()
	strict, lax := &quota{"strict", 1}, &quota{"lax", 2}
	app, _ := newApp(signet.Depends(lax.Check))
	app.Provide(func() *diary { return &diary{} })
	app.Handle(none, app.GET("/lax"), app.GET("/strict", signet.Depends(strict.Check)))
	do(t, app, "GET", "/strict", "").want(t, 204, "")
	do(t, app, "GET", "/strict", "").want(t, 429, `{"detail":"strict"}`)
	do(t, app, "GET", "/lax", "").want(t, 429, `{"detail":"lax"}`)
}

// TestInterfaceArguments: who is declared to return the interface provides it,
// whatever else implements it.
func TestInterfaceArguments(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Provide(func() named { return "not this" }))
	app.Provide(func() fmt.Stringer { return named("this") })
	app.Handle(func(s fmt.Stringer) string { return s.String() }, app.GET("/"))
	do(t, app, "GET", "/", "").want(t, 200, `"this"`)
}

type named string

func (n named) String() string { return string(n) }
