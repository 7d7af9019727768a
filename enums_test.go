package signet_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// shade lists its values as what they are.
type shade string

func (shade) Enum() []shade { return []shade{"dark", "pale"} }

// grade lists them through a pointer, and prints as something else.
type grade int8

func (*grade) Enum() []grade   { return []grade{1, 2} }
func (g grade) String() string { return fmt.Sprintf("grade %d", int(g)) }

// tide lists the values of its kind.
type tide string

func (tide) Enum() []string { return []string{"low", "high"} }

// rank is a number that travels as text.
type rank int

var ranks = []string{"private", "major"}

func (rank) Enum() []rank                   { return []rank{0, 1} }
func (r rank) MarshalText() ([]byte, error) { return []byte(ranks[r]), nil }
func (r *rank) UnmarshalText(text []byte) error {
	for i, name := range append(ranks, "general") {
		if name == string(text) {
			*r = rank(i)
			return nil
		}
	}
	return errors.New("no rank")
}

// planet has nothing but a text form.
type planet struct{ name string }

func (planet) Enum() []planet                     { return []planet{{"mars"}, {"venus"}} }
func (p planet) MarshalText() ([]byte, error)     { return []byte(p.name), nil }
func (p *planet) UnmarshalText(text []byte) error { p.name = string(text); return nil }

// coin reads and writes its own JSON.
type coin string

func (coin) Enum() []coin                   { return []coin{"HEADS", "TAILS"} }
func (c coin) MarshalJSON() ([]byte, error) { return json.Marshal(strings.ToLower(string(c))) }
func (c *coin) UnmarshalJSON(b []byte) error {
	*c = coin(bytes.ToUpper(bytes.Trim(b, `"`)))
	return nil
}

// season lists its values as jsonschema-go documents it.
type season string

func (season) Enum() []any { return []any{"summer", season("winter")} }

// message has a method that generators write, which lists nothing.
type message string

func (m message) Enum() *message { return &m }

func TestEnums(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		app         *signet.App
		query, body string // one of them
		want        string // the value, or the mistake
	}{
		{"text in the query", echoApp[shade](t), "value=pale", "", `"pale"`},
		{"text that is none, in the query", echoApp[shade](t), "value=blue", "", "enum query.value"},
		{"text in JSON", echoApp[shade](t), "", `"dark"`, `"dark"`},
		{"text that is none, in JSON", echoApp[shade](t), "", `"blue"`, "enum body.value"},
		{"another type, in JSON", echoApp[shade](t), "", `5`, "enum body.value"},
		{"null", echoApp[shade](t), "", `null`, "enum body.value"},
		{"another type behind an Opt", echoApp[signet.Opt[shade]](t), "", `[]`, "enum body.value"},
		{"another type in a list", echoApp[[]*shade](t), "", `["dark",{}]`, "enum body.value.1"},
		{"another type as the value of a map", echoApp[map[string]shade](t), "", `{"a":1}`, "enum body.value.a"},
		{"no list", echoApp[[]shade](t), "", `"dark"`, "list_type body.value"},
		{"text that is no number, in the query", echoApp[grade](t), "value=x", "", "enum query.value"},
		{"text that is no number, in a list of the query", echoApp[[]grade](t), "value=1&value=x", "", "enum query.value.1"},
		{"text that is no number, in a set of the query", echoApp[map[grade]struct{}](t), "value=1&value=x", "", "enum query.value.1"},
		{"behind an Opt", echoApp[signet.Opt[shade]](t), "", `"blue"`, "enum body.value"},
		{"in a list of pointers", echoApp[[]*shade](t), "", `["dark","blue"]`, "enum body.value.1"},
		{"in a set", echoApp[map[shade]struct{}](t), "value=dark&value=blue", "", "enum query.value.1"},
		{"key in JSON", echoApp[map[shade]int](t), "", `{"dark":1}`, `{"dark":1}`},
		{"key that is none, in JSON", echoApp[map[shade]int](t), "", `{"blue":1}`, "enum body.value.blue.[key]"},
		{"key that is none, in the query", echoApp[map[shade]int](t), "value[blue]=1", "", "enum query.value.blue.[key]"},
		{"value of a map", echoApp[map[string]shade](t), "", `{"a":"blue"}`, "enum body.value.a"},
		{"number through a pointer", echoApp[grade](t), "value=2", "", "2"},
		{"number that is none", echoApp[grade](t), "", "3", "enum body.value"},
		{"number as a key", echoApp[map[grade]int](t), "", `{"3":0}`, "enum body.value.3.[key]"},
		{"values of the kind", echoApp[tide](t), "value=mid", "", "enum query.value"},
		{"number that travels as text", echoApp[rank](t), "value=major", "", `"major"`},
		{"number that travels as text and is none", echoApp[rank](t), "", `"general"`, "enum body.value"},
		{"text form", echoApp[planet](t), "value=mars", "", `"mars"`},
		{"text form that is none", echoApp[planet](t), "", `"pluto"`, "enum body.value"},
		{"text form as a key", echoApp[map[planet]int](t), "", `{"pluto":1}`, "enum body.value.pluto.[key]"},
		{"any values", echoApp[season](t), "value=fall", "", "enum query.value"},
		{"any values of the type", echoApp[season](t), "value=winter", "", `"winter"`},
		{"another method called Enum", echoApp[message](t), "value=anything", "", `"anything"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := do(t, tt.app, "GET", "/?"+tt.query, "")
			if tt.body != "" {
				got = do(t, tt.app, "POST", "/", `{"value":`+tt.body+`}`)
			}
			if strings.HasPrefix(tt.want, "enum ") || strings.HasPrefix(tt.want, "list_type ") {
				got.wantMistakes(t, tt.want)
				return
			}
			got.want(t, 200, `{"value":`+tt.want+`}`)
		})
	}
}

// TestEnumOfOwnJSON: a type that reads its own JSON is checked by its Go value.
func TestEnumOfOwnJSON(t *testing.T) {
	t.Parallel()
	type toss struct {
		Coin coin `json:"coin"`
	}
	app, _ := newApp()
	app.Handle(func(in struct {
		Toss toss `body:""`
	}) toss {
		return in.Toss
	}, app.POST("/"))
	do(t, app, "POST", "/", `{"coin":"tails"}`).want(t, 200, `{"coin":"tails"}`)
	do(t, app, "POST", "/", `{"coin":"edge"}`).wantStatus(t, 422, `must be 'heads' or 'tails'`)
}

// TestEnumDocument: the values are a component, as they stand in JSON.
func TestEnumDocument(t *testing.T) {
	t.Parallel()
	type all struct {
		Shade  shade            `json:"shade"`
		Grade  grade            `json:"grade" default:"2"`
		Rank   *rank            `json:"rank"`
		Planet planet           `json:"planet"`
		Coin   coin             `json:"coin"`
		Shades map[shade]int    `json:"shades"`
		Ranks  map[rank]int     `json:"ranks"`
		Grades map[grade]string `json:"grades"`
	}
	app, _ := newApp()
	app.Handle(func(in struct {
		Shade shade `query:"shade"`
		All   all   `body:""`
	}) all {
		return in.All
	}, app.POST("/"))
	body, _ := documentOf(t, app)
	text := string(body)
	for _, want := range []string{
		`"shade":{"enum":["dark","pale"],"type":"string"}`,
		`"grade":{"enum":[1,2],"format":"int8","type":"integer"}`,
		`"rank":{"enum":["private","major"],"type":"string"}`,
		`"planet":{"enum":["mars","venus"],"type":"string"}`,
		`"coin":{"enum":["heads","tails"]}`,
		`"shades":{"additionalProperties":{"type":"integer"},"propertyNames":{"$ref":"#/components/schemas/shade"},"type":"object"}`,
		`"ranks":{"additionalProperties":{"type":"integer"},"propertyNames":{"$ref":"#/components/schemas/rank"},"type":"object"}`,
		`"grades":{"additionalProperties":{"type":"string"},"propertyNames":{"enum":["1","2"]},"type":"object"}`,
		`"name":"shade","in":"query","required":true,"schema":{"$ref":"#/components/schemas/shade"}`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the document has no %s", want)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
}
