package constraint_test

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/go-playground/validator/v10"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// eight has eight fields with tags on numbers and lengths.
type eight struct {
	ID     int      `validate:"gte=1"`
	Name   string   `validate:"min=3,max=100"`
	Price  float64  `validate:"gt=0"`
	Stock  int      `validate:"gte=0,lte=10000"`
	SKU    string   `validate:"len=8"`
	Rating float32  `validate:"gte=0,lte=5"`
	Tags   []string `validate:"max=5"`
	Level  uint8    `validate:"lt=10"`
}

var sample = eight{1, "a thing", 9.5, 12, "ab123456", 4.5, []string{"a", "b"}, 3}

func BenchmarkEightFields(b *testing.B) {
	v := sample
	b.Run("rules", func(b *testing.B) {
		typ, err := model.NewReader().ReadType(reflect.TypeFor[eight]())
		if err != nil {
			b.Fatal(err)
		}
		c := constraint.NewCompiler()
		var rules []*constraint.Rules
		var places []unsafe.Pointer
		for _, f := range typ.Object.Fields {
			r, err := c.Field(f)
			if err != nil {
				b.Fatal(err)
			}
			rules, places = append(rules, r), append(places, unsafe.Add(unsafe.Pointer(&v), f.Offset))
		}
		b.ReportAllocs()
		for b.Loop() {
			for i, r := range rules {
				if r.Check(places[i], nil) != nil {
					b.Fatal("refused")
				}
			}
		}
	})
	b.Run("validator.Struct", func(b *testing.B) {
		check := validator.New()
		b.ReportAllocs()
		for b.Loop() {
			if err := check.Struct(&v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkByValidator(b *testing.B) {
	for _, tag := range []string{"hostname_rfc1123", "email"} {
		b.Run(tag, func(b *testing.B) {
			r := compile[string](b, `validate:"`+tag+`"`)
			s := "a@example.com"
			if tag != "email" {
				s = "example.com"
			}
			b.ReportAllocs()
			for b.Loop() {
				if r.Check(unsafe.Pointer(&s), nil) != nil {
					b.Fatal("refused")
				}
			}
		})
	}
}

func BenchmarkCrossField(b *testing.B) {
	r, err := structRules[signup](b)
	if err != nil {
		b.Fatal(err)
	}
	v := signup{"abc", "abc"}
	b.ReportAllocs()
	for b.Loop() {
		if r.Check(unsafe.Pointer(&v), nil) != nil {
			b.Fatal("refused")
		}
	}
}
