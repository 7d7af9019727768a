package constraint_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

type (
	level  int
	code   string
	kind   string
	tree   []tree
	uuid   [16]byte
	member struct {
		SKU string `json:"sku"`
	}
)

func (c code) Validate() error {
	if strings.Contains(string(c), " ") {
		return errors.New("a code has no spaces")
	}
	return nil
}

func (kind) Enum() []any { return []any{kind("book"), kind("disc")} }

func (u *uuid) UnmarshalText([]byte) error { return nil }

// field reads a field V of type T with the given tags, as a member of an object.
func field[T any](t testing.TB, tags string) *model.Field {
	t.Helper()
	typ := reflect.StructOf([]reflect.StructField{{Name: "V", Type: reflect.TypeFor[T](), Tag: reflect.StructTag(tags)}})
	read, err := model.NewReader().ReadType(typ)
	if err != nil {
		t.Fatal(err)
	}
	return read.Object.Fields[0]
}

func compile[T any](t testing.TB, tags string) *constraint.Rules {
	t.Helper()
	r, err := constraint.NewCompiler().Field(field[T](t, tags))
	if err != nil {
		t.Fatalf("Field(%v `%s`): %v", reflect.TypeFor[T](), tags, err)
	}
	return r
}

// told prints violations as place type ctx input, separated by semicolons.
func told(found []constraint.Violation) string {
	var texts []string
	for _, v := range found {
		ctx, _ := json.Marshal(v.Fault.Ctx)
		text := fmt.Sprintf("%v %s %s", v.Path, v.Fault.Type, ctx)
		if v.Input != nil {
			text += fmt.Sprintf(" %v", v.Input)
		}
		texts = append(texts, strings.ReplaceAll(text, "{}", "-"))
	}
	return strings.Join(texts, "; ")
}

type row struct {
	tags string
	run  func(t *testing.T, tags string) string
	want string
}

// on checks v against the rules of its tags.
func on[T any](v T) func(t *testing.T, tags string) string {
	return func(t *testing.T, tags string) string {
		r := compile[T](t, tags)
		if r == nil {
			return "no rules"
		}
		found := r.Check(unsafe.Pointer(&v), nil)
		for _, f := range found {
			if f.Fault.Msg == "" {
				t.Errorf("`%s` on %v: a fault without a message", tags, v)
			}
		}
		return told(found)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	past, future := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	for _, tt := range []row{
		{``, on(3), "no rules"},
		{`validate:"required"`, on(0), "no rules"},
		{`validate:"gte=3"`, on(2), `[] greater_than_equal {"ge":3} 2`},
		{`validate:"gte=3"`, on(3), ``},
		{`validate:"min=0x10"`, on(int8(15)), `[] greater_than_equal {"ge":16} 15`},
		{`validate:"gt=1.5"`, on(1.5), `[] greater_than {"gt":1.5} 1.5`},
		{`validate:"lte=3"`, on(uint8(4)), `[] less_than_equal {"le":3} 4`},
		{`validate:"lt=0.1"`, on(float32(0.1)), `[] less_than {"lt":0.1} 0.1`},
		{`validate:"eq=5"`, on(level(4)), `[] literal_error {"expected":"5"} 4`},
		{`validate:"ne=5"`, on(5), `[] value_error {"error":-} 5`},
		{`validate:"eq=true"`, on(false), `[] literal_error {"expected":"true"} false`},
		{`validate:"min=3"`, on("ää"), `[] string_too_short {"min_length":3} ää`},
		{`validate:"max=2"`, on("äää"), `[] string_too_long {"max_length":2} äää`},
		{`validate:"len=2"`, on("ä"), `[] string_too_short {"min_length":2} ä`},
		{`validate:"len=2"`, on("äää"), `[] string_too_long {"max_length":2} äää`},
		{`validate:"gt=2,lt=5"`, on("ab"), `[] string_too_short {"min_length":3} ab`},
		{`validate:"min=2"`, on([]int{1}), `[] too_short {"actual_length":1,"field_type":"List","min_length":2}`},
		{`validate:"max=1"`, on([2]int{}), `[] too_long {"actual_length":2,"field_type":"List","max_length":1}`},
		{`validate:"max=1"`, on(map[string]int{"a": 1, "b": 2}), `[] too_long {"actual_length":2,"field_type":"Dictionary","max_length":1}`},
		{`validate:"max=1"`, on([]byte("ab")), `[] bytes_too_long {"max_length":1} [97 98]`},
		{`validate:"min=3"`, on([]byte("ab")), `[] bytes_too_short {"min_length":3} [97 98]`},
		{`validate:"min=1m"`, on(time.Second), `[] greater_than_equal {"ge":"PT1M"} PT1S`},
		{`validate:"max=1000"`, on(vocab.Duration(2000)), `[] less_than_equal {"le":"PT0.000001S"} PT0.000002S`},
		{`validate:"gt"`, on(past), `[] datetime_future null ` + fmt.Sprint(past)},
		{`validate:"gte"`, on(future), ``},
		{`validate:"lt"`, on(past), ``},
		{`validate:"oneof=a 'b c' d"`, on("x"), `[] literal_error {"expected":"'a', 'b c' or 'd'"} x`},
		{`validate:"oneof=a 'b c' d"`, on("b c"), ``},
		{`validate:"oneof=1 2"`, on(uint16(3)), `[] literal_error {"expected":"1 or 2"} 3`},
		{`validate:"noneof=1 2"`, on(1), `[] value_error {"error":-} 1`},
		{`validate:"email"`, on("x"), `[] value_error {"reason":"must be an email address"} x`},
		{`validate:"email"`, on("a@example.com"), ``},
		{`validate:"uuid4"`, on("9a3f0c1e-5b7d-1e2a-8c6f-1d0b2a3c4e5f"), `[] uuid_version {"expected_version":4} 9a3f0c1e-5b7d-1e2a-8c6f-1d0b2a3c4e5f`},
		{`validate:"uuid4"`, on(uuid{6: 0x40, 8: 0x80}), ``},
		{`validate:"uuid4"`, on(uuid{}), `[] uuid_version {"expected_version":4} 00000000-0000-0000-0000-000000000000`},
		{`validate:"url"`, on("x"), `[] url_parsing {"error":"must be a URL"} x`},
		{`validate:"https_url"`, on(url.URL{Scheme: "http", Host: "a"}), `[] url_parsing {"error":"must be an https URL"} http://a`},
		{`validate:"ipv6"`, on(netip.MustParseAddr("192.0.2.1")), `[] value_error {"error":-} 192.0.2.1`},
		{`validate:"datetime=2006-01-02"`, on("x"), `[] date_parsing {"error":"must have the form of 2006-01-02"} x`},
		{`validate:"isbn13"`, on("x"), `[] value_error {"error":-} x`},
		{`validate:"contains=0x2C0x7C"`, on("a,|b"), ``},
		{`validate:"ipv4|email"`, on("x"), `[] value_error {"error":-} x`},
		{`validate:"eq=0|gte=5"`, on(0), ``},
		{`validate:"eq=0|gte=5"`, on(3), `[] value_error {"error":-} 3`},
		{`validate:"port"`, on(70000), `[] value_error {"error":-} 70000`},
		{`validate:"numeric,min=2"`, on(1), `[] greater_than_equal {"ge":2} 1`},
		{`validate:"alpha,min=3"`, on("1"), `[] value_error {"error":-} 1`},
		{`validate:"unique"`, on([]string{"a", "b", "a"}), `[] value_error {"error":-}`},
		{`validate:"unique"`, on(map[string]int{"a": 1, "b": 1}), `[] value_error {"error":-}`},
		{`validate:"unique=SKU"`, on([]*member{{"a"}, {"a"}}), `[] value_error {"error":-}`},
	} {
		t.Run(tt.tags, func(t *testing.T) {
			if got := tt.run(t, tt.tags); got != tt.want {
				t.Errorf("Check with `%s` = %s; want %s", tt.tags, got, tt.want)
			}
		})
	}
}

func TestCheckSchemaTags(t *testing.T) {
	t.Parallel()
	for _, tt := range []row{
		{`minimum:"3"`, on(2), `[] greater_than_equal {"ge":3} 2`},
		{`exclusiveMaximum:"3"`, on(json.Number("3.0")), `[] less_than {"lt":3} 3.0`},
		{`maximum:"3"`, on(json.Number("1e999")), `[] less_than_equal {"le":3} 1e999`},
		{`multipleOf:"5"`, on(-10), ``},
		{`multipleOf:"5"`, on(uint8(12)), `[] multiple_of {"multiple_of":5} 12`},
		{`multipleOf:"0.1"`, on(0.3), ``},
		{`multipleOf:"0.1"`, on(0.35), `[] multiple_of {"multiple_of":0.1} 0.35`},
		{`minLength:"2" maxLength:"3"`, on("a"), `[] string_too_short {"min_length":2} a`},
		{`pattern:"b+"`, on("abc"), ``},
		{`pattern:"^b+"`, on("abc"), `[] string_pattern_mismatch {"pattern":"^b+"} abc`},
		{`enum:"a,b"`, on("c"), `[] enum {"expected":"'a' or 'b'"} c`},
		{`enum:"[1,2,3]"`, on(4), `[] enum {"expected":"1, 2 or 3"} 4`},
		{`enum:"0.5,1.5"`, on(float32(0.5)), ``},
		{`enum:"a,b"`, on([]string{"a", "c"}), `[1] enum {"expected":"'a' or 'b'"} c`},
		{`const:"a"`, on("c"), `[] literal_error {"expected":"'a'"} c`},
		{`minItems:"1"`, on([]int{}), `[] too_short {"actual_length":0,"field_type":"List","min_length":1}`},
		{`uniqueItems:"true"`, on([]any{1.0, map[string]any{"a": 1.0}, map[string]any{"a": 1.0}}), `[] value_error {"error":-}`},
		{`uniqueItems:"true"`, on([]any{1.0, "1"}), ``},
		{`maxProperties:"0"`, on(map[string]int{"a": 1}), `[] too_long {"actual_length":1,"field_type":"Dictionary","max_length":0}`},
		{`format:"email"`, on("x"), `[] value_error {"reason":"must be an email address"} x`},
		{`format:"date"`, on("2026-02-30"), `[] date_parsing {"error":"must be a date like 2026-11-21"} 2026-02-30`},
		{`format:"ipv4"`, on("::1"), `[] value_error {"error":-} ::1`},
		{`format:"decimal"`, on("-1.50e400"), ``},
		{`format:"decimal"`, on("0x1p2"), `[] decimal_parsing {"error":"must be a number"} 0x1p2`},
		{`format:"password"`, on("x"), ``},
		{`format:"int32"`, on(5), ``},
		{`format:"email"`, on([]string{"a@example.com", "x"}), `[1] value_error {"reason":"must be an email address"} x`},
		{`format:"ipv4"`, on(map[string][]string{"a": {"::1"}}), `[a 0] value_error {"error":-} ::1`},
		{`format:"int32"`, on([]int{5}), `no rules`},
		{``, on(kind("x")), `[] enum {"expected":"'book' or 'disc'"} x`},
		{``, on([]kind{"book", "x"}), `[1] enum {"expected":"'book' or 'disc'"} x`},
		{``, on(code("a b")), `[] value_error {"error":-} a b`},
		{``, on(map[code]code{"a": "b c", "d e": "f"}), `[a] value_error {"error":-} b c; [d e [key]] value_error {"error":-} d e`},
		{``, on(tree{tree{}}), `no rules`},
	} {
		t.Run(tt.tags, func(t *testing.T) {
			if got := tt.run(t, tt.tags); got != tt.want {
				t.Errorf("Check with `%s` = %s; want %s", tt.tags, got, tt.want)
			}
		})
	}
}

func TestDive(t *testing.T) {
	t.Parallel()
	five := 5
	for _, tt := range []row{
		{`validate:"dive,min=3"`, on([]int{3, 2, 1}), `[1] greater_than_equal {"ge":3} 2; [2] greater_than_equal {"ge":3} 1`},
		{`validate:"max=1,dive,min=3"`, on([]int{1, 1}), `[] too_long {"actual_length":2,"field_type":"List","max_length":1}`},
		{`validate:"dive,dive,max=1"`, on([][]string{{"a"}, {"b", "cc"}}), `[1 1] string_too_long {"max_length":1} cc`},
		{`validate:"dive,min=6"`, on([]*int{nil, &five}), `[1] greater_than_equal {"ge":6} 5`},
		{`validate:"dive,required"`, on([]*int{nil}), `[0] missing null`},
		{`validate:"dive,required"`, on([]string{""}), `[0] value_error {"error":-} `},
		{`validate:"dive,omitempty,min=6"`, on([]*int{nil, new(int)}), `[1] greater_than_equal {"ge":6} 0`},
		{`validate:"dive,required"`, on([]member{{}}), `no rules`},
		{`validate:"dive,omitempty,min=3"`, on([]string{"", "a"}), `[1] string_too_short {"min_length":3} a`},
		{`validate:"dive,min=3"`, on([]vocab.Opt[int]{vocab.Some(1), vocab.NullOpt[int]()}), `[0] greater_than_equal {"ge":3} 1`},
		{`validate:"dive,max=1"`, on([3]int{1, 2, 3}), `[1] less_than_equal {"le":1} 2; [2] less_than_equal {"le":1} 3`},
		{`validate:"dive,max=1"`, on(map[int]int{7: 2, 5: 2}), `[5] less_than_equal {"le":1} 2; [7] less_than_equal {"le":1} 2`},
		{`validate:"dive,keys,min=2,endkeys,max=1"`, on(map[string]int{"a": 2}), `[a [key]] string_too_short {"min_length":2} a; [a] less_than_equal {"le":1} 2`},
		{`validate:"dive,keys,alpha,endkeys,dive,keys,min=2,endkeys,dive,max=0"`, on(map[string]map[string][]int{"a": {"b": {1}}}),
			`[a b [key]] string_too_short {"min_length":2} b; [a b 0] less_than_equal {"le":0} 1`},
	} {
		t.Run(tt.tags, func(t *testing.T) {
			if got := tt.run(t, tt.tags); got != tt.want {
				t.Errorf("Check with `%s` = %s; want %s", tt.tags, got, tt.want)
			}
		})
	}
}

func TestManyViolationsEnd(t *testing.T) {
	t.Parallel()
	list := make([]int, 1_000_000)
	found := compile[[]int](t, `validate:"dive,min=1"`).Check(unsafe.Pointer(&list), nil)
	if len(found) > 2000 {
		t.Errorf("Check of a million bad items reports %d; want the walk to end", len(found))
	}
}

func TestPointerAndOpt(t *testing.T) {
	t.Parallel()
	// Rules are for the base type, whatever stands around it.
	v := 2
	for _, r := range []*constraint.Rules{compile[*int](t, `validate:"min=3"`), compile[vocab.Opt[int]](t, `validate:"omitempty,min=3"`)} {
		if got := told(r.Check(unsafe.Pointer(&v), nil)); got != `[] greater_than_equal {"ge":3} 2` {
			t.Errorf("Check(2) = %s", got)
		}
	}
}

// TestNoAllocations allows "pooled" some: under the race detector a sync.Pool of
// regexp or validator forgets at random.
func TestNoAllocations(t *testing.T) {
	type sample struct {
		n    int
		f    float64
		s    string
		list []string
		at   time.Time
		m    map[string]int
	}
	v := sample{5, 1.5, "text", []string{"a", "b"}, time.Now(), map[string]int{"a": 1}}
	checks := []struct {
		name string
		p    unsafe.Pointer
		r    *constraint.Rules
	}{
		{"int", unsafe.Pointer(&v.n), compile[int](t, `validate:"min=1,max=10,oneof=4 5,ne=7" multipleOf:"5"`)},
		{"float", unsafe.Pointer(&v.f), compile[float64](t, `validate:"gt=1,lt=10"`)},
		{"string", unsafe.Pointer(&v.s), compile[string](t, `validate:"min=1,max=10,alpha,ascii,lowercase,startswith=te,oneof=text b"`)},
		{"or", unsafe.Pointer(&v.s), compile[string](t, `validate:"len=1|alpha"`)},
		{"list", unsafe.Pointer(&v.list), compile[[]string](t, `validate:"min=1,max=3,unique,dive,max=3"`)},
		{"time", unsafe.Pointer(&v.at), compile[time.Time](t, `validate:"lte"`)},
		{"map", unsafe.Pointer(&v.m), compile[map[string]int](t, `validate:"max=3"`)},
		{"pooled", unsafe.Pointer(&v.s), compile[string](t, `validate:"hostname_rfc1123" pattern:"t"`)},
	}
	for _, c := range checks {
		if allocs := testing.AllocsPerRun(100, func() {
			if found := c.r.Check(c.p, nil); found != nil {
				t.Errorf("%s: %s", c.name, told(found))
			}
		}); allocs > 0 && (c.name != "pooled" || allocs > 2) {
			t.Errorf("%s: %v allocations; want 0", c.name, allocs)
		}
	}
}
