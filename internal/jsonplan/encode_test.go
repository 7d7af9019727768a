package jsonplan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// louder writes JSON with a pointer receiver.
type louder struct{ s string }

func (l *louder) MarshalJSON() ([]byte, error) {
	switch l.s {
	case "":
		return nil, errors.New("has nothing to say")
	case "broken":
		return []byte(`{"a":`), nil
	case "latin":
		return []byte("\"\xe9\""), nil
	}
	return fmt.Appendf(nil, ` { "loud" : %q } `, l.s), nil
}

// since has its own idea of zero.
type since struct{ Year int }

func (s since) IsZero() bool { return s.Year == 1970 }

type node struct {
	Next  *node          `json:"next,omitempty"`
	Items []node         `json:"items,omitempty"`
	Map   map[int]node   `json:"map,omitempty"`
	Any   any            `json:"any,omitempty"`
	Opt   vocab.Opt[any] `json:"opt,omitzero"`
	Price *float64       `json:"price,omitempty"`
	Loud  *louder        `json:"loud,omitempty"`
}

func TestEncode(t *testing.T) {
	t.Parallel()
	type nested struct {
		S []int          `json:"s"`
		M map[string]int `json:"m"`
		P *int           `json:"p"`
		B []byte         `json:"b"`
	}
	type opts struct {
		A vocab.Opt[int]    `json:"a,omitzero"`
		B vocab.Opt[int]    `json:"b"`
		C vocab.Opt[string] `json:"c,omitempty"`
	}
	type omits struct {
		S  string         `json:"s,omitempty"`
		L  []int          `json:"l,omitempty"`
		A  [0]int         `json:"a,omitempty"`
		T  time.Time      `json:"t,omitzero"`
		Y  since          `json:"y,omitzero"`
		YP *since         `json:"yp,omitzero"`
		Z  *int           `json:"z,omitzero"`
		E  any            `json:"e,omitempty"`
		M  map[string]int `json:"m,omitempty"`
		L2 []int          `json:"l2,omitzero"`
		OK int            `json:"ok"`
	}
	type embeds struct {
		*Embedded
		X int `json:"x"`
	}
	type quoted struct {
		N int     `json:"n,string"`
		S string  `json:"s,string"`
		F float64 `json:"f,string"`
		B bool    `json:"b,string"`
		P *int    `json:"p,string"`
	}
	loud := louder{"hey"}
	tests := []struct {
		name  string
		value any
		want  string
	}{
		{"nil slice, map, bytes and pointer", nested{}, `{"s":[],"m":{},"p":null,"b":""}`},
		{"nil list", []int(nil), `[]`},
		{"bytes", []byte("\xff\x00"), `"/wA="`},
		{"no HTML escapes, U+2028 raw", "<a href=\"x\">&\u2028é</a>", "\"<a href=\\\"x\\\">&\u2028é</a>\""},
		{"escapes", "\x00\x1f\b\f\n\r\t\\\x7f", `"\u0000\u001f\b\f\n\r\t\\` + "\x7f\""},
		{"not UTF-8", "a\xffb", "\"a\ufffdb\""},
		{"floats", []float64{0, 1, 1.5, 1e21, 1e-7, 123456789, math.Copysign(0, -1)}, `[0,1,1.5,1e+21,1e-7,123456789,-0]`},
		{"absent and null Opts", opts{}, `{"b":null,"c":null}`},
		{"Opts", opts{vocab.NullOpt[int](), vocab.Some(0), vocab.Some("")}, `{"a":null,"b":0,"c":""}`},
		{"omitted", omits{Y: since{1970}}, `{"ok":0}`},
		{"not omitted", omits{S: "s", L: []int{0}, T: time.Unix(0, 0).UTC(), YP: &since{}, Z: new(int), E: 0, M: map[string]int{"": 0}, L2: []int{}},
			`{"s":"s","l":[0],"t":"1970-01-01T00:00:00Z","y":{"Year":0},"yp":{"Year":0},"z":0,"e":0,"m":{"":0},"l2":[],"ok":0}`},
		{"nil embedded pointer", embeds{}, `{"x":0}`},
		{"embedded pointer", embeds{&Embedded{1}, 2}, `{"deep":1,"x":2}`},
		{"quoted", quoted{1, "a\"b", 1.5, true, new(int)}, `{"n":"1","s":"\"a\\\"b\"","f":"1.5","b":"true","p":"0"}`},
		{"quoted nil", quoted{}, `{"n":"0","s":"\"\"","f":"0","b":"false","p":null}`},
		{"map in order of keys", map[string]int{"b": 2, "a": 1, "": 0, "é": 3}, `{"":0,"a":1,"b":2,"é":3}`},
		{"map with int keys, in order of their texts", map[int]string{10: "x", 9: "y", -1: "z"}, `{"-1":"z","10":"x","9":"y"}`},
		{"map with keys that have a text", map[netip.Addr]bool{netip.MustParseAddr("::1"): true}, `{"::1":true}`},
		{"pointer receiver, by value", []louder{{"hey"}}, `[{"loud":"hey"}]`},
		{"pointer receiver, in an interface", any([]any{loud, &loud}), `[{"loud":"hey"},{"loud":"hey"}]`},
		{"raw JSON, compacted", map[string]json.RawMessage{"r": json.RawMessage(" [1 , \"a b\"] "), "n": nil}, `{"n":null,"r":[1,"a b"]}`},
		{"interfaces", []any{nil, "s", 1, int8(2), 1.5, true, []string{"x"}, map[string]any{"b": 1, "a": nil}, (*int)(nil), nested{}, json.Number("1.50"), []any(nil), map[string]any(nil)},
			`[null,"s",1,2,1.5,true,["x"],{"a":null,"b":1},null,{"s":[],"m":{},"p":null,"b":""},1.50,[],{}]`},
		{"interface with methods", []error{nil}, `[null]`},
		{"duration", time.Minute, `"PT1M"`},
		{"array", [2]uint8{1, 2}, `[1,2]`},
		{"recursive", node{Next: &node{Items: []node{{}, {Map: map[int]node{1: {}}}}}}, `{"next":{"items":[{},{"map":{"1":{}}}]}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := encode(t, tt.value)
			if err != nil || got != tt.want {
				t.Errorf("Append(%+v) = %s, %v; want %s", tt.value, got, err, tt.want)
			}
		})
	}
}

func encode(t testing.TB, v any) (string, error) {
	t.Helper()
	c := newTestCompiler(Options{})
	typ, err := c.types.ReadType(reflect.TypeOf(v))
	if err != nil {
		t.Fatal(err)
	}
	e, err := c.Encoder(typ)
	if err != nil {
		t.Fatal(err)
	}
	p := reflect.New(typ.Go)
	p.Elem().Set(reflect.ValueOf(v))
	out, err := e.Append([]byte("before "), p.UnsafePointer())
	if !bytes.HasPrefix(out, []byte("before ")) || err != nil && len(out) != len("before ") {
		t.Errorf("Append(before, …) = %q, %v", out, err)
	}
	return strings.TrimPrefix(string(out), "before "), err
}

func TestEncodeErrors(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	cycle := &node{}
	cycle.Next = cycle
	list := []any{nil}
	list[0] = list
	table := map[string]any{}
	table["self"] = table
	for _, tt := range []struct {
		name  string
		value any
		want  string
	}{
		{"NaN in a list", node{Items: []node{{}, {Price: &nan}}}, "encode jsonplan.node: items[1].price: NaN has no JSON form"},
		{"at the root", math.Inf(1), "encode float64: +Inf has no JSON form"},
		{"in a map", node{Map: map[int]node{7: {Any: []any{nan}}}}, "encode jsonplan.node: map.7.any[0]: NaN has no JSON form"},
		{"own MarshalJSON", node{Loud: &louder{}}, "encode jsonplan.node: loud: MarshalJSON of jsonplan.louder: has nothing to say"},
		{"own MarshalJSON, broken", node{Loud: &louder{"broken"}}, "loud: the JSON that jsonplan.louder writes: unexpected end of JSON input"},
		{"own MarshalJSON, not UTF-8", node{Loud: &louder{"latin"}}, "loud: the JSON that jsonplan.louder writes: is not valid UTF-8"},
		{"a type that cannot travel", node{Any: make(chan int)}, "any: chan int cannot travel"},
		{"a cycle of pointers", *cycle, "nested deeper than 10000 levels, or contains itself"},
		{"a list in itself", list, "nested deeper than 10000 levels, or contains itself"},
		{"a map in itself", table, "nested deeper than 10000 levels, or contains itself"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := encode(t, tt.value)
			if err == nil || !strings.Contains(err.Error(), tt.want) || len(err.Error()) > 500 {
				t.Errorf("Append = %.80s, %.500v; want %s", got, err, tt.want)
			}
		})
	}
}

func TestEncodeErrorUnwraps(t *testing.T) {
	t.Parallel()
	c := newTestCompiler(Options{})
	_, err := c.appendAny(nil, []any{&failing{}}, 0)
	if !errors.Is(err, errFailing) {
		t.Errorf("the error %v does not wrap the one of MarshalJSON", err)
	}
}

var errFailing = errors.New("failing")

type failing struct{}

func (failing) MarshalJSON() ([]byte, error) { return nil, errFailing }

func TestEncodeAllocatesNothing(t *testing.T) {
	skipIfInstrumented(t)
	v := newOrder()
	p := plans[order](t, Options{})
	buf := make([]byte, 0, 64<<10)
	if n := testing.AllocsPerRun(20, func() {
		if _, err := p.enc.Append(buf, unsafe.Pointer(&v)); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("Append of plain structs allocates %v times", n)
	}
}

// TestEncodeInterfacesAtTheSameTime compiles plans on demand from many goroutines.
func TestEncodeInterfacesAtTheSameTime(t *testing.T) {
	t.Parallel()
	p := plans[[]any](t, Options{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			got, err := p.encode([]any{item{}, &node{Items: []node{{}}}, small{}, map[int]*item{1: nil}})
			if err != nil || !strings.HasSuffix(got, `{"1":null}]`) {
				t.Errorf("Append = %s, %v", got, err)
			}
		})
	}
	all.Wait()
}
