package jsonplan

import (
	"errors"
	"testing"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// checked has a constraint of every sort.
type checked struct {
	Name     string          `json:"name" validate:"min=3,max=5"`
	Price    *float64        `json:"price" validate:"gt=0"`
	Level    vocab.Opt[int]  `json:"level" validate:"lte=10"`
	Tags     []string        `json:"tags,omitempty" validate:"max=3,dive,min=2"`
	Counts   map[string]int  `json:"counts,omitempty" validate:"dive,gte=1"`
	Inner    []checkedInner  `json:"inner,omitempty"`
	Password string          `json:"password,omitempty" validate:"min=8" format:"password"`
	Confirm  string          `json:"confirm,omitempty" validate:"omitempty,eqfield=Password"`
	Limit    int             `json:"limit" default:"5" minimum:"2"`
	Keys     []*checkedInner `json:"keys,omitempty" validate:"min=1"`
}

type checkedInner struct {
	From int `json:"from" validate:"gte=0"`
	To   int `json:"to"`
}

// Validate refuses a range that ends before it begins.
func (c *checkedInner) Validate() error {
	if c.To < c.From {
		return errors.New("the range ends before it begins")
	}
	return nil
}

func TestChecks(t *testing.T) {
	t.Parallel()
	plain := only(plans[checked](t, Options{}))
	echo := only(plans[checked](t, Options{Echo: true}))
	first := only(plans[checked](t, Options{MaxErrors: 1}))
	tests := []struct {
		name   string
		decode func(body string) string
		body   string
		want   string
	}{
		{"all right", plain, `{"name":"abc","price":1,"level":10,"tags":["ab"],"counts":{"a":1},"inner":[{"from":1,"to":1}],"limit":2}`, ""},
		{"absent and null are not checked", plain, `{"name":"abc","price":null,"level":null}`, ""},
		{"each value", plain, `{"name":"ab","price":"0","level":11,"limit":1}`,
			`string_too_short ["body","name"] "ab"; greater_than ["body","price"] "0"; less_than_equal ["body","level"] 11; greater_than_equal ["body","limit"] 1`},
		{"characters, not bytes", plain, `{"name":"éééééé"}`, `string_too_long ["body","name"] "éééééé"`},
		{"a wrong type is not checked", plain, `{"name":[],"level":"x"}`, `string_type ["body","name"] null; int_parsing ["body","level"] "x"`},
		{"items", plain, `{"name":"abc","tags":["a","bb","c"]}`, `string_too_short ["body","tags",0] "a"; string_too_short ["body","tags",2] "c"`},
		{"items beside a wrong type", plain, `{"name":"abc","tags":["a",1,"c"]}`,
			`string_too_short ["body","tags",0] "a"; string_type ["body","tags",1] 1; string_too_short ["body","tags",2] "c"`},
		{"too many items", plain, `{"name":"abc","tags":["aa","bb","cc","dd"]}`, `too_long ["body","tags"] null`},
		{"too many items, echoed", echo, `{"name":"abc","tags":["aa","bb","cc","dd"]}`, `too_long ["body","tags"] ["aa","bb","cc","dd"]`},
		{"values of a map", plain, `{"name":"abc","counts":{"a":0,"b":1}}`, `greater_than_equal ["body","counts","a"] 0`},
		{"as it was sent, echoed", echo, `{"name":"abc","counts":{"a":"0"}}`, `greater_than_equal ["body","counts","a"] "0"`},
		{"Validate after the fields", plain, `{"name":"abc","inner":[{"from":2,"to":1},{"from":-1,"to":-2},{"from":1,"to":2}]}`,
			`value_error ["body","inner",0] null; greater_than_equal ["body","inner",1,"from"] -1`},
		{"Validate, echoed", echo, `{"name":"abc","inner":[{"from":2,"to":1}]}`, `value_error ["body","inner",0] {"from":2,"to":1}`},
		{"empty list", plain, `{"name":"abc","keys":[]}`, `too_short ["body","keys"] null`},
		{"a secret", plain, `{"name":"abc","password":"short"}`, `string_too_short ["body","password"] null`},
		{"order of the struct", plain, `{"level":11,"inner":[{}],"name":"ab"}`,
			`string_too_short ["body","name"] "ab"; less_than_equal ["body","level"] 11; missing ["body","inner",0,"from"] null; missing ["body","inner",0,"to"] null`},
		{"only the first", first, `{"level":11,"name":"ab"}`, `less_than_equal ["body","level"] 11`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.decode(tt.body); got != tt.want {
				t.Errorf("Decode(%s)\n got %s\nwant %s", tt.body, got, tt.want)
			}
		})
	}
}

// TestCrossField holds that constraints between fields run on a struct without
// other mistakes, and that they do not show a secret either.
func TestCrossField(t *testing.T) {
	t.Parallel()
	p := plans[checked](t, Options{Echo: true})
	_, errs := p.decode(`{"name":"abc","password":"longenough","confirm":"another"}`)
	if len(errs) != 1 || asJSON(errs[0].Loc) != `["body","confirm"]` {
		t.Errorf("Decode = %s; want one mistake of confirm", mistakes(errs))
	}
	_, errs = p.decode(`{"name":"ab","password":"longenough","confirm":"another"}`)
	if got := mistakes(errs); got != `string_too_short ["body","name"] "ab"` {
		t.Errorf("Decode = %s; want only the mistake of name", got)
	}
}

func TestChecksAllocateNothing(t *testing.T) {
	skipIfInstrumented(t)
	p := plans[checkedInner](t, Options{})
	var v checkedInner
	body := []byte(`{"from":1,"to":2}`)
	if n := testing.AllocsPerRun(100, func() {
		if errs := p.dec.Decode(body, unsafe.Pointer(&v), nil); errs != nil {
			t.Fatal(mistakes(errs))
		}
	}); n > 1 {
		t.Errorf("Decode with constraints allocates %v times; want one, the copy of the text", n)
	}
}
