package constraint_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/constraint"
)

func TestKeywords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		rules *constraint.Rules
		want  string
	}{
		{"int", compile[int](t, `validate:"gte=1,lt=10"`), `{"exclusiveMaximum":10,"minimum":1}`},
		{"float", compile[float64](t, `validate:"gt=0.5,lte=2"`), `{"exclusiveMinimum":0.5,"maximum":2}`},
		{"eq", compile[int](t, `validate:"eq=5"`), `{"const":5}`},
		{"ne", compile[string](t, `validate:"ne=a"`), `{"not":{"const":"a"}}`},
		{"string", compile[string](t, `validate:"gt=1,lt=10"`), `{"maxLength":9,"minLength":2}`},
		{"len", compile[string](t, `validate:"len=2"`), `{"maxLength":2,"minLength":2}`},
		{"list", compile[[]int](t, `validate:"min=1,unique"`), `{"minItems":1,"uniqueItems":true}`},
		{"map", compile[map[string]int](t, `validate:"max=4"`), `{"maxProperties":4}`},
		{"bytes have another length in base64", compile[[]byte](t, `validate:"max=4"`), `{}`},
		{"duration", compile[time.Duration](t, `validate:"max=4s"`), `{}`},
		{"oneof", compile[uint8](t, `validate:"oneof=1 2"`), `{"enum":[1,2]}`},
		{"noneof", compile[string](t, `validate:"noneof=a b"`), `{"not":{"enum":["a","b"]}}`},
		{"email", compile[string](t, `validate:"email"`), `{"format":"email"}`},
		{"alpha", compile[string](t, `validate:"alpha"`), `{"pattern":"^[a-zA-Z]+$"}`},
		{"startswith", compile[string](t, `validate:"startswith=a.b"`), `{"pattern":"^a\\.b"}`},
		{"alternatives", compile[string](t, `validate:"ipv4|len=0"`), `{"anyOf":[{"format":"ipv4"},{"maxLength":0,"minLength":0}]}`},
		{"alternatives that cannot be told", compile[string](t, `validate:"ipv4|isbn"`), `{}`},
		{"the tighter bound", compile[int](t, `validate:"min=1" minimum:"2"`), `{"minimum":2}`},
		{"schema tags", compile[string](t, `minLength:"1" pattern:"a" format:"color"`), `{"format":"color","minLength":1,"pattern":"a"}`},
		{"enum", compile[string](t, `enum:"a,b"`), `{"enum":["a","b"]}`},
		{"own enum", compile[kind](t, ``), `{"enum":["book","disc"]}`},
		{"multipleOf", compile[float64](t, `multipleOf:"0.5"`), `{"multipleOf":0.5}`},
		{"items", compile[[]int](t, `validate:"dive,min=3"`).Items(), `{"minimum":3}`},
		{"enum of items", compile[[]string](t, `enum:"a"`).Items(), `{"enum":["a"]}`},
		{"keys", compile[map[string]int](t, `validate:"dive,keys,len=3,endkeys,max=3"`).Keys(), `{"maxLength":3,"minLength":3}`},
		{"values", compile[map[string]int](t, `validate:"dive,keys,len=3,endkeys,max=3"`).Items(), `{"maximum":3}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			words := map[string]any{}
			for _, k := range tt.rules.Keywords() {
				words[k.Name] = k.Value
			}
			got, err := json.Marshal(words)
			if err != nil || string(got) != tt.want || len(words) != len(tt.rules.Keywords()) {
				t.Errorf("Keywords() = %s (%d), %v; want %s", got, len(tt.rules.Keywords()), err, tt.want)
			}
		})
	}
}
