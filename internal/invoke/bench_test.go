package invoke

import (
	"context"
	"reflect"
	"testing"
)

var benchmarks = []struct {
	name string
	fn   any
	args []any
}{
	{"ctx,P/P,error", func(_ context.Context, i *item) (*item, error) { return i, nil }, []any{context.Background(), &item{}}},
	{"ctx,P,P,P,iface/P,error", func(_ context.Context, i *item, _, _ *store, _ any) (*item, error) { return i, nil }, []any{context.Background(), &item{}, &store{}, &store{}, 1}},
	{"ctx,P/slice,error", func(_ context.Context, s *store) ([]item, error) { return s.items, nil }, []any{context.Background(), &store{}}},
	{"ctx,string,P/P,error", func(_ context.Context, _ bearer, i *item) (*item, error) { return i, nil }, []any{context.Background(), bearer("token"), &item{}}},
	{"ctx,P/P,func,error", func(_ context.Context, i *item) (*item, func(error) error, error) { return i, nil, nil }, []any{context.Background(), &item{}}},
}

// BenchmarkCall compares the direct call, the cast and reflection; structs by
// value have only the last.
func BenchmarkCall(b *testing.B) {
	direct := func(_ context.Context, i *item) (*item, error) { return i, nil }
	b.Run("direct/ctx,P/P,error", func(b *testing.B) {
		ctx, in := context.Background(), &item{}
		for b.Loop() {
			_, _ = direct(ctx, in)
		}
	})
	for _, bm := range benchmarks {
		v := reflect.ValueOf(bm.fn)
		frame := newTestFrame(v.Type())
		for i, arg := range bm.args {
			frame.value.Field(i).Set(reflect.ValueOf(arg))
		}
		compiled, err := Compile(v, frame.in, frame.out)
		if err != nil {
			b.Fatalf("Compile(%T) = %v", bm.fn, err)
		}
		pointer := frame.pointer()
		b.Run("compiled/"+bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compiled(pointer)
			}
		})
		byReflection := reflected(v, frame.in, frame.out)
		b.Run("reflected/"+bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				byReflection(pointer)
			}
		})
	}
}

func BenchmarkSelfTest(b *testing.B) {
	for b.Loop() {
		selfTest()
	}
}
