package jsonplan

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/vocab"
)

type defaults struct {
	Int     int               `json:"int" default:"5"`
	Text    string            `json:"text" default:"x, y"`
	On      bool              `json:"on" default:"true"`
	Pointer *int              `json:"pointer" default:"6"`
	List    []string          `json:"list" default:"[\"a\"]"`
	Map     map[string]int    `json:"map" default:"{\"k\":1}"`
	Wait    time.Duration     `json:"wait" default:"PT5S"`
	Any     any               `json:"any" default:"[1]"`
	Struct  defaultsInside    `json:"struct" default:"{}"`
	Maybe   *defaultsInside   `json:"maybe"`
	Items   []defaultsInside  `json:"items,omitempty"`
	Opt     vocab.Opt[string] `json:"opt"`
	*Embedded
}

type defaultsInside struct {
	A int  `json:"a" default:"1"`
	B *int `json:"b"`
}

// Embedded is embedded by a pointer.
type Embedded struct {
	Deep int `json:"deep" default:"8"`
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	p := plans[defaults](t, Options{})
	got, errs := p.decode(`{"items":[{},{"a":2}]}`)
	if errs != nil {
		t.Fatal(mistakes(errs))
	}
	six := 6
	want := defaults{
		Int: 5, Text: "x, y", On: true, Pointer: &six, List: []string{"a"}, Map: map[string]int{"k": 1}, Wait: 5 * time.Second, Any: []any{1.0},
		Struct: defaultsInside{A: 1}, Items: []defaultsInside{{A: 1}, {A: 2}}, Embedded: &Embedded{8},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Decode =\n%+v; want\n%+v", got, want)
	}
	got.List[0], got.Map["k"], *got.Pointer = "changed", 9, 9
	if again, _ := p.decode(`{"items":[{},{"a":2}]}`); !reflect.DeepEqual(again, want) {
		t.Errorf("a value shares its defaults with the one before: %+v", again)
	}
}

func TestDefaultsYieldToWhatIsSent(t *testing.T) {
	t.Parallel()
	p := plans[defaults](t, Options{})
	got, errs := p.decode(`{"int":0,"text":"","on":false,"pointer":null,"list":[],"map":{},"wait":"PT0S","any":null,"struct":{"a":0},"maybe":{},"deep":0}`)
	if errs != nil {
		t.Fatal(mistakes(errs))
	}
	want := defaults{List: []string{}, Map: map[string]int{}, Maybe: &defaultsInside{A: 1}, Embedded: &Embedded{}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Decode =\n%+v; want\n%+v", got, want)
	}
}

func TestDefaultOfField(t *testing.T) {
	t.Parallel()
	c := newTestCompiler(Options{})
	typ, err := c.types.ReadType(reflect.TypeFor[defaults]())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"int": "5", "text": `"x, y"`, "pointer": "6", "list": `["a"]`, "map": `{"k":1}`, "struct": `{"a":1,"b":null}`, "any": "[1]"} {
		f := typ.Object.Field(name)
		fill, err := c.Default(f)
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.New(f.Type.Go)
		fill(v.UnsafePointer())
		if got := asJSON(v.Interface()); got != want {
			t.Errorf("Default(%s) fills %s; want %s", name, got, want)
		}
	}
}

func TestDefaultErrors(t *testing.T) {
	t.Parallel()
	type wrong struct {
		Number  int               `json:"a" default:"five"`
		List    []int             `json:"b" default:"1,2"`
		Items   []int             `json:"c" default:"[1,\"x\"]"`
		Opt     vocab.Opt[int]    `json:"d" default:"1"`
		Limit   int               `json:"e" default:"500" validate:"lte=100"`
		Pointer *int              `json:"f" default:"500" validate:"lte=100"`
		Struct  struct{ X int }   `json:"g" default:"{}"`
		Map     map[string]string `json:"h" default:"{\"a\":1}"`
	}
	c := newTestCompiler(Options{})
	typ, err := c.types.ReadType(reflect.TypeFor[wrong]())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"a": `default "five": must be`, "b": `default "1,2": `, "c": `[1]: must be`, "d": "an Opt has none", "e": `default "500": `, "f": `default "500": `, "g": "X: is required", "h": "a: must be a string",
	} {
		if _, err := c.Default(typ.Object.Field(name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Default(%s) = %v; want %s", name, err, want)
		}
	}
}
