package invoke

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// partTypes are the types that the generated functions mix. The last three
// have no cast.
var partTypes = []reflect.Type{
	reflect.TypeFor[*item](), reflect.TypeFor[map[string]int](), reflect.TypeFor[error](),
	reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[any](), reflect.TypeFor[bearer](), reflect.TypeFor[[]item](),
	reflect.TypeFor[item](), reflect.TypeFor[uint8](), reflect.TypeFor[float32](),
}

type place int

func (p place) String() string { return fmt.Sprint(int(p)) }

// part is a random value of one of partTypes, often the zero one.
func part(random *rand.Rand, t reflect.Type) reflect.Value {
	n := random.IntN(100)
	v := reflect.New(t).Elem()
	if n < 20 {
		return v
	}
	values := []any{
		&item{fmt.Sprint(n), float64(n)}, map[string]int{"n": n}, errors.New(fmt.Sprint(n)),
		place(n), n, bearer(fmt.Sprint("token ", n)), make([]item, n, n+n%3),
		item{fmt.Sprint(n), float64(n)}, uint8(n), float32(n),
	}
	v.Set(reflect.ValueOf(values[slices.Index(partTypes, t)]))
	return v
}

func parts(random *rand.Rand, most, kinds int) (types []reflect.Type, values []reflect.Value) {
	for range random.IntN(most + 1) {
		t := partTypes[random.IntN(kinds)]
		types, values = append(types, t), append(values, part(random, t))
	}
	return types, values
}

// FuzzCompile compares the call with reflection over generated signatures.
func FuzzCompile(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 0))
		kinds := len(partTypes)
		if seed%4 != 0 {
			kinds = 5 + random.IntN(2) // mostly what the cast serves
		}
		inTypes, args := parts(random, 5, kinds)
		outTypes, results := parts(random, 3, kinds)
		var got []reflect.Value
		fn := reflect.MakeFunc(reflect.FuncOf(inTypes, outTypes, false), func(in []reflect.Value) []reflect.Value {
			growStack(64)
			runtime.GC()
			got = in
			return results
		})
		frame := newTestFrame(fn.Type())
		for i, arg := range args {
			frame.value.Field(i).Set(arg)
		}
		call, err := Compile(fn, frame.in, frame.out)
		if err != nil {
			t.Fatalf("Compile(%s) = %v", fn.Type(), err)
		}
		call(frame.pointer())
		if !reflect.DeepEqual(interfaces(got), interfaces(args)) {
			t.Errorf("%s: the function gets %v; want %v", fn.Type(), interfaces(got), interfaces(args))
		}
		if left := frame.results(); !reflect.DeepEqual(interfaces(left), interfaces(results)) {
			t.Errorf("%s: the frame holds %v; want %v", fn.Type(), interfaces(left), interfaces(results))
		}
	})
}

func interfaces(values []reflect.Value) []any {
	var list []any
	for _, v := range values {
		list = append(list, v.Interface())
	}
	return list
}

// growStack makes the runtime copy the stack of a fresh goroutine.
func growStack(depth int) byte {
	var page [1024]byte
	if depth > 0 {
		page[depth] = growStack(depth - 1)
	}
	return page[len(page)-1-depth]
}

// TestCollector calls from goroutines whose stacks move while values that only
// the arguments hold are collected around them.
func TestCollector(t *testing.T) {
	t.Parallel()
	const goroutines, rounds = 8, 50
	handler := func(_ context.Context, in *item, token bearer, tags []string) ([]item, error) {
		want := in.Name
		growStack(48)
		runtime.GC()
		garbage := make([][]byte, 64)
		for i := range garbage {
			garbage[i] = make([]byte, 32)
		}
		if in.Name != want || string(token) != want || tags[0] != want {
			return nil, fmt.Errorf("%q, %q, %q; want %q", in.Name, token, tags[0], want)
		}
		return []item{{Name: want}}, nil
	}
	first := func(ctx context.Context, in *item, token bearer) ([]item, error) {
		return handler(ctx, in, token, []string{in.Name})
	}
	v := reflect.ValueOf(first)
	layout := newTestFrame(v.Type())
	call, err := Compile(v, layout.in, layout.out)
	if err != nil {
		t.Fatalf("Compile(%s) = %v", v.Type(), err)
	}
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for round := range rounds {
				name := fmt.Sprint("item ", g, " ", round)
				frame := newTestFrame(v.Type())
				frame.value.Field(0).Set(reflect.ValueOf(context.Background()))
				frame.value.Field(1).Set(reflect.ValueOf(&item{Name: name}))
				frame.value.Field(2).Set(reflect.ValueOf(bearer(name)))
				call(frame.pointer())
				runtime.GC()
				items, err := frame.results()[0].Interface().([]item), frame.results()[1].Interface()
				if err != nil || len(items) != 1 || items[0].Name != name {
					t.Errorf("call(%q) leaves %v, %v", name, items, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestPanicsPass(t *testing.T) {
	t.Parallel()
	for _, fn := range []any{
		func(context.Context, *item) (*item, error) { panic(errRefused) },
		func(context.Context, item) (*item, error) { panic(errRefused) },
	} {
		v := reflect.ValueOf(fn)
		frame := newTestFrame(v.Type())
		call, err := Compile(v, frame.in, frame.out)
		if err != nil {
			t.Fatalf("Compile(%T) = %v", fn, err)
		}
		func() {
			defer func() {
				if got := recover(); got != errRefused {
					t.Errorf("%T panics with %v; want %v", fn, got, errRefused)
				}
			}()
			call(frame.pointer())
		}()
	}
}
