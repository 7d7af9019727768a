package caller_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/caller"
)

type store struct{ n int }

func (s *store) Get() int { return s.n }
func (s store) Len() int  { return s.n }

type shelf[T any] struct{ item T }

func (s *shelf[T]) Take() T { return s.item }

type shop struct{ *store }

func listItems() {}

func first[T any](items []T) T { return items[0] }

func newCounter() func() int {
	n := 0
	return func() int { n++; return n }
}

var atPackageLevel = func() {}

func TestFunc(t *testing.T) {
	t.Parallel()
	s := &store{1}
	inFunction := func() {}
	tests := []struct {
		name     string
		fn       any
		want     string
		wantBare string
		closure  bool
		hasLine  bool
	}{
		{"declared", listItems, "caller_test.listItems", "listItems", false, true},
		{"other package", strings.ToUpper, "strings.ToUpper", "ToUpper", false, true},
		{"method expression", (*store).Get, "caller_test.(*store).Get", "Get", false, true},
		{"method value of a pointer", s.Get, "caller_test.(*store).Get", "Get", false, false},
		{"method value of a value", s.Len, "caller_test.store.Len", "Len", false, false},
		{"method value of an interface", io.Reader(strings.NewReader("")).Read, "io.Reader.Read", "Read", false, false},
		{"method of an embedded field", shop{s}.Get, "caller_test.(*store).Get", "Get", false, false},
		{"generic function", first[int], "caller_test.first", "first", false, true},
		{"method of a generic type", (*shelf[store]).Take, "caller_test.(*shelf).Take", "Take", false, true},
		{"method value of a generic type", (&shelf[store]{}).Take, "caller_test.(*shelf).Take", "Take", false, false},
		{"closure", inFunction, "caller_test.TestFunc.func1", "", true, true},
		{"closure of another function", newCounter(), "", "", true, true},
		{"closure at package level", atPackageLevel, "caller_test.init.func1", "", true, true},
		{"nil", nil, "", "", false, false},
		{"nil function", (func())(nil), "", "", false, false},
		{"not a function", 7, "", "", false, false},
	}
	for _, tt := range tests {
		p := caller.Func(tt.fn)
		if tt.name != "closure of another function" && p.Name != tt.want { // inlining decides its name
			t.Errorf("%s: Func(%T).Name = %q; want %q", tt.name, tt.fn, p.Name, tt.want)
		}
		if got := p.BareName(); got != tt.wantBare {
			t.Errorf("%s: Func(%T).BareName() = %q; want %q", tt.name, tt.fn, got, tt.wantBare)
		}
		if got := p.Closure(); got != tt.closure {
			t.Errorf("%s: Func(%T).Closure() = %v; want %v (%s)", tt.name, tt.fn, got, tt.closure, p.Name)
		}
		if got := p.Line > 0; got != tt.hasLine || got != (p.File != "") {
			t.Errorf("%s: Func(%T) = %s:%d; want a line: %v", tt.name, tt.fn, p.File, p.Line, tt.hasLine)
		}
	}
}

func TestPlaceString(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		place caller.Place
		want  string
	}{
		{"two elements remain", caller.Place{File: "/home/ada/shop/main.go", Line: 43}, "shop/main.go:43"},
		{"one element", caller.Place{File: "main.go", Line: 1}, "main.go:1"},
		{"module path of -trimpath", caller.Place{File: "example.com/shop@v1.2.0/store/get.go", Line: 9}, "store/get.go:9"},
		{"only a name", caller.Place{Name: "shop.(*Store).Get"}, "shop.(*Store).Get"},
		{"nothing", caller.Place{}, ""},
	}
	for _, tt := range tests {
		if got := tt.place.String(); got != tt.want {
			t.Errorf("%s: %#v.String() = %q; want %q", tt.name, tt.place, got, tt.want)
		}
	}
}

func TestPlaceClosure(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		want bool
	}{
		{"shop.func1", false}, // a declared function may have this name
		{"shop.main.func1", true},
		{"shop.main.func1.2", true},
		{"shop.main.List.func1.gowrap1", true},
		{"shop.(*Store).Get.func12", true},
		{"shop.(*Store).func", false},
		{"shop.Store.functor", false},
		{"", false},
	}
	for _, tt := range tests {
		p := caller.Place{Name: tt.name}
		if got := p.Closure(); got != tt.want {
			t.Errorf("Place{Name: %q}.Closure() = %v; want %v", tt.name, got, tt.want)
		}
	}
}

// register and registerDeep stand for a framework's functions.
func register() caller.Place          { return caller.Here(1) }
func registerDeep() caller.Place      { return inner() }
func inner() caller.Place             { return caller.Here(2) }
func generic[T any](_ T) caller.Place { return caller.Here(1) }

type layer struct{}

func (*layer) Handle() caller.Place { return caller.Here(1) }

type app struct{ *layer }

func lineAfter(p caller.Place) caller.Place { p.Line++; return p }

func TestHere(t *testing.T) {
	t.Parallel()
	direct := register()
	deep := registerDeep()
	typed := generic(1)
	lent := app{}.Handle()
	if want := "caller_test.TestHere"; direct.Name != want || deep.Name != want || typed.Name != want || lent.Name != want {
		t.Errorf("Here names %q, %q, %q, %q; want %q", direct.Name, deep.Name, typed.Name, lent.Name, want)
	}
	if lineAfter(direct) != deep || lineAfter(deep) != typed || lineAfter(typed) != lent {
		t.Errorf("Here = %v, %v, %v, %v; want four lines in a row", direct, deep, typed, lent)
	}
	if got, want := direct.String(), fmt.Sprintf("caller/caller_test.go:%d", direct.Line); got != want {
		t.Errorf("Here(1).String() = %q; want %q", got, want)
	}
	if got, line := caller.Here(0), direct.Line; got.Line <= line || got.Name != direct.Name {
		t.Errorf("Here(0) = %s in %s; want a line below %v in the same function", got, got.Name, direct)
	}
	if got := caller.Here(1000); got != (caller.Place{}) {
		t.Errorf("Here(1000) = %v; want the zero Place", got)
	}
}

func TestError(t *testing.T) {
	t.Parallel()
	at := register()
	err := &caller.Error{Place: at, Err: io.EOF}
	if want := at.String() + ": EOF"; err.Error() != want {
		t.Errorf("Error{%v, EOF} says %q; want %q", at, err, want)
	}
	if !errors.Is(err, io.EOF) {
		t.Errorf("errors.Is(%q, EOF) = false", err)
	}
}

func ExampleFunc() {
	p := caller.Func(strings.ToUpper)
	fmt.Println(p.Name, p.BareName(), p.Closure())
	// Output: strings.ToUpper ToUpper false
}

func BenchmarkHere(b *testing.B) {
	for b.Loop() {
		register()
	}
}
