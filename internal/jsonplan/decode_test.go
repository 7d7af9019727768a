package jsonplan

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// mistakes prints errors as: type place input; …
func mistakes(errs []vocab.FieldError) string {
	texts := make([]string, len(errs))
	for i, e := range errs {
		texts[i] = fmt.Sprintf("%s %s %s", e.Type, asJSON(e.Loc), asJSON(e.Input))
	}
	return strings.Join(texts, "; ")
}

type item struct {
	Name  string      `json:"name"`
	Price float64     `json:"price"`
	Count int8        `json:"count"`
	Sold  bool        `json:"sold"`
	Tags  []string    `json:"tags"`
	Note  *string     `json:"note"`
	Attrs map[int]int `json:"attrs"`
}

const goodItem = `"name":"cup","price":1.5,"count":3,"sold":false,"tags":[],"attrs":{}`

type optional struct {
	Pointer  *int             `json:"pointer"`
	Opt      vocab.Opt[int]   `json:"opt"`
	OptPtr   vocab.Opt[*int]  `json:"opt_ptr"`
	Must     *int             `json:"must,omitempty" validate:"required"`
	Sent     vocab.Opt[int]   `json:"sent" validate:"required"`
	Omit     []int            `json:"omit,omitempty"`
	Zero     string           `json:"zero,omitzero"`
	Any      any              `json:"any,omitempty"`
	Pair     [2]int           `json:"pair,omitempty"`
	Raw      json.RawMessage  `json:"raw,omitempty"`
	Quoted   int              `json:"quoted,string,omitempty"`
	QuotedS  string           `json:"quoted_s,string,omitempty"`
	Secret   string           `json:"secret,omitempty" format:"password" validate:"min=3"`
	QuotedP  *int             `json:"quoted_p,string,omitempty" validate:"required"`
	Nested   *optional        `json:"nested,omitempty"`
	Upper    loud             `json:"upper,omitempty"`
	Big      *big.Int         `json:"big,omitempty"`
	Map      map[string]*item `json:"map,omitempty"`
	Instants []time.Time      `json:"instants,omitempty"`
}

// loud reads JSON its own way.
type loud string

func (l *loud) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	if s == "quiet" {
		return errors.New("is too quiet")
	}
	*l = loud(strings.ToUpper(s))
	return nil
}

const sent = `"must":1,"sent":1,"quoted_p":"1",`

func TestDecodeMistakes(t *testing.T) {
	t.Parallel()
	items := plans[[]item](t, Options{})
	one := plans[item](t, Options{})
	opt := plans[optional](t, Options{})
	strict := plans[item](t, Options{Strict: true, StrictTypes: true})
	echo := plans[optional](t, Options{Echo: true, Strict: true})
	echoItem := plans[item](t, Options{Echo: true})
	tests := []struct {
		name   string
		decode func(body string) string
		body   string
		want   string
	}{
		{"all right", only(one), `{` + goodItem + `}`, ""},
		{"empty body", only(one), ``, `missing ["body"] null`},
		{"null body", only(one), ` null `, `missing ["body"] null`},
		{"root is an array", only(one), `[1]`, `model_attributes_type ["body"] null`},
		{"root is a string", only(one), `"x"`, `model_attributes_type ["body"] "x"`},
		{"root is a number", only(one), `1.50`, `model_attributes_type ["body"] 1.50`},
		{"nothing sent", only(one), `{}`, `missing ["body","name"] null; missing ["body","price"] null; missing ["body","count"] null; missing ["body","sold"] null; missing ["body","tags"] null; missing ["body","attrs"] null`},
		{"null is no value", only(one), `{"name":null,"price":null,"count":null,"sold":null,"tags":null,"note":null,"attrs":null}`,
			`string_type ["body","name"] null; float_type ["body","price"] null; int_type ["body","count"] null; bool_type ["body","sold"] null; list_type ["body","tags"] null; dict_type ["body","attrs"] null`},
		{"order of the struct, not of the body", only(one), `{"tags":1,"sold":[],"count":"x","name":{}}`,
			`string_type ["body","name"] null; missing ["body","price"] null; int_parsing ["body","count"] "x"; bool_type ["body","sold"] null; list_type ["body","tags"] 1; missing ["body","attrs"] null`},
		{"coercion", only(one), `{"name":"","price":"2.5","count":true,"sold":"yes","tags":["a"],"attrs":{"7":"8"}}`, ""},
		{"no coercion", only(strict), `{"name":"","price":"2.5","count":true,"sold":"yes","tags":["a"],"attrs":{"7":"8"},"more":[1]}`,
			`float_type ["body","price"] "2.5"; int_type ["body","count"] true; bool_type ["body","sold"] "yes"; int_type ["body","attrs","7"] "8"; extra_forbidden ["body","more"] null`},
		{"name case is exact", only(one), `{` + strings.Replace(goodItem, "name", "Name", 1) + `}`, `missing ["body","name"] null`},
		{"out of range", only(one), `{"count":300,` + strings.Replace(goodItem, `"count":3,`, "", 1) + `}`, `int_parsing_size ["body","count"] 300`},
		{"fraction", only(one), `{"count":1.5,` + strings.Replace(goodItem, `"count":3,`, "", 1) + `}`, `int_from_float ["body","count"] 1.5`},
		{"400 digits", only(one), `{"count":` + strings.Repeat("9", 400) + `,` + strings.Replace(goodItem, `"count":3,`, "", 1) + `}`, `int_parsing_size ["body","count"] ` + strings.Repeat("9", 400)},
		{"too large for a float", only(one), `{"price":1e999,` + strings.Replace(goodItem, `"price":1.5,`, "", 1) + `}`, `finite_number ["body","price"] 1e999`},
		{"item of a list", only(one), `{"tags":["a",1,null,["b"]],` + strings.Replace(goodItem, `"tags":[],`, "", 1) + `}`,
			`string_type ["body","tags",1] 1; string_type ["body","tags",2] null; string_type ["body","tags",3] null`},
		{"key and value of a map", only(one), `{"attrs":{"x":1,"2":"y","z":"z"},` + strings.Replace(goodItem, `,"attrs":{}`, "", 1) + `}`,
			`int_parsing ["body","attrs","x","[key]"] "x"; int_parsing ["body","attrs","2"] "y"; int_parsing ["body","attrs","z","[key]"] "z"; int_parsing ["body","attrs","z"] "z"`},
		{"two names of one key", only(one), `{"attrs":{"1":1,"01":2},` + strings.Replace(goodItem, `,"attrs":{}`, "", 1) + `}`, `json_invalid ["body",16] null`},
		{"a value twice, the first of a wrong type", only(one), `{"attrs":{"1":"x","1":2},` + strings.Replace(goodItem, `,"attrs":{}`, "", 1) + `}`, `json_invalid ["body",18] null`},
		{"a value twice, the second of a wrong type", only(one), `{"attrs":{"1":2,"1":"x"},` + strings.Replace(goodItem, `,"attrs":{}`, "", 1) + `}`, `json_invalid ["body",16] null`},
		{"a wrong key twice", only(one), `{"attrs":{"x":1,"x":2},` + strings.Replace(goodItem, `,"attrs":{}`, "", 1) + `}`, `json_invalid ["body",16] null`},
		{"list at the root", only(items), `[{` + goodItem + `},5,{"name":1}]`,
			`model_attributes_type ["body",1] 5; string_type ["body",2,"name"] 1; missing ["body",2,"price"] null; missing ["body",2,"count"] null; missing ["body",2,"sold"] null; missing ["body",2,"tags"] null; missing ["body",2,"attrs"] null`},

		{"optional absent", only(opt), `{}`, `missing ["body","must"] null; missing ["body","sent"] null; missing ["body","quoted_p"] null`},
		{"optional null", only(opt), `{"pointer":null,"opt":null,"opt_ptr":null,"must":null,"sent":null,"any":null,"raw":null,"quoted_p":null}`, `int_type ["body","must"] null; int_type ["body","quoted_p"] null`},
		{"optional is not nullable", only(opt), `{` + sent + `"omit":null,"zero":null,"pair":null,"quoted":null}`,
			`list_type ["body","omit"] null; string_type ["body","zero"] null; list_type ["body","pair"] null; int_type ["body","quoted"] null`},
		{"inside pointers and Opts", only(opt), `{` + sent + `"pointer":"x","opt":[],"opt_ptr":1.5}`,
			`int_parsing ["body","pointer"] "x"; int_type ["body","opt"] null; int_from_float ["body","opt_ptr"] 1.5`},
		{"array too short", only(opt), `{` + sent + `"pair":[1]}`, `too_short ["body","pair"] null`},
		{"array too long, and an item", only(opt), `{` + sent + `"pair":["x",2,{}]}`, `int_parsing ["body","pair",0] "x"; too_long ["body","pair"] null`},
		{"quoted", only(opt), `{` + sent + `"quoted":"x","quoted_s":"y"}`, `int_parsing ["body","quoted"] "x"; string_type ["body","quoted_s"] "y"`},
		{"quoted without quotes", only(opt), `{` + sent + `"quoted":5,"quoted_s":5}`, `string_type ["body","quoted_s"] 5`},
		{"recursive", only(opt), `{` + sent + `"nested":{"nested":{` + sent + `"pointer":"x"}}}`,
			`missing ["body","nested","must"] null; missing ["body","nested","sent"] null; missing ["body","nested","quoted_p"] null; int_parsing ["body","nested","nested","pointer"] "x"`},
		{"own UnmarshalJSON", only(opt), `{` + sent + `"upper":"quiet"}`, `value_error ["body","upper"] "quiet"`},
		{"own UnmarshalJSON and a wrong type", only(opt), `{` + sent + `"upper":7}`, `value_error ["body","upper"] 7`},
		{"any holds what float64 cannot", only(opt), `{` + sent + `"any":{"a":[1,1e999]}}`, `finite_number ["body","any","a",1] 1e999`},
		{"any repeats a name", only(opt), `{"any":{"a":1,"a":2}}`, `json_invalid ["body",14] null`},
		{"secrets are not shown", only(opt), `{` + sent + `"secret":7}`, `string_type ["body","secret"] null`},
		{"list of times", only(opt), `{` + sent + `"instants":["2026-11-21T10:00:00Z","soon"]}`, `datetime_from_date_parsing ["body","instants",1] "soon"`},
		{"map of objects", only(opt), `{` + sent + `"map":{"a":null,"b":{}, "c":[]}}`,
			`missing ["body","map","b","name"] null; missing ["body","map","b","price"] null; missing ["body","map","b","count"] null; missing ["body","map","b","sold"] null; missing ["body","map","b","tags"] null; missing ["body","map","b","attrs"] null; model_attributes_type ["body","map","c"] null`},

		{"echo of a wrong type", only(echoItem), `{"name":{"x":[1, 2]},"tags":{"a":1},"attrs":[1],` + `"price":1,"count":1,"sold":true}`,
			`string_type ["body","name"] {"x":[1,2]}; list_type ["body","tags"] {"a":1}; dict_type ["body","attrs"] [1]`},
		{"echo of what is around", only(echoItem), `{"price":1,"count":1,"sold":true,"tags":[],"attrs":{}}`, `missing ["body","name"] {"price":1,"count":1,"sold":true,"tags":[],"attrs":{}}`},
		{"echo of no JSON", only(echoItem), `{`, `json_invalid ["body",1] {}`},
		{"echo spares objects with secrets", only(echo), `{"secret":"hush","sent":1,"quoted_p":"1","extra":{"secret":"hush"}}`, `missing ["body","must"] null; extra_forbidden ["body","extra"] null`},
		{"echo spares lists of them", only(echo), `[{"secret":"hush"}]`, `model_attributes_type ["body"] null`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.decode(tt.body); got != tt.want {
				t.Errorf("Decode(%s)\n got %s\nwant %s", tt.body, got, tt.want)
			}
		})
	}
}

func only[T any](p typed[T]) func(body string) string {
	return func(body string) string {
		_, errs := p.decode(body)
		return mistakes(errs)
	}
}

func TestDecodeValues(t *testing.T) {
	t.Parallel()
	p := plans[optional](t, Options{})
	got, errs := p.decode(` { "must" : 1 , "sent" : null , "pointer":-5,"opt":0,"opt_ptr":null,"omit":[],"zero":"a\nb\u00e9","any":{"a":[1,"x",null,true]},"pair":[1,2],
		"raw": {"x": 1 } ,"quoted":"12","quoted_p":"1","quoted_s":"\"in\"","upper":"x","big":123456789012345678901234567890,"nested":null,"unknown":[{"a":[]}]}`)
	if errs != nil {
		t.Fatal(mistakes(errs))
	}
	five, one := -5, 1
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	want := optional{
		Pointer: &five, Opt: vocab.Some(0), OptPtr: vocab.NullOpt[*int](), Must: &one, Sent: vocab.NullOpt[int](), Omit: []int{}, Zero: "a\nbé",
		Any: map[string]any{"a": []any{1.0, "x", nil, true}}, Pair: [2]int{1, 2}, Raw: json.RawMessage(`{"x": 1 }`), Quoted: 12, QuotedP: &one, QuotedS: "in", Upper: "X", Big: huge,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Decode =\n%+v; want\n%+v", got, want)
	}
}

func TestDecodeStopsAtMaxErrors(t *testing.T) {
	t.Parallel()
	body := `{"name":1,"tags":[` + strings.Repeat("1,", 500) + `1],"sold":[]}`
	for _, most := range []int{1, 2, 7, 0} {
		p := plans[item](t, Options{MaxErrors: most})
		_, errs := p.decode(body)
		want := most
		if most == 0 {
			want = 100
		}
		if len(errs) != want || asJSON(errs[0].Loc) != `["body","name"]` || want > 1 && asJSON(errs[1].Loc) != `["body","tags",0]` {
			t.Errorf("MaxErrors %d: %d errors, the first at %v", most, len(errs), errs[0].Loc)
		}
	}
}

func TestDecodeDepth(t *testing.T) {
	t.Parallel()
	nested := func(levels int) string {
		return strings.Repeat("[", levels) + strings.Repeat("]", levels)
	}
	p := plans[any](t, Options{})
	q := plans[item](t, Options{MaxDepth: 3})
	for _, tt := range []struct {
		name string
		errs []vocab.FieldError
		want string
	}{
		{"512 levels", errsOf(p.decode(nested(512))), ""},
		{"513 levels", errsOf(p.decode(nested(513))), `json_invalid ["body",512] null`},
		{"200,000 levels", errsOf(p.decode(nested(200_000))), `json_invalid ["body",512] null`},
		{"in a member that nothing reads", errsOf(q.decode(`{"x":[[1]],` + goodItem + `}`)), ""},
		{"there too deep", errsOf(q.decode(`{"x":[[[1]]],` + goodItem + `}`)), `json_invalid ["body",7] null`},
	} {
		if got := mistakes(tt.errs); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.name, got, tt.want)
		}
	}
}

func errsOf[T any](_ T, errs []vocab.FieldError) []vocab.FieldError { return errs }

// TestDecodeKeepsNothing changes the body after the decode, on both sides of
// the size at which strings are copied one by one.
func TestDecodeKeepsNothing(t *testing.T) {
	t.Parallel()
	type body struct {
		Text string            `json:"text"`
		Num  json.Number       `json:"num"`
		Any  any               `json:"any"`
		Map  map[string]string `json:"map"`
		Raw  json.RawMessage   `json:"raw"`
		Bad  int               `json:"bad"`
		Pad  string            `json:"pad,omitempty"`
	}
	p := plans[body](t, Options{Strict: true, Echo: true})
	for _, pad := range []int{0, aliasLimit} {
		sent := []byte(`{"text":"text","num":12.50,"any":{"k":["v"]},"map":{"mk":"mv"},"raw":[1],"bad":"bad","extra":"extra","pad":"` + strings.Repeat("p", pad) + `"}`)
		var got body
		errs := p.dec.Decode(sent, unsafe.Pointer(&got), nil)
		for i := range sent {
			sent[i] = '#'
		}
		got.Pad = ""
		want := body{Text: "text", Num: "12.50", Any: map[string]any{"k": []any{"v"}}, Map: map[string]string{"mk": "mv"}, Raw: json.RawMessage("[1]")}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("with a pad of %d the value changed with the body: %+v", pad, got)
		}
		if text := mistakes(errs); text != `int_parsing ["body","bad"] "bad"; extra_forbidden ["body","extra"] "extra"` {
			t.Errorf("with a pad of %d the mistakes changed with the body: %s", pad, text)
		}
	}
}

func TestDecodeManyMembers(t *testing.T) {
	t.Parallel()
	const members = 300
	fields := make([]reflect.StructField, members)
	var body strings.Builder
	for i := range fields {
		fields[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[int](), Tag: reflect.StructTag(fmt.Sprintf(`json:"f%d"`, i))}
		if i != 7 && i != 290 {
			fmt.Fprintf(&body, `,"f%d":%d`, i, i)
		}
	}
	c := newTestCompiler(Options{})
	typ, err := c.types.ReadType(reflect.StructOf(fields))
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.Decoder(typ, nil)
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.New(typ.Go)
	errs := d.Decode([]byte("{"+body.String()[1:]+"}"), v.UnsafePointer(), nil)
	if got := mistakes(errs); got != `missing ["body","f7"] null; missing ["body","f290"] null` || v.Elem().Field(299).Int() != 299 {
		t.Errorf("Decode of 298 of 300 members: %s, the last is %v", got, v.Elem().Field(299))
	}
}

// TestDecoderErrors holds what cannot be compiled.
func TestDecoderErrors(t *testing.T) {
	t.Parallel()
	type inner struct {
		S fmt.Stringer `json:"s"`
	}
	type badDefault struct {
		N int `json:"n" default:"many"`
	}
	type endless struct {
		Next *endless `json:"next" default:"{}"`
	}
	type optDefault struct {
		N vocab.Opt[int] `json:"n" default:"1"`
	}
	type missingInDefault struct {
		In []item `json:"in" default:"[{}]"`
	}
	for _, tt := range []struct {
		typ  reflect.Type
		want string
	}{
		{reflect.TypeFor[[]inner](), "jsonplan.inner: field S: fmt.Stringer cannot be decoded: an interface with methods does not say which type to make; declare its types with signet.Union, or use a struct or any"},
		{reflect.TypeFor[badDefault](), `jsonplan.badDefault: field N: default "many": must be`},
		{reflect.TypeFor[optDefault](), `default "1": an Opt has none`},
		{reflect.TypeFor[endless](), `field Next: default "{}":`},
		{reflect.TypeFor[missingInDefault](), `field In: default "[{}]": [0].name: is required`},
	} {
		c := newTestCompiler(Options{})
		typ, err := c.types.ReadType(tt.typ)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Decoder(typ, nil); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Decoder(%v) = %v; want %s", tt.typ, err, tt.want)
		}
	}
}

// TestDecoderErrorsTogether holds that no mistake hides another, also of a type
// that several fields have, and that each line says where it is.
func TestDecoderErrorsTogether(t *testing.T) {
	t.Parallel()
	type inner struct {
		S fmt.Stringer `json:"s"`
		T int8         `json:"t" default:"400"`
	}
	type outer struct {
		A int8              `json:"a" default:"300"`
		B int8              `json:"b" default:"200" validate:"lte=100"`
		C string            `json:"c" validate:"mn=3"`
		D int8              `json:"d" default:"5" validate:"lte=3"`
		E int               `json:"e" default:"x" validate:"mx=3"`
		F inner             `json:"f"`
		G []int             `json:"g" default:"{}"`
		H map[string]*outer `json:"h" default:"{\"k\":{}}"`
		I inner             `json:"i" default:"{\"s\":1}"`
	}
	c := newTestCompiler(Options{})
	typ, err := c.types.ReadType(reflect.TypeFor[outer]())
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Decoder(typ, nil)
	if err == nil {
		t.Fatal("Decoder(outer) = nil; want its mistakes")
	}
	got := strings.Split(err.Error(), "\n")
	want := []string{
		`jsonplan.outer: field A: default "300": `,
		`jsonplan.outer: field B: default "200": `,
		`jsonplan.outer: field C: `,
		`jsonplan.outer: field D: default "5": `,
		`jsonplan.outer: field E: `,
		`jsonplan.outer: field E: default "x": `,
		`jsonplan.outer: field F: jsonplan.inner: field S: fmt.Stringer cannot be decoded`,
		`jsonplan.outer: field F: jsonplan.inner: field T: default "400": `,
		`field G: default "{}": `,
		`field H: default `,
	}
	for i, line := range want {
		if len(got) != len(want) || !strings.HasPrefix(got[i], line) {
			t.Fatalf("Decoder(outer) =\n%v\nwant the lines\n%s", err, strings.Join(want, "\n"))
		}
	}
}

// TestDecodeAllocates holds what a small body costs: the copy of its text, and
// one for the pointer in it.
func TestDecodeAllocates(t *testing.T) {
	skipIfInstrumented(t)
	p := plans[small](t, Options{})
	var v small
	if n := testing.AllocsPerRun(100, func() {
		v = small{}
		if errs := p.dec.Decode(smallBody, unsafe.Pointer(&v), nil); errs != nil {
			t.Fatal(mistakes(errs))
		}
	}); n > 2 {
		t.Errorf("Decode of %d bytes allocates %v times; want 2", len(smallBody), n)
	}
}

// skipIfInstrumented skips tests that count allocations in a build where every
// conversion to unsafe.Pointer allocates, as with checkptr=2.
func skipIfInstrumented(t *testing.T) {
	t.Helper()
	if testing.AllocsPerRun(1, func() {
		var x, y int64
		p := unsafe.Pointer(&x)
		*(*int64)(p) = y
	}) > 0 {
		t.Skip("this build allocates for pointer checks")
	}
}
