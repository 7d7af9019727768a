package jsonplan

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// small is a flat body of eight members.
type small struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Price  float64 `json:"price"`
	Stock  int     `json:"stock"`
	Active bool    `json:"active"`
	Note   *string `json:"note,omitempty"`
	Kind   string  `json:"kind"`
	Weight float64 `json:"weight"`
}

// order is a body of about 20 KB with sixty lines.
type order struct {
	ID      int64     `json:"id"`
	Placed  time.Time `json:"placed"`
	Ship    address   `json:"ship"`
	Bill    *address  `json:"bill,omitempty"`
	Lines   []line    `json:"lines"`
	Comment string    `json:"comment"`
}

type address struct {
	Street string `json:"street"`
	City   string `json:"city"`
	Zip    string `json:"zip"`
}

type line struct {
	SKU      string            `json:"sku"`
	Name     string            `json:"name"`
	Count    int               `json:"count"`
	Price    float64           `json:"price"`
	Gift     bool              `json:"gift"`
	Tags     []string          `json:"tags"`
	Measures measures          `json:"measures"`
	Notes    *string           `json:"notes,omitempty"`
	Extra    map[string]string `json:"extra,omitempty"`
}

type measures struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Depth  float64 `json:"depth"`
	Unit   string  `json:"unit"`
}

var smallBody = []byte(`{"id":"it-4711","name":"Espresso cup","price":12.5,"stock":42,"active":true,"note":"hand made","kind":"cup","weight":0.35}`)

func newOrder() order {
	note := "leave it at the door, please; the bell does not work"
	o := order{
		ID:      99120031,
		Placed:  time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC),
		Ship:    address{"Long Street 12", "Zurich", "8001"},
		Bill:    &address{"Short Street 3", "Bern", "3000"},
		Comment: "two boxes, and the invoice by mail",
	}
	for i := range 60 {
		l := line{
			SKU: fmt.Sprintf("SKU-%05d", i*37), Name: "A thing for the kitchen or the bathroom with a rather long name and a fine blue glaze, number " + fmt.Sprint(i),
			Count: i%7 + 1, Price: float64(i)*3.25 + 0.99, Gift: i%5 == 0,
			Tags:     []string{"kitchen", "ceramic", "blue", "sale"},
			Measures: measures{float64(i) + 0.5, 12.25, 7.75, "cm"},
		}
		if i%3 == 0 {
			l.Notes = &note
		}
		o.Lines = append(o.Lines, l)
	}
	return o
}

func newTestCompiler(o Options) *Compiler {
	return NewCompiler(model.NewReader(), constraint.NewCompiler(), o)
}

// typed is a decoder and an encoder of one Go type.
type typed[T any] struct {
	typ *model.Type
	dec *Decoder
	enc *Encoder
}

func plans[T any](t testing.TB, o Options, unions ...model.UnionDeclaration) typed[T] {
	t.Helper()
	c := newTestCompiler(o)
	for _, u := range unions {
		if mistakes := c.types.DeclareUnion(u); mistakes != nil {
			t.Fatal(mistakes)
		}
	}
	typ, err := c.types.ReadType(reflect.TypeFor[T]())
	if err != nil {
		t.Fatal(err)
	}
	dec, err := c.Decoder(typ, nil)
	if err != nil {
		t.Fatal(err)
	}
	enc, err := c.Encoder(typ)
	if err != nil {
		t.Fatal(err)
	}
	return typed[T]{typ, dec, enc}
}

func (p typed[T]) decode(body string) (v T, errs []vocab.FieldError) {
	errs = p.dec.Decode([]byte(body), unsafe.Pointer(&v), nil)
	return v, errs
}

func (p typed[T]) encode(v T) (string, error) {
	out, err := p.enc.Append(nil, unsafe.Pointer(&v))
	return string(out), err
}

func BenchmarkDecode(b *testing.B) {
	orderBody, err := json.Marshal(newOrder())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("small", func(b *testing.B) { benchDecode[small](b, smallBody) })
	b.Run("order", func(b *testing.B) { benchDecode[order](b, orderBody) })
}

func benchDecode[T any](b *testing.B, body []byte) {
	p := plans[T](b, Options{})
	b.Run("plan", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			v := new(T)
			if errs := p.dec.Decode(body, unsafe.Pointer(v), nil); errs != nil {
				b.Fatal(errs)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			v := new(T)
			if err := json.Unmarshal(body, v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	note := "hand made"
	benchEncode(b, "small", small{"it-4711", "Espresso cup", 12.5, 42, true, &note, "cup", 0.35})
	benchEncode(b, "order", newOrder())
}

func benchEncode[T any](b *testing.B, name string, v T) {
	p := plans[T](b, Options{})
	b.Run(name+"/plan", func(b *testing.B) {
		b.ReportAllocs()
		var buf []byte
		for b.Loop() {
			var err error
			if buf, err = p.enc.Append(buf[:0], unsafe.Pointer(&v)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run(name+"/encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(&v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
