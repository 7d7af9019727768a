package jsonplan

import (
	"strings"
	"testing"
)

// TestHostile holds bodies that other decoders take, or change in silence.
func TestHostile(t *testing.T) {
	t.Parallel()
	type body struct {
		Text  string  `json:"text,omitempty"`
		Count int     `json:"count,omitempty"`
		Ratio float64 `json:"ratio,omitempty"`
	}
	lax := only(plans[body](t, Options{}))
	strict := only(plans[body](t, Options{Strict: true, StrictTypes: true}))
	digits := strings.Repeat("7", 400)
	tests := []struct{ name, body, lax, strict string }{
		{"duplicate known name", `{"count":1,"count":2}`, `json_invalid ["body",11] null`, `json_invalid ["body",11] null`},
		{"duplicate unknown name", `{"x":1,"x":2}`, ``, `extra_forbidden ["body","x"] 1; extra_forbidden ["body","x"] 2`},
		{"invalid UTF-8", "{\"text\":\"a\xffb\"}", `json_invalid ["body",10] null`, `json_invalid ["body",10] null`},
		{"invalid UTF-8 in an unknown member", "{\"x\":\"\xc0\xaf\"}", `json_invalid ["body",6] null`, `json_invalid ["body",6] null`},
		{"invalid UTF-8 in a name", "{\"\xff\":1}", `json_invalid ["body",2] null`, `json_invalid ["body",2] null`},
		{"lone surrogate", `{"text":"\ud800"}`, `json_invalid ["body",9] null`, `json_invalid ["body",9] null`},
		{"lone low surrogate in an unknown member", `{"x":"\udc00"}`, `json_invalid ["body",6] null`, `json_invalid ["body",6] null`},
		{"control character in a string", "{\"text\":\"a\x01b\"}", `json_invalid ["body",10] null`, `json_invalid ["body",10] null`},
		{"200,000 arrays in an unknown member", `{"x":` + strings.Repeat("[", 200_000), `json_invalid ["body",516] null`, `json_invalid ["body",516] null`},
		{"200,000 objects in a known member", `{"count":` + strings.Repeat(`{"a":`, 200_000), `json_invalid ["body",2564] null`, `json_invalid ["body",2564] null`},
		{"null into a string", `{"text":null}`, `string_type ["body","text"] null`, `string_type ["body","text"] null`},
		{"null for the whole body", `null`, `missing ["body"] null`, `missing ["body"] null`},
		{"name in another case", `{"COUNT":"x"}`, ``, `extra_forbidden ["body","COUNT"] "x"`},
		{"1e999", `{"ratio":1e999}`, `finite_number ["body","ratio"] 1e999`, `finite_number ["body","ratio"] 1e999`},
		{"1.0 into an int", `{"count":1.0}`, ``, `int_type ["body","count"] 1.0`},
		{"1.5 into an int", `{"count":1.5}`, `int_from_float ["body","count"] 1.5`, `int_type ["body","count"] 1.5`},
		{"400 digits into an int", `{"count":` + digits + `}`, `int_parsing_size ["body","count"] ` + digits, `int_parsing_size ["body","count"] ` + digits},
		{"400 digits into a float", `{"ratio":` + digits + `}`, `finite_number ["body","ratio"] ` + digits, `finite_number ["body","ratio"] ` + digits},
		{"a string that is a number", `{"count":"1","ratio":"1.5"}`, ``, `int_type ["body","count"] "1"; float_type ["body","ratio"] "1.5"`},
		{"a name of many escapes", `{"\u0063\u006f\u0075\u006e\u0074":"x"}`, `int_parsing ["body","count"] "x"`, `int_type ["body","count"] "x"`},
		{"an empty name", `{"":1}`, ``, `extra_forbidden ["body",""] 1`},
		{"a NUL between tokens", "{\x00\"count\":1}", `json_invalid ["body",1] null`, `json_invalid ["body",1] null`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := lax(tt.body); got != tt.lax {
				t.Errorf("Decode(%.60s) = %s; want %s", tt.body, got, tt.lax)
			}
			if got := strict(tt.body); got != tt.strict {
				t.Errorf("strict Decode(%.60s) = %s; want %s", tt.body, got, tt.strict)
			}
		})
	}
}
