package constraint_test

import (
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/go-playground/validator/v10"
)

// conditions has each family of words that look at other fields; validator
// checks it as a whole, we field by field.
type conditions struct {
	Mode  string `json:"mode"`
	Count int    `json:"count"`
	Other int    `json:"other"`

	A *int    `json:"a" validate:"required_if=Mode x Count 1"`
	B *string `json:"b" validate:"required_unless=Mode x"`
	C []int   `json:"c,omitempty" validate:"required_with=A B"`
	D *int    `json:"d" validate:"required_with_all=A B"`
	E *int    `json:"e" validate:"required_without=A"`
	F *int    `json:"f" validate:"required_without_all=A B"`
	G *int    `json:"g" validate:"excluded_if=Mode y"`
	H *int    `json:"h" validate:"excluded_unless=Count 2"`
	I string  `json:"i" validate:"excluded_with=A"`
	J *int    `json:"j" validate:"excluded_without=A"`
	K int     `json:"k" validate:"gtefield=Count,ltefield=Other|eqfield=Count"`
	L string  `json:"l" validate:"nefield=Mode"`
}

func TestCrossFieldAsValidator(t *testing.T) {
	t.Parallel()
	rules, err := structRules[conditions](t)
	if err != nil {
		t.Fatal(err)
	}
	plain := validator.New()
	rnd := rand.New(rand.NewPCG(3, 4))
	maybe := func() *int {
		if n := rnd.IntN(3); n > 0 {
			n--
			return &n
		}
		return nil
	}
	for range 3000 {
		v := conditions{Mode: []string{"", "x", "y"}[rnd.IntN(3)], Count: rnd.IntN(3), Other: rnd.IntN(3),
			A: maybe(), D: maybe(), E: maybe(), F: maybe(), G: maybe(), H: maybe(), J: maybe(),
			C: [][]int{nil, {}, {1}}[rnd.IntN(3)], I: []string{"", "i"}[rnd.IntN(2)], K: rnd.IntN(3), L: []string{"", "x"}[rnd.IntN(2)]}
		if rnd.IntN(2) == 0 {
			v.B = new(string)
		}
		want := map[string]bool{}
		if failed, ok := plain.Struct(&v).(validator.ValidationErrors); ok {
			for _, e := range failed {
				want[e.StructField()] = true
			}
		}
		got := map[string]bool{}
		for _, f := range rules.Check(unsafe.Pointer(&v), nil) {
			got[string(f.Path[0].(string)[0]-'a'+'A')] = true
		}
		for name := range map[string]bool{"A": true, "B": true, "C": true, "D": true, "E": true, "F": true, "G": true, "H": true, "I": true, "J": true, "K": true, "L": true} {
			if got[name] != want[name] {
				t.Fatalf("Check(%+v): field %s fails %t; validator says %t", v, name, got[name], want[name])
			}
		}
	}
}
