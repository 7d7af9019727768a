package constraint_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

func mistake[T any](tags string) func(t *testing.T) (*model.Field, string) {
	return func(t *testing.T) (*model.Field, string) { return field[T](t, tags), tags }
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		in   func(t *testing.T) (*model.Field, string)
		want string // part of the error
	}{
		{"unknown word", mistake[string](`validate:"emial"`), `tag validate:"emial": "emial" is not a word of validator; did you mean "email"?`},
		{"unknown word on a number", mistake[int](`validate:"mni=3"`), `did you mean "min"?`},
		{"nothing near", mistake[string](`validate:"qqqqqq"`), `"qqqqqq" is not a word of validator`},
		{"unknown in an alternative", mistake[string](`validate:"email|ipp"`), `did you mean "ip"?`},
		{"bad limit", mistake[int](`validate:"min=x"`), `"x" is not a whole number`},
		{"fraction for an int", mistake[int](`validate:"min=1.5"`), `"1.5" is not a whole number`},
		{"negative for a uint", mistake[uint](`validate:"min=-1"`), `"-1" is not a whole number from 0 on`},
		{"no limit", mistake[int](`validate:"min"`), `needs a limit`},
		{"infinite", mistake[float64](`validate:"max=inf"`), `not a finite number`},
		{"length of a bool", mistake[bool](`validate:"min=3"`), `not for bool`},
		{"text word on an int", mistake[int](`validate:"email"`), `"email" is for text, not for int`},
		{"text word on a slice", mistake[[]string](`validate:"email"`), `"email" is for text`},
		{"word on an object", mistake[struct{ A int }](`validate:"len=3"`), `not for struct`},
		{"structonly", mistake[struct{ A int }](`validate:"structonly"`), `always checked`},
		{"any", mistake[any](`validate:"min=3"`), `not known before the request`},
		{"oneof on a float", mistake[float64](`validate:"oneof=1 2"`), `use the tag enum`},
		{"oneof that cannot match", mistake[int8](`validate:"oneof=1 300"`), `"300" is no value of int8: value out of range`},
		{"oneof without values", mistake[string](`validate:"oneof="`), `names no value`},
		{"unique of what cannot be hashed", mistake[[]any](`validate:"unique"`), `uniqueItems`},
		{"unique by an unknown field", mistake[[]member](`validate:"unique=Sku"`), `no exported field Sku; did you mean "SKU"?`},
		{"unique scalar", mistake[int](`validate:"unique=Other"`), `use nefield`},
		{"time with a limit", mistake[time.Time](`validate:"gt=2020"`), `compared with now`},
		{"length of a json.Number", mistake[json.Number](`validate:"min=3"`), `use the tags minimum and maximum`},
		{"duration", mistake[time.Duration](`validate:"min=1 hour"`), `"1 hour" is not a duration like 1h30m`},
		{"parameter missing", mistake[string](`validate:"startswith"`), `needs a parameter`},
		{"parameter too many", mistake[string](`validate:"alpha=3"`), `takes no parameter`},
		{"wrong kind for validator", mistake[string](`validate:"port"`), `does not fit string`},
		{"dive into a scalar", mistake[string](`validate:"dive,min=3"`), `dive is for slices, arrays and maps`},
		{"keys of a slice", mistake[[]int](`validate:"dive,keys,min=3,endkeys"`), `keys is for maps`},
		{"keys without dive", mistake[map[string]int](`validate:"keys,min=3,endkeys"`), `directly after dive`},
		{"keys without endkeys", mistake[map[string]int](`validate:"dive,keys,min=3"`), `keys without endkeys`},
		{"bad word inside", mistake[map[string][]int](`validate:"dive,dive,mn=3"`), `did you mean "min"?`},
		{"bad key word", mistake[map[string]int](`validate:"dive,keys,min=x,endkeys"`), `keys: "x" is not`},
		{"cross-field word inside", mistake[[]int](`validate:"dive,gtfield=A"`), `stands before dive`},
		{"empty alternative", mistake[string](`validate:"email|"`), `names no check`},
		{"contradiction", mistake[int](`validate:"min=5,max=3"`), `no number lies between the lower bound 5 and the upper bound 3`},
		{"nothing between", mistake[int](`validate:"gt=5,lt=6"`), `no number lies between`},
		{"contradiction across tags", mistake[string](`validate:"min=5" maxLength:"3"`), `at least 5 and at most 3 Length`},
		{"shorter than nothing", mistake[string](`validate:"lt=0"`), `nothing is that short`},
		{"bad pattern", mistake[string](`pattern:"("`), `tag pattern:"(": not a regular expression`},
		{"minLength of a number", mistake[int](`minLength:"3"`), `tag minLength:"3": is for a string, not for int`},
		{"minimum of a string", mistake[string](`minimum:"3"`), `is for a number`},
		{"draft 4", mistake[int](`exclusiveMinimum:"true"`), `write the bound itself`},
		{"maxLength", mistake[string](`maxLength:"ten"`), `tag maxLength:"ten": not a whole number`},
		{"enum", mistake[int](`enum:"a,b"`), `"a" is no value of int`},
		{"multipleOf", mistake[int](`multipleOf:"0"`), `not a whole number from 1 on`},
		{"uniqueItems", mistake[[]int](`uniqueItems:"yes"`), `write uniqueItems:"true"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, tags := tt.in(t)
			r, err := constraint.NewCompiler().Field(f)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Field(V `%s`) = %v, %v; want an error with %q", tags, r, err, tt.want)
			}
		})
	}
}
