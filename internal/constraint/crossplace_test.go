package constraint_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/go-playground/validator/v10"

	"github.com/signet-go/signet/internal/vocab"
)

// Structs that stand in more than one role: owner, operand, part of a path.
type (
	chain struct {
		Next *chain `json:"next"`
		From int    `json:"from"`
		To   int    `json:"to" validate:"gtefield=From"`
	}
	optChain struct {
		Next vocab.Opt[*optChain] `json:"next,omitzero"`
		A    *int                 `json:"a"`
		B    *int                 `json:"b" validate:"required_with=A"`
		C    *int                 `json:"c" validate:"required_with=Next"`
	}
	node struct {
		Left *node `json:"left"`
		V    int   `json:"v"`
		W    int   `json:"w" validate:"excluded_with=Left"`
		X    *int  `json:"x" validate:"required_if=Left.V 3"`
	}
	Range struct {
		Lo int `json:"low"`
		Hi int `json:"high" validate:"gtfield=Lo"`
	}
	ranged struct {
		Range
		Other *Range `json:"other"`
		Lo2   *int   `json:"lo2" validate:"required_with=Range.Lo Other"`
	}
	window struct {
		Lo  int                   `json:"lo"`
		Day vocab.Opt[vocab.Date] `json:"day,omitzero"`
	}
	dotted struct {
		A    window                `json:"first"`
		B    *window               `json:"second"`
		C    vocab.Opt[window]     `json:"third,omitzero"`
		Z    int                   `json:"z,omitempty" validate:"gtfield=A.Lo"`
		Y    int                   `json:"y,omitempty" validate:"gtfield=B.Lo"`
		X    int                   `json:"x,omitempty" validate:"gtfield=C.Lo"`
		Day  vocab.Opt[vocab.Date] `json:"day,omitzero" validate:"gtefield=A.Day"`
		Both *int                  `json:"both" validate:"required_with_all=A B"`
		One  *int                  `json:"one" validate:"required_if=A true B.Lo 2"`
	}
	listed struct {
		Days    []vocab.Date      `json:"days,omitempty"`
		Windows []*window         `json:"windows,omitempty"`
		Rates   map[string]int    `json:"rates,omitempty"`
		Named   map[int8]window   `json:"named,omitempty"`
		Any     any               `json:"any,omitempty"`
		Country *string           `json:"country"`
		Start   vocab.Date        `json:"start,omitzero" validate:"gtefield=Days[0]"`
		N       int               `json:"n,omitempty" validate:"gtfield=Windows[1].Lo"`
		M       int               `json:"m,omitempty" validate:"eqfield=Rates[a.b]|eqfield=Named[-3].Lo"`
		O       *int              `json:"o" validate:"required_with=Any[a][1]"`
		P       *int              `json:"p" validate:"required_if=Rates[c] 1"`
		Zip     string            `json:"zip,omitempty" validate:"postcode_iso3166_alpha2_field=Country"`
		Words   vocab.Opt[string] `json:"words,omitzero" validate:"excluded_if=Rates[c] 2 Named[1] true"`
	}
)

func TestCrossPlaces(t *testing.T) {
	t.Parallel()
	one, de := 1, "DE"
	day := func(d int) vocab.Date { return vocab.Date{Year: 2026, Month: 1, Day: d} }
	for _, tt := range []struct {
		name string
		run  func(t *testing.T) string
		want string
	}{
		{"a struct that holds itself", checkStruct(chain{From: 1, To: 2}), ""},
		{"a struct that holds itself, wrong", checkStruct(chain{Next: &chain{}, From: 2, To: 1}), `[to] value_error {"error":-} 1`},
		{"an Opt of itself hides no field", checkStruct(optChain{A: &one}), `[b] missing null`},
		{"an Opt of itself is there", checkStruct(optChain{Next: vocab.Some(&optChain{})}), `[c] missing null`},
		{"an Opt of a nil of itself", checkStruct(optChain{Next: vocab.Some[*optChain](nil)}), ""},
		{"with itself", checkStruct(node{V: 1, W: 2, Left: &node{V: 1}}), `[w] value_error {"error":-} 2`},
		{"with an empty one of itself", checkStruct(node{V: 1, W: 2, Left: &node{}}), `[w] value_error {"error":-} 2`},
		{"without itself", checkStruct(node{V: 1, W: 2}), ""},
		{"through itself", checkStruct(node{Left: &node{V: 3}}), `[x] missing null`},
		{"through itself, another value", checkStruct(node{Left: &node{V: 2}}), ""},
		{"embedded beside its pointer", checkStruct(ranged{Range: Range{1, 2}, Lo2: &one}), ""},
		{"embedded beside its pointer, wrong", checkStruct(ranged{Range: Range{2, 1}, Other: &Range{1, 2}, Lo2: &one}), `[high] value_error {"error":-} 1`},
		{"with a field of the embedded", checkStruct(ranged{Range: Range{1, 2}}), `[lo2] missing null`},
		{"two of one type", checkStruct(dotted{A: window{Lo: 1}, Z: 5}), ""},
		{"two of one type, wrong", checkStruct(dotted{A: window{Lo: 5}, Z: 5}), `[z] value_error {"error":-} 5`},
		{"through a pointer", checkStruct(dotted{B: &window{Lo: 1}, Y: 5}), ""},
		{"through a nil", checkStruct(dotted{Y: 5}), `[y] value_error {"error":-} 5`},
		{"through an Opt", checkStruct(dotted{C: vocab.Some(window{Lo: 1}), X: 5}), ""},
		{"through an absent Opt", checkStruct(dotted{X: 5}), `[x] value_error {"error":-} 5`},
		{"a viewed type at the end", checkStruct(dotted{A: window{Day: vocab.Some(day(2))}, Day: vocab.Some(day(2))}), ""},
		{"a viewed type at the end, wrong", checkStruct(dotted{A: window{Day: vocab.Some(day(2))}, Day: vocab.Some(day(1))}), `[day] value_error {"error":-} 2026-01-01`},
		{"one struct as operand and on the way", checkStruct(dotted{A: window{Lo: 1}, B: &window{Lo: 2}}), `[both] missing null; [one] missing null`},
		{"in a list", checkStruct(listed{Days: []vocab.Date{day(1)}, Start: day(2)}), ""},
		{"in a list, wrong", checkStruct(listed{Days: []vocab.Date{day(3)}, Start: day(2)}), `[start] value_error {"error":-} 2026-01-02`},
		{"beyond a list", checkStruct(listed{Windows: []*window{{Lo: 1}}, N: 2}), `[n] value_error {"error":-} 2`},
		{"through a list", checkStruct(listed{Windows: []*window{nil, {Lo: 1}}, N: 2}), ""},
		{"in a map", checkStruct(listed{Rates: map[string]int{"a.b": 3}, M: 3}), ""},
		{"through a map", checkStruct(listed{Named: map[int8]window{-3: {Lo: 3}}, M: 3}), ""},
		{"not in a map", checkStruct(listed{M: 3}), `[m] value_error {"error":-} 3`},
		{"in what is known per request", checkStruct(listed{Any: map[string]any{"a": []any{1, 0.0}}}), `[o] missing null`},
		{"another kind per request", checkStruct(listed{Any: map[string]any{"a": map[string]any{"b": 1}}}), ""},
		{"a text per request", checkStruct(listed{Any: "a"}), ""},
		{"a value in a map", checkStruct(listed{Rates: map[string]int{"c": 1}}), `[p] missing null`},
		{"excluded by values in maps", checkStruct(listed{Rates: map[string]int{"c": 2}, Named: map[int8]window{1: {Lo: 1}}, Words: vocab.Some("w")}), `[words] value_error {"error":-} w`},
		{"postal code", checkStruct(listed{Country: &de, Zip: "10115"}), ""},
		{"postal code of no country", checkStruct(listed{Zip: "10115"}), `[zip] value_error {"error":-} 10115`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.run(t); got != tt.want {
				t.Errorf("Check = %s; want %s", got, tt.want)
			}
		})
	}
}

func TestCrossPlaceMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		found []string
		want  []string
	}{
		{messages(t, dotted{A: window{Lo: 5}, Z: 5}), []string{"must be greater than first.lo"}},
		{messages(t, dotted{Y: 5}), []string{"must be greater than second.lo"}},
		{messages(t, dotted{A: window{Lo: 1}, B: &window{Lo: 2}}), []string{"is required with all of first, second", "is required when first is true and second.lo is 2"}},
		{messages(t, ranged{Range: Range{2, 1}}), []string{"must be greater than low", "is required with low, other"}},
		{messages(t, listed{M: 3, N: 3}), []string{"must be greater than windows[1].lo", "must equal rates[a.b], or must equal named[-3].lo"}},
	} {
		if !slices.Equal(tt.found, tt.want) {
			t.Errorf("Check = %q; want %q", tt.found, tt.want)
		}
	}
}

func messages[T any](t *testing.T, v T) (list []string) {
	for _, one := range violations(t, v)() {
		list = append(list, one.Fault.Msg)
	}
	return list
}

func TestCrossPlaceMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"no field there", mistakeOf[struct {
			A window
			B int `validate:"gtfield=A.Low"`
		}](t), `constraint_test.window has no field Low; did you mean "Lo"?`},
		{"of a number", mistakeOf[struct {
			A int
			B int `validate:"gtfield=A.B"`
		}](t), `int has no field B`},
		{"of an interface", mistakeOf[struct {
			A any
			B int `validate:"required_with=A.B"`
		}](t), `interface {} has no field B`},
		{"no item", mistakeOf[struct {
			A int
			B int `validate:"gtfield=A[0]"`
		}](t), `int has no items`},
		{"negative index", mistakeOf[struct {
			A []int
			B int `validate:"gtfield=A[-1]"`
		}](t), `"-1" is no index of []int`},
		{"open bracket", mistakeOf[struct {
			A []int
			B int `validate:"gtfield=A[0"`
		}](t), `"[0" has no ]`},
		{"key too large", mistakeOf[struct {
			A map[uint8]int
			B int `validate:"gtfield=A[256]"`
		}](t), `"256" is no key of uint8`},
		{"key of another kind", mistakeOf[struct {
			A map[vocab.Date]int
			B int `validate:"gtfield=A[x]"`
		}](t), `is no key of vocab.Date that a tag can name`},
		{"item of another kind", mistakeOf[struct {
			A []string
			B int `validate:"gtfield=A[0]"`
		}](t), `int cannot be compared with string`},
		{"value of unknown kind", mistakeOf[struct {
			A any
			B *int `validate:"required_if=A[x] 1"`
		}](t), `not known before the request`},
		{"nil of a number", mistakeOf[struct {
			A *int
			B *int `validate:"required_if=A nil"`
		}](t), `required_without`},
		{"twice", mistakeOf[struct {
			A string
			B *int `validate:"required_if=A x A y"`
		}](t), `A stands there twice`},
		{"postal code of a number", mistakeOf[struct {
			A int
			B string `validate:"postcode_iso3166_alpha2_field=A"`
		}](t), `int is not text`},
	} {
		if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
			t.Errorf("%s: %v; want an error with %q", tt.name, tt.err, tt.want)
		}
	}
}

// grown has paths through structs that are operands too; all that it holds is
// plain, so validator can check it by itself.
type grown struct {
	Range
	Left   *grown
	Other  *Range
	In     Range
	List   []int
	Rates  map[string]int
	V      int
	Gte    int    `validate:"gtefield=V,ltefield=In.Lo|eqfield=V"`
	Ne     int    `validate:"nefield=Other.Lo"`
	Lte    int    `validate:"ltefield=Left.V"`
	Item   int    `validate:"eqfield=List[1]|eqfield=Rates[a]"`
	Left1  *int   `validate:"required_with=Left"`
	Left2  *int   `validate:"excluded_with=Left Other"`
	In1    *int   `validate:"required_with=In"`
	In2    *int   `validate:"excluded_with_all=In Other.Lo"`
	All    *int   `validate:"required_without_all=Left Other In"`
	If     *int   `validate:"required_if=Left.V 1 Lo 1"`
	Unless *int   `validate:"excluded_unless=Other.Lo 1"`
	Quoted string `validate:"excluded_if=Text 'a 0x2C b'"`
	Text   string
}

func TestCrossPlacesAsValidator(t *testing.T) {
	t.Parallel()
	rules, err := structRules[grown](t)
	if err != nil {
		t.Fatal(err)
	}
	plain := validator.New()
	rnd := rand.New(rand.NewPCG(5, 6))
	seen := map[string]bool{}
	for range 5000 {
		v := someGrown(rnd, 2)
		want := map[string]bool{}
		if failed, ok := plain.Struct(v).(validator.ValidationErrors); ok {
			for _, e := range failed {
				if !strings.Contains(e.StructNamespace(), ".Left.") && !strings.Contains(e.StructNamespace(), ".Other.") && !strings.Contains(e.StructNamespace(), ".In.") {
					want[e.StructField()], seen[e.StructField()] = true, true
				}
			}
		}
		got := map[string]bool{}
		for _, f := range rules.Check(unsafe.Pointer(v), nil) {
			name := f.Path[0].(string)
			if name == "high" {
				name = "Hi"
			}
			got[name] = true
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("Check(%+v) = %v; validator says %v", *v, got, want)
		}
	}
	if len(seen) != 13 {
		t.Errorf("only %v failed at all; want each of the 13 fields with words", seen)
	}
}

func someGrown(rnd *rand.Rand, depth int) *grown {
	maybe := func() *int {
		if n := rnd.IntN(3); n > 0 {
			n--
			return &n
		}
		return nil
	}
	n := func() int { return rnd.IntN(3) }
	v := &grown{Range: Range{n(), n()}, In: Range{n() / 2, n() / 2}, V: n(), Gte: n(), Ne: n(), Lte: n(), Item: n(),
		Left1: maybe(), Left2: maybe(), In1: maybe(), In2: maybe(), All: maybe(), If: maybe(), Unless: maybe(),
		Text: []string{"", "a , b"}[rnd.IntN(2)], Quoted: []string{"", "q"}[rnd.IntN(2)],
		List: []int{0, n(), 1}[:n()], Rates: []map[string]int{nil, {"b": 1}, {"a": 1}}[n()]}
	if depth > 0 && n() > 0 {
		v.Left = someGrown(rnd, depth-1)
	}
	if n() > 0 {
		v.Other = &Range{n(), n()}
	}
	return v
}
