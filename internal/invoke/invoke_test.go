package invoke

import (
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unsafe"
)

type bearer string

type item struct {
	Name  string
	Price float64
}

type store struct{ items []item }

func (s *store) get(_ context.Context, i *item) (*item, error) { return i, nil }

// testFrame is a frame made the way that the compiled operations make theirs.
type testFrame struct {
	value   reflect.Value // the struct; arguments first
	in, out []uintptr
}

func newTestFrame(t reflect.Type) testFrame {
	var fields []reflect.StructField
	for in := range t.Ins() {
		fields = append(fields, reflect.StructField{Name: "In" + string(rune('A'+len(fields))), Type: in})
	}
	for out := range t.Outs() {
		fields = append(fields, reflect.StructField{Name: "Out" + string(rune('A'+len(fields))), Type: out})
	}
	f := testFrame{value: reflect.New(reflect.StructOf(fields)).Elem()}
	for i := range fields {
		offset := f.value.Type().Field(i).Offset
		if i < t.NumIn() {
			f.in = append(f.in, offset)
		} else {
			f.out = append(f.out, offset)
		}
	}
	return f
}

func (f testFrame) pointer() unsafe.Pointer { return f.value.Addr().UnsafePointer() }

func (f testFrame) results() []reflect.Value {
	var list []reflect.Value
	for i := len(f.in); i < f.value.NumField(); i++ {
		list = append(list, f.value.Field(i))
	}
	return list
}

// run calls fn on a frame with these arguments, through the cast if cheap.
func run(t *testing.T, fn any, cheap bool, args ...any) []any {
	t.Helper()
	v := reflect.ValueOf(fn)
	frame := newTestFrame(v.Type())
	for i, arg := range args {
		if arg != nil {
			frame.value.Field(i).Set(reflect.ValueOf(arg))
		}
	}
	call := reflected(v, frame.in, frame.out)
	if cheap {
		var err error
		if call, err = Compile(v, frame.in, frame.out); err != nil {
			t.Fatalf("Compile(%T) = %v", fn, err)
		}
	}
	call(frame.pointer())
	var results []any
	for _, r := range frame.results() {
		results = append(results, r.Interface())
	}
	return results
}

var errRefused = errors.New("refused")

// signatures are compiled functions as users write them; cheap says whether the
// cast serves them.
var signatures = []struct {
	name  string
	fn    any
	args  []any
	cheap bool
}{
	{"nothing", func() {}, nil, true},
	{"only an error", func() error { return errRefused }, nil, true},
	{"context", func(ctx context.Context) error { return context.Cause(ctx) }, []any{context.Background()}, true},
	{"handler", func(_ context.Context, i *item) (*item, error) { return i, errRefused }, []any{context.Background(), &item{}}, true},
	{"method value", (&store{}).get, []any{context.Background(), &item{}}, true},
	{"method expression", (*store).get, []any{&store{}, context.Background(), &item{}}, true},
	{"method by reflection", reflect.ValueOf(strings.NewReplacer("a", "b")).MethodByName("Replace").Interface(), []any{"abc"}, true},
	{"slice result", func(s *store) ([]item, error) { return s.items[:1:2], nil }, []any{&store{make([]item, 3)}}, true},
	{"slice alone", func(s *store) []item { return s.items }, []any{&store{make([]item, 3)}}, true},
	{"slice with cleanup", func(s *store) ([]item, func(error) error, error) { return s.items, nil, errRefused }, []any{&store{make([]item, 3)}}, true},
	{"string argument first", func(b bearer, s *store) (string, error) { return string(b), errRefused }, []any{bearer("token"), &store{}}, true},
	{"string argument last", func(_ context.Context, s *store, b bearer) bearer { return b + "!" }, []any{context.Background(), &store{}, bearer("token")}, true},
	{"string with cleanup", func(b bearer) (bearer, func(error) error, error) { return b, nil, nil }, []any{bearer("token")}, true},
	{"slice argument", func(_ context.Context, raw []byte, s *store) (*store, error) { return s, errors.New(string(raw)) }, []any{context.Background(), []byte("raw"), &store{}}, true},
	{"map, channel, pointers", func(m map[string]int, c chan int, p *int, u unsafe.Pointer) map[string]int { return m }, []any{map[string]int{"a": 1}, make(chan int), new(int), unsafe.Pointer(new(int))}, true},
	{"interface result", func(r io.Reader) (io.Reader, error) { return r, io.EOF }, []any{strings.NewReader("a")}, true},
	{"interface with cleanup", func(r io.Reader) (io.Reader, func(error) error, error) { return r, nil, io.EOF }, []any{strings.NewReader("a")}, true},
	{"provider with cleanup", func(_ context.Context, s *store) (*item, func(error) error, error) { return &s.items[0], nil, nil }, []any{context.Background(), &store{make([]item, 1)}}, true},
	{"nine words", func(_ context.Context, a, b, c *item, _ io.Reader, _ io.Writer) (*item, error) { return c, nil }, []any{context.Background(), &item{"a", 1}, &item{"b", 2}, &item{"c", 3}, strings.NewReader(""), io.Discard}, true},
	{"ten words", func(_ context.Context, a, b, c, d *item, _ io.Reader, _ io.Writer) (*item, error) { return d, nil }, []any{context.Background(), &item{"a", 1}, &item{"b", 2}, &item{"c", 3}, &item{"d", 4}, strings.NewReader(""), io.Discard}, false},
	{"two strings", func(a, b bearer) bearer { return a + b }, []any{bearer("a"), bearer("b")}, false},
	{"struct by value", func(i item) (item, error) { return item{i.Name + "!", i.Price}, nil }, []any{item{"a", 1}}, false},
	{"numbers", func(a int8, b float64, c bool) (uint16, bool) { return uint16(a) + uint16(b), !c }, []any{int8(3), 4.0, true}, false},
	{"array", func(a [1]*item) *item { return a[0] }, []any{[1]*item{{"a", 1}}}, false},
}

// cheap reports whether functions of type t are called through the cast.
func cheap(t reflect.Type) bool {
	if t.Kind() != reflect.Func || t.IsVariadic() || !castable() {
		return false
	}
	return cast(reflect.Zero(t), make([]uintptr, t.NumIn()), make([]uintptr, t.NumOut())) != nil
}

func TestSignatures(t *testing.T) {
	t.Parallel()
	for _, tt := range signatures {
		if got := cheap(reflect.TypeOf(tt.fn)); got != (tt.cheap && castEnabled) {
			t.Errorf("%s: cheap(%T) = %v; want %v", tt.name, tt.fn, got, tt.cheap)
		}
		got, want := run(t, tt.fn, true, tt.args...), run(t, tt.fn, false, tt.args...)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: Compile(%T) leaves %v; reflection leaves %v", tt.name, tt.fn, got, want)
		}
	}
}

func TestSelfTest(t *testing.T) {
	t.Parallel()
	if !selfTest() {
		t.Error("selfTest() = false")
	}
	if castable() != castEnabled {
		t.Errorf("castable() = %v; want %v", castable(), castEnabled)
	}
}

// TestEveryPairOfShapes probes what the self-test leaves out because arguments
// and results travel independently.
func TestEveryPairOfShapes(t *testing.T) {
	t.Parallel()
	for _, args := range argumentShapes() {
		for _, results := range resultShapes() {
			if !probe(args, results) {
				t.Errorf("probe(%q, %q) = false", args, results)
			}
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		fn      any
		in, out int
		want    string
	}{
		{"no function", 7, 0, 0, "not a function"},
		{"nothing", nil, 0, 0, "not a function"},
		{"nil function", (func(int))(nil), 1, 0, "the function is nil (func(int))"},
		{"variadic", func(...int) {}, 1, 0, "a variadic function cannot be called by type: take a slice instead of the last argument of func(...int)"},
		{"too few arguments", func(int) {}, 0, 0, "func(int) has 1 arguments and 0 results, not the 0 and 0 of the frame"},
		{"too many results", func() {}, 0, 1, "func() has 0 arguments and 0 results, not the 0 and 1 of the frame"},
	}
	for _, tt := range tests {
		call, err := Compile(reflect.ValueOf(tt.fn), make([]uintptr, tt.in), make([]uintptr, tt.out))
		if call != nil || err == nil || err.Error() != tt.want {
			t.Errorf("%s: Compile(%T) = %v; want %q", tt.name, tt.fn, err, tt.want)
		}
	}
	for _, notCheap := range []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[func(...*int)]()} {
		if cheap(notCheap) {
			t.Errorf("cheap(%s) = true", notCheap)
		}
	}
}
