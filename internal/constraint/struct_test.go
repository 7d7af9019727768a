package constraint_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

func structRules[T any](t testing.TB) (*constraint.StructRules, error) {
	t.Helper()
	typ, err := model.NewReader().ReadType(reflect.TypeFor[T]())
	if err != nil {
		t.Fatal(err)
	}
	return constraint.NewCompiler().Struct(typ.Go, typ.Object.Fields, typ.Validates)
}

func checkStruct[T any](v T) func(t *testing.T) string {
	return func(t *testing.T) string {
		r, err := structRules[T](t)
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			return "no rules"
		}
		return told(r.Check(unsafe.Pointer(&v), nil))
	}
}

type signup struct {
	Password string `json:"password" validate:"min=3"`
	Again    string `json:"again" validate:"eqfield=Password,max=9"`
}

type period struct {
	Start vocab.Date            `json:"start"`
	End   vocab.Opt[vocab.Date] `json:"end,omitzero" validate:"gtefield=Start"`
}

type times struct {
	From time.Time  `json:"from"`
	To   *time.Time `json:"to" validate:"gtfield=From"`
}

type hours struct {
	Open  vocab.TimeOfDay `json:"open"`
	Close vocab.TimeOfDay `json:"close" validate:"gtfield=Open"`
}

type review struct {
	Status string  `json:"status"`
	Reason *string `json:"reason" validate:"required_if=Status rejected,omitempty,min=3"`
}

type place struct {
	City string `json:"city,omitempty"`
}

type delivery struct {
	Pickup  bool                      `json:"pickup"`
	Address *place                    `json:"address" validate:"excluded_if=Pickup true"`
	Phone   vocab.Opt[string]         `json:"phone,omitzero" validate:"required_without=Mail"`
	Mail    *string                   `json:"mail" validate:"required_without=Phone"`
	Tags    []string                  `json:"tags,omitempty" validate:"required_with=Address"`
	Any     any                       `json:"any,omitempty" validate:"required_with=Mail"`
	Extra   map[string]vocab.Opt[int] `json:"extra,omitempty"`
}

type base struct {
	Min int `json:"min"`
	Max int `json:"max" validate:"gtefield=Min"`
}

type embeds struct {
	Name string `json:"name"`
	base
	*Limits
}

type Limits struct {
	Low  int `json:"low"`
	High int `json:"high,omitempty" validate:"gtfield=Low"`
}

type order struct {
	Total int `json:"total"`
}

func (o *order) Validate() error {
	switch o.Total {
	case 1:
		return errors.New("the total is one")
	case 2:
		return errors.Join(
			vocab.FieldError{Type: "too_much", Loc: []any{"total"}, Msg: "a", Input: 2},
			vocab.FieldError{Loc: []any{"items", 0}, Msg: "b"})
	case 3:
		return &vocab.ValidationError{Fields: []vocab.FieldError{{Type: "x", Loc: []any{"total"}, Msg: "c"}}}
	case 4:
		return errors.Join(vocab.FieldError{Loc: []any{"total"}, Msg: "d"}, errors.New("e"))
	}
	return nil
}

type keyed struct {
	ID    uuid             `json:"id"`
	Other vocab.Opt[place] `json:"other,omitzero" validate:"required_if=Kind book"`
	Kind  kind             `json:"kind"`
	Zip   string           `json:"zip,omitempty" validate:"eqfield=Kind|eqfield=City"`
	City  string           `json:"city,omitempty"`
}

func TestStruct(t *testing.T) {
	t.Parallel()
	day := func(d int) vocab.Date { return vocab.Date{Year: 2026, Month: 1, Day: d} }
	now, text := time.Now(), "x"
	for _, tt := range []struct {
		name string
		run  func(t *testing.T) string
		want string
	}{
		{"nothing to do", checkStruct(place{}), "no rules"},
		{"equal", checkStruct(signup{"abc", "abc"}), ""},
		{"not equal", checkStruct(signup{"abc", "x"}), `[again] value_error {"error":-} x`},
		{"dates in order", checkStruct(period{day(1), vocab.Some(day(1))}), ""},
		{"dates out of order", checkStruct(period{day(2), vocab.Some(day(1))}), `[end] value_error {"error":-} 2026-01-01`},
		{"an absent Opt is not compared", checkStruct(period{Start: day(2)}), ""},
		{"a null Opt is not compared", checkStruct(period{day(2), vocab.NullOpt[vocab.Date]()}), ""},
		{"a nil pointer is not compared", checkStruct(times{From: now}), ""},
		{"times", checkStruct(times{now, &now}), `[to] value_error {"error":-} ` + strings.TrimSpace(now.String())},
		{"times of day", checkStruct(hours{vocab.TimeOfDay{Hour: 9}, vocab.TimeOfDay{Hour: 8}}), `[close] value_error {"error":-} 08:00:00`},
		{"condition not met", checkStruct(review{"accepted", nil}), ""},
		{"condition met", checkStruct(review{"rejected", nil}), `[reason] missing null`},
		{"condition met and there", checkStruct(review{"rejected", &text}), ""},
		{"one of two", checkStruct(delivery{Phone: vocab.Some("")}), ""},
		{"neither", checkStruct(delivery{}), `[phone] missing null; [mail] missing null`},
		{"excluded object", checkStruct(delivery{Pickup: true, Address: &place{}, Mail: &text, Tags: []string{}, Any: 1.0}), `[address] value_error {"error":-}`},
		{"list required with an object", checkStruct(delivery{Address: &place{"B"}, Mail: &text}), `[tags] missing null; [any] missing null`},
		{"embedded", checkStruct(embeds{base: base{2, 1}}), `[max] value_error {"error":-} 1`},
		{"embedded pointer", checkStruct(embeds{Limits: &Limits{2, 1}}), `[high] value_error {"error":-} 1`},
		{"optional and absent", checkStruct(embeds{Limits: &Limits{Low: 2}}), ``},
		{"Opt of an object", checkStruct(keyed{Kind: "book"}), `[other] missing null`},
		{"Opt of an empty object", checkStruct(keyed{Kind: "book", Other: vocab.Some(place{})}), ``},
		{"alternatives", checkStruct(keyed{Kind: "a", City: "b", Zip: "b"}), ``},
		{"no alternative", checkStruct(keyed{Kind: "a", City: "b", Zip: "c"}), `[zip] value_error {"error":-} c`},
		{"Validate", checkStruct(order{0}), ""},
		{"Validate says no", checkStruct(order{1}), `[] value_error {"error":-}`},
		{"Validate with places", checkStruct(order{2}), `[total] too_much null 2; [items 0] value_error {"error":-}`},
		{"Validate with a ValidationError", checkStruct(order{3}), `[total] x null`},
		{"Validate with a mixture", checkStruct(order{4}), `[] value_error {"error":-}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.run(t); got != tt.want {
				t.Errorf("Check = %s; want %s", got, tt.want)
			}
		})
	}
}

func TestStructMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		msg  func() []constraint.Violation
		want string
	}{
		{violations(t, signup{"abc", "x"}), "must equal password"},
		{violations(t, review{"rejected", nil}), "is required when status is rejected"},
		{violations(t, delivery{Phone: vocab.Some(""), Address: &place{}}), "is required with address"},
		{violations(t, order{1}), "the total is one"},
		{violations(t, order{4}), "total: d\ne"},
	} {
		if found := tt.msg(); len(found) != 1 || found[0].Fault.Msg != tt.want {
			t.Errorf("Check = %s, %q; want the message %q", told(found), found[0].Fault.Msg, tt.want)
		}
	}
}

func violations[T any](t *testing.T, v T) func() []constraint.Violation {
	r, err := structRules[T](t)
	if err != nil {
		t.Fatal(err)
	}
	return func() []constraint.Violation { return r.Check(unsafe.Pointer(&v), nil) }
}

func TestStructMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"unknown field", mistakeOf[struct {
			A  int `validate:"gtfield=Bee"`
			Be int
		}](t), `no field Bee; did you mean "Be"?`},
		{"other kind", mistakeOf[struct {
			A int `validate:"gtfield=B"`
			B string
		}](t), `field A: tag validate:"gtfield=B": "gtfield=B": int cannot be compared with string`},
		{"objects", mistakeOf[struct {
			A struct{} `validate:"eqfield=B"`
			B struct{}
		}](t), `objects cannot be compared`},
		{"no pair", mistakeOf[struct {
			A *int `validate:"required_if=B"`
			B string
		}](t), `write required_if=Field value`},
		{"value of another kind", mistakeOf[struct {
			A *int `validate:"required_if=B x"`
			B int
		}](t), `"x" is no value of int`},
		{"behind an embedded pointer", mistakeOf[struct {
			A int `validate:"gtfield=Low"`
			*Limits
		}](t), `may be nil`},
		{"no parameter", mistakeOf[struct {
			A *int `validate:"required_with="`
		}](t), `write required_with=Field Field`},
		{"mixture", mistakeOf[struct {
			A string `validate:"eqfield=B|email"`
			B string
		}](t), `mixes words`},
	} {
		if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
			t.Errorf("%s: %v; want an error with %q", tt.name, tt.err, tt.want)
		}
	}
}

func mistakeOf[T any](t *testing.T) error {
	_, err := structRules[T](t)
	return err
}
