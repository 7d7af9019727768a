package openapi

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/signet-go/signet/internal/model"
)

// large makes a document of n operations over n/5 models.
func large(f *fixture, n int) *Document {
	d := &Document{Info: Info{Title: "Large", Version: "1"}}
	models := make([]*model.Type, n/5)
	for i := range models {
		fields := make([]reflect.StructField, 10)
		for j := range fields {
			fields[j] = reflect.StructField{
				Name: fmt.Sprintf("F%d", j), Type: reflect.TypeOf(""),
				Tag: reflect.StructTag(fmt.Sprintf(`json:"f%d_%d" validate:"min=1,max=100" description:"One of the fields."`, i, j)),
			}
		}
		fields[9].Type = reflect.TypeFor[[]Dog]()
		models[i] = f.of(reflect.New(reflect.StructOf(fields)).Elem().Interface())
	}
	for i := range n {
		typ := models[i%len(models)]
		op := &Operation{
			Method: "POST", Path: fmt.Sprintf("/things/%d/{shop}/{rest}", i), ID: fmt.Sprintf("op%d", i), Summary: "An operation", Tags: []string{"t"},
			Wildcards: []string{"shop", "rest"}, ValidationError: true, Security: []Requirement{{"bearer": nil}},
			Responses: []Response{{Status: 200, Type: typ}, {Status: 404, Error: true}},
		}
		op.Inputs = append(f.inputs([]string{"shop"}, searchParams{}), &model.Input{Field: model.Field{GoName: "Body", Type: typ, Required: true}, Source: model.Body})
		d.Operations = append(d.Operations, op)
	}
	return d
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{20, 200, 1000} {
		b.Run(fmt.Sprintf("first/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				f := newFixture(b)
				d := large(f, n)
				b.StartTimer()
				f.build(d)
			}
		})
		b.Run(fmt.Sprintf("again/%d", n), func(b *testing.B) {
			f := newFixture(b)
			d := large(f, n)
			f.build(d)
			b.ReportAllocs()
			for b.Loop() {
				f.build(d)
			}
		})
	}
	b.Run("yaml/1000", func(b *testing.B) {
		f := newFixture(b)
		text := f.build(large(f, 1000)).JSON().Body
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			toYAML(text)
		}
	})
}
