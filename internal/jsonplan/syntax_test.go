package jsonplan

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/signet-go/signet/internal/vocab"
)

// scans reports whether the scanner takes all of text as one value.
func scans(text string, limit int) (bool, *scanner) {
	c := &scanner{s: text, limit: limit}
	return c.skip() && c.end(), c
}

// valid is the plain way to say what the scanner takes.
func valid(text string, limit int) bool {
	return json.Valid([]byte(text)) && utf8.ValidString(text) && !loneSurrogate(text) && levels(text) <= limit
}

// loneSurrogate looks for \u escapes that are half of a pair, in valid JSON.
func loneSurrogate(text string) bool {
	high := false
	for text != "" {
		n, unit := 1, uint64(0)
		if text[0] == '\\' {
			n = 2
			if text[1] == 'u' {
				n = 6
				unit, _ = strconv.ParseUint(text[2:6], 16, 32)
			}
		}
		low := unit >= 0xdc00 && unit < 0xe000
		if high != low {
			return true
		}
		high = unit >= 0xd800 && unit < 0xdc00
		text = text[n:]
	}
	return high
}

// levels counts how deep arrays and objects nest, in valid JSON.
func levels(text string) (deepest int) {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			depth++
			deepest = max(deepest, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return deepest
}

var syntaxSeeds = []string{
	`{}`, `[]`, `null`, `true`, `false`, `0`, `-0`, `-0.0e-0`, `1e5`, `1E+5`, `01`, `1.`, `.5`, `-`, `1e`, `+1`, `0x1`, `NaN`, `Infinity`, `-Infinity`,
	`"a"`, `"\""`, `"\\"`, `"\/\b\f\n\r\t"`, `"\u0041"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ude00"`, `"\ud83d\u0041"`, `"\ud83d\ud83d\ude00"`, `"\u00g0"`, `"\x"`, `"\`, `"\u12`, `"abc`,
	"\"\x00\"", "\"\x1f\"", "\"\x7f\"", "\"\xff\"", "\"\xc3\x28\"", "\"\xed\xa0\x80\"", "\"é\u2028漢字😀\"", "\"12345678é\"", "\"1234567\\n8\"", "\"1234567\n\"",
	`[1,2,3]`, `[1,]`, `[,1]`, `[1 2]`, `[`, `]`, `[]]`, `{"a":1}`, `{"a":1,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{'a':1}`, `{"a":1 "b":2}`, `{"a":1}{}`, `{"a":1,"a":2}`, `{1:2}`, `{"a"`, `{"a":`,
	"", " ", "\t\n\r {} \t", "\v{}", "\ufeff{}", "\xff\xfe{\x00}\x00", "{\x00}\x00", "\x00", "{}\x00", "tru", "truex", "nul", "[true,false,null]", "/* c */ {}", "{} // c",
	strings.Repeat("[", 8) + strings.Repeat("]", 8), strings.Repeat(`{"a":`, 5) + "1" + strings.Repeat("}", 5), `{"a":[{"b":[[]]},{"c":{}}]}`,
}

func FuzzSyntax(f *testing.F) {
	for _, seed := range syntaxSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const limit = 6
		got, c := scans(text, limit)
		if want := valid(text, limit); got != want {
			t.Errorf("skip(%q) = %t (%s at %d); want %t", text, got, c.why, c.at, want)
		}
		if got == (c.why != "") || c.at > len(text) {
			t.Errorf("skip(%q) = %t with why %q at %d of %d", text, got, c.why, c.at, len(text))
		}
	})
}

// FuzzText compares the strings that the scanner reads with encoding/json's.
func FuzzText(f *testing.F) {
	for _, seed := range syntaxSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) == 0 || text[0] != '"' || !valid(text, 1) {
			return
		}
		var want string
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		c := &scanner{s: text, limit: 1}
		if got, ok := c.text(); !ok || got != want {
			t.Errorf("text(%q) = %q, %t; want %q", text, got, ok, want)
		}
	})
}

// FuzzDecimal compares the short cuts for numbers with strconv.
func FuzzDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-0", "1.5", "-0.1", "123456789012345", "0.000000000000001", "1234567.89", "999999999999999.9", "123456789012345678", "00", "1.", "1e3", "-", "9007199254740993"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, end := decimal(text, 0)
		want, err := strconv.ParseFloat(text[:end], 64)
		if end > 0 && (err != nil || got != want || strconv.FormatFloat(got, 'g', -1, 64) != strconv.FormatFloat(want, 'g', -1, 64)) {
			t.Errorf("decimal(%q) = %v, %d; want %v, %v", text, got, end, want, err)
		}
		n, end := wholeNumber(text, 0)
		if end == 0 {
			return
		}
		if want, err := strconv.ParseInt(text[:end], 10, 64); err != nil || n != want {
			t.Errorf("wholeNumber(%q) = %d, %d; want %d, %v", text, n, end, want, err)
		}
	})
}

// TestInvalidJSON holds what the text of json_invalid says, and where.
func TestInvalidJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body string
		at         int // in characters
		why        string
	}{
		{"trailing comma", `{"a":1,}`, 7, "the name of a member expected, in double quotes"},
		{"trailing data", `{"a":1} x`, 8, "something stands after the value"},
		{"two values", `{"a":1}{"a":2}`, 7, "something stands after the value"},
		{"NUL after the value", "{\"a\":1}\x00", 7, "something stands after the value"},
		{"not a number", `{"a":NaN}`, 5, "a value expected"},
		{"infinity", `{"a":-Infinity}`, 6, "a digit expected"},
		{"leading zero", `{"a":01}`, 6, "',' or '}' expected"},
		{"single quotes", `{'a':1}`, 1, "the name of a member expected, in double quotes"},
		{"no colon", `{"a" 1}`, 5, "':' expected"},
		{"cut off", `{"a":`, 5, "a value expected, but the text ends"},
		{"only white space", " \n", 2, "a value expected, but the text ends"},
		{"string without end", `{"a":"x`, 5, "a string without end"},
		{"characters, not bytes", `{"é漢😀":"x}`, 7, "a string without end"},
		{"control character", "{\"a\":\"x\ny\"}", 7, "a control character in a string"},
		{"wrong escape", `{"a":"\x"}`, 6, "a wrong escape in a string"},
		{"lone surrogate", `{"a":"\ud83d!"}`, 6, "a wrong escape in a string"},
		{"invalid UTF-8", "{\"a\":\"é\xff\"}", 7, "a string is not valid UTF-8"},
		{"surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", 6, "a string is not valid UTF-8"},
		{"byte order mark", "\ufeff{}", 0, "the text is not UTF-8 without a byte order mark"},
		{"UTF-16, little end first", "{\x00\"\x00a\x00", 1, "the name of a member expected, in double quotes"},
		{"UTF-16 with its mark", "\xff\xfe{\x00", 0, "the text is not UTF-8 without a byte order mark"},
		{"UTF-16, big end first", "\x00{\x00\"", 0, "the text is not UTF-8 without a byte order mark"},
		{"in a member that is skipped", `{"b":[1,2,}]}`, 10, "a value expected"},
		{"sent twice", `{"a":1,"b":2,"a":3}`, 13, `the member "a" stands there twice`},
		{"sent twice, once escaped", `{"a":1,"\u0061":3}`, 7, `the member "a" stands there twice`},
		{"wrong type before", `{"a":"x","b":}`, 13, "a value expected"},
	}
	type body struct {
		A int `json:"a"`
	}
	p := plans[body](t, Options{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, errs := p.decode(tt.body)
			want := vocab.FieldError{Type: "json_invalid", Loc: []any{"body", tt.at}, Msg: "is not valid JSON: " + tt.why, Ctx: map[string]any{"error": tt.why}}
			if len(errs) != 1 || asJSON(errs[0]) != asJSON(want) {
				t.Errorf("Decode(%q) = %s; want only %s", tt.body, asJSON(errs), asJSON(want))
			}
		})
	}
}

func asJSON(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSuffix(b.String(), "\n")
}
