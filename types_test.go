package signet_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// exchange is where a value travels: parameters, a body and an answer.
type exchange[T any] struct {
	Value T `json:"value"`
}

// echoApp answers with what it reads: from the query on GET /, from the body on
// POST /.
func echoApp[T any](t *testing.T, opts ...signet.Option) *signet.App {
	t.Helper()
	app, book := newApp(opts...)
	app.Handle(func(_ context.Context, in struct {
		Value T `query:"value"`
	}) (exchange[T], error) {
		return exchange[T]{in.Value}, nil
	}, app.GET("/"))
	app.Handle(func(_ context.Context, in struct {
		Body exchange[T] `body:""`
	}) (exchange[T], error) {
		return in.Body, nil
	}, app.POST("/"))
	valid(t, app)
	t.Cleanup(func() { book.quiet(t) })
	return app
}

// money is a decimal type as libraries have them.
type money struct{ rat big.Rat }

func (m *money) UnmarshalText(text []byte) error {
	if _, ok := m.rat.SetString(string(text)); !ok {
		return errors.New("no decimal")
	}
	return nil
}

func (m money) MarshalText() ([]byte, error) { return []byte(m.rat.FloatString(2)), nil }

// TestWideValues reads values from a query and from JSON and writes them.
func TestWideValues(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("1234567890", 20)
	tests := []struct {
		name        string
		app         *signet.App
		query, body string // one of them
		want        string // the value, or the type of the mistake
	}{
		{"big.Int", echoApp[big.Int](t), long, "", long},
		{"big.Int in JSON", echoApp[*big.Int](t), "", "-" + long, "-" + long},
		{"big.Int in a string", echoApp[big.Int](t), "", `"` + long + `"`, long},
		{"big.Int with an exponent", echoApp[big.Int](t), "", "12e3", "12000"},
		{"big.Int as people write it", echoApp[big.Int](t), "%2B1_000.0", "", "1000"},
		{"big.Int with two signs", echoApp[big.Int](t), "%2B-1", "", "int_parsing"},
		{"big.Int with a fraction", echoApp[big.Int](t), "", "1.5", "int_from_float"},
		{"big.Int of a huge exponent", echoApp[big.Int](t), "", "1e999999999", "int_parsing_size"},
		{"big.Int with too many digits", echoApp[big.Int](t), strings.Repeat("9", 5000), "", "int_parsing_size"},
		{"big.Int from a bool", echoApp[big.Int](t), "", "true", "1"},
		{"big.Int from an array", echoApp[big.Int](t), "", "[]", "int_type"},
		{"big.Float", echoApp[big.Float](t), "0." + long, "", "0." + strings.TrimRight(long, "0")},
		{"big.Float of a huge exponent", echoApp[big.Float](t), "", "1e999999999", "float_parsing"},
		{"big.Float that is none", echoApp[big.Float](t), "inf", "", "float_parsing"},
		{"big.Rat", echoApp[big.Rat](t), "", "0.1", "0.1"},
		{"big.Rat as a ratio", echoApp[big.Rat](t), "1/3", "", `"1/3"`},
		{"big.Rat by zero", echoApp[big.Rat](t), "1/0", "", "decimal_parsing"},
		{"json.Number", echoApp[json.Number](t), long, "", long},
		{"json.Number in JSON", echoApp[json.Number](t), "", long + "e5", long + "e5"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := do(t, tt.app, "GET", "/?value="+tt.query, "")
			place := "query.value"
			if tt.body != "" {
				got, place = do(t, tt.app, "POST", "/", `{"value":`+tt.body+`}`), "body.value"
			}
			if strings.Contains(tt.want, "_") {
				got.wantMistakes(t, tt.want+" "+place)
				return
			}
			got.want(t, 200, `{"value":`+tt.want+`}`)
		})
	}
}

// formed has fields whose tags say how they travel.
type formed struct {
	Price  money       `json:"price" format:"decimal" minimum:"0.1" validate:"lt=1e30"`
	Prices []money     `json:"prices,omitempty" format:"decimal" validate:"dive,gt=0"`
	Total  *big.Int    `json:"total,omitempty" multipleOf:"5" validate:"omitnil,gte=10"`
	At     time.Time   `json:"at,omitzero" timeFormat:"02.01.2006 15:04"`
	Unix   time.Time   `json:"unix,omitzero" timeFormat:"unix"`
	Milli  *time.Time  `json:"milli,omitempty" timeFormat:"unixMilli"`
	Days   []time.Time `json:"days,omitempty" timeFormat:"2006-01-02"`
	Plain  time.Time   `json:"plain,omitzero"`
}

func TestFormed(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func(_ context.Context, in struct {
		Price money       `query:"price" format:"decimal"`
		At    time.Time   `query:"at" timeFormat:"02.01.2006 15:04"`
		Days  []time.Time `query:"days" timeFormat:"2006-01-02"`
	}) (formed, error) {
		return formed{Price: in.Price, At: in.At, Days: in.Days}, nil
	}, app.GET("/"))
	app.Handle(func(_ context.Context, in struct {
		Body formed `body:""`
	}) (formed, error) {
		return in.Body, nil
	}, app.POST("/"))
	valid(t, app)
	tests := []struct{ name, body, want string }{
		{"decimal as a number", `{"price":12.50}`, `{"price":"12.50"}`},
		{"decimal as a string", `{"price":" 12.5 "}`, `{"price":"12.50"}`},
		{"decimals in a list", `{"price":1,"prices":[1,"2.5"]}`, `{"price":"1.00","prices":["1.00","2.50"]}`},
		{"no decimal", `{"price":"NaN"}`, `decimal_parsing body.price`},
		{"decimal of a huge exponent", `{"price":1e999999999}`, `decimal_parsing body.price`},
		{"decimal as a bool", `{"price":true}`, `decimal_type body.price`},
		{"decimal too small", `{"price":0.09}`, `greater_than_equal body.price`},
		{"decimal too large", `{"price":1e30}`, `less_than body.price`},
		{"one of the decimals", `{"price":1,"prices":[1,0]}`, `greater_than body.prices.1`},
		{"whole number", `{"price":1,"total":15}`, `{"price":"1.00","total":15}`},
		{"whole number too small", `{"price":1,"total":5}`, `greater_than_equal body.total`},
		{"whole number of another kind", `{"price":1,"total":12}`, `multiple_of body.total`},
		{"layout", `{"price":1,"at":"21.11.2026 14:30"}`, `{"price":"1.00","at":"21.11.2026 14:30"}`},
		{"another layout", `{"price":1,"at":"2026-11-21T14:30:00Z"}`, `datetime_parsing body.at`},
		{"number for a layout", `{"price":1,"at":5}`, `datetime_type body.at`},
		{"unix", `{"price":1,"unix":1795271400,"milli":1795271400123}`, `{"price":"1.00","unix":1795271400,"milli":1795271400123}`},
		{"unix in a string", `{"price":1,"unix":"-5"}`, `{"price":"1.00","unix":-5}`},
		{"unix with a fraction", `{"price":1,"unix":1.5}`, `datetime_parsing body.unix`},
		{"unix too far", `{"price":1,"unix":99999999999999}`, `datetime_parsing body.unix`},
		{"days", `{"price":1,"days":["2026-11-21"],"plain":"2026-11-21T00:00:00Z"}`, `{"price":"1.00","days":["2026-11-21"],"plain":"2026-11-21T00:00:00Z"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := do(t, app, "POST", "/", tt.body)
			if strings.Contains(tt.want, " body.") {
				got.wantMistakes(t, tt.want)
				return
			}
			got.want(t, 200, tt.want)
		})
	}
	do(t, app, "GET", "/?price=1.5&at=21.11.2026+14:30&days=2026-11-21&days=2026-11-22", "").
		want(t, 200, `{"price":"1.50","at":"21.11.2026 14:30","days":["2026-11-21","2026-11-22"]}`)
	do(t, app, "GET", "/?price=x&at=1&days=2026-11-21&days=1", "").
		wantMistakes(t, "decimal_parsing query.price", "datetime_parsing query.at", "datetime_parsing query.days.1")
}

// TestSets reads maps to nothing from arrays and repeated parameters.
func TestSets(t *testing.T) {
	t.Parallel()
	words := echoApp[map[string]struct{}](t)
	numbers := echoApp[map[int]struct{}](t)
	do(t, words, "POST", "/", `{"value":["b","a","b"]}`).want(t, 200, `{"value":["a","b"]}`)
	do(t, words, "POST", "/", `{"value":[]}`).want(t, 200, `{"value":[]}`)
	do(t, words, "POST", "/", `{"value":{"a":{}}}`).wantMistakes(t, "set_type body.value")
	do(t, words, "POST", "/", `{"value":["a",5,{}]}`).wantMistakes(t, "string_type body.value.1", "string_type body.value.2")
	do(t, words, "POST", "/", `{}`).wantMistakes(t, "missing body.value")
	do(t, words, "GET", "/?value=b&value=a&value=b", "").want(t, 200, `{"value":["a","b"]}`)
	do(t, words, "GET", "/", "").want(t, 200, `{"value":[]}`)
	do(t, numbers, "POST", "/", `{"value":[10,"9",10.0]}`).want(t, 200, `{"value":[9,10]}`)
	do(t, numbers, "GET", "/?value=10&value=x&value=9", "").wantMistakes(t, "int_parsing query.value.1")
}

// TestSetConstraints holds limits of a set and of its items.
func TestSetConstraints(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	type tags struct {
		Tags map[string]struct{} `json:"tags" maxItems:"2" validate:"dive,min=2"`
	}
	app.Handle(func(_ context.Context, in struct {
		Tags map[string]struct{} `query:"tags" maxItems:"2" validate:"dive,min=2"`
	}) error {
		return nil
	}, app.GET("/"))
	app.Handle(func(_ context.Context, in struct {
		Body tags `body:""`
	}) error {
		return nil
	}, app.POST("/"))
	valid(t, app)
	do(t, app, "GET", "/?tags=aa&tags=bb&tags=aa", "").wantStatus(t, 204)
	do(t, app, "GET", "/?tags=aa&tags=bb&tags=cc", "").wantMistakes(t, "too_long query.tags")
	do(t, app, "GET", "/?tags=aa&tags=b", "").wantMistakes(t, "string_too_short query.tags.1")
	do(t, app, "POST", "/", `{"tags":["aa","b"]}`).wantMistakes(t, "string_too_short body.tags.1")
	do(t, app, "POST", "/", `{"tags":["aa","bb","cc"]}`).wantStatus(t, 422, `"ctx":{"actual_length":3,"field_type":"Set","max_length":2}`)
}

// login has secrets in every place.
type login struct {
	Name     string                            `json:"name"`
	Password signet.Secret[string]             `json:"password" minLength:"8"`
	PIN      *signet.Secret[int]               `json:"pin,omitempty" minimum:"1000"`
	Spare    []signet.Secret[string]           `json:"spare,omitempty"`
	More     signet.Opt[signet.Secret[string]] `json:"more,omitzero"`
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.FastAPICompat())
	app.Handle(func(_ context.Context, in struct {
		Body login `body:""`
	}) (login, error) {
		if got := in.Body.Password.Reveal(); got != "open sesame" {
			return in.Body, fmt.Errorf("Reveal() = %q; want open sesame", got)
		}
		return in.Body, nil
	}, app.POST("/"))
	app.Handle(func(_ context.Context, in struct {
		Key signet.Secret[string] `query:"key" pattern:"^k"`
		PIN []signet.Secret[int]  `query:"pin"`
	}) (string, error) {
		return fmt.Sprint(in, in.Key.Reveal()), nil
	}, app.GET("/"))
	valid(t, app)
	do(t, app, "POST", "/", `{"name":"ada","password":"open sesame","pin":1234,"spare":["s3cret"],"more":"m0re"}`).
		want(t, 200, `{"name":"ada","password":"**********","pin":"**********","spare":["**********"],"more":"**********"}`)
	for _, body := range []string{
		`{"name":"ada","password":"s3cret"}`,
		`{"name":"ada","password":["s3cret"]}`,
		`{"name":"ada","password":"open sesame","pin":"s3cret"}`,
		`{"name":"ada","password":"open sesame","spare":["a",{"x":"s3cret"}]}`,
		`{"name":"ada","password":"open sesame","spare":"s3cret"}`,
		`{"name":"ada","password":"open sesame","more":["s3cret"]}`,
		`{"password":"s3cret and open"}`,
		`["s3cret"]`,
	} {
		got := do(t, app, "POST", "/", body)
		got.wantStatus(t, 422)
		if strings.Contains(got.body, "s3cret") {
			t.Errorf("%s = %s; want no secret in it", got.call, got.body)
		}
	}
	for _, header := range []string{"Content-Type: text/plain", "Content-Type: "} {
		if got := do(t, app, "POST", "/", `{"password":"s3cret"}`, header); got.status != 422 || strings.Contains(got.body, "s3cret") {
			t.Errorf("%s with %q = %d %s; want 422 without the secret", got.call, header, got.status, got.body)
		}
	}
	do(t, app, "GET", "/?key=key&pin=5", "").want(t, 200, `"{********** [**********]}key"`)
	do(t, app, "GET", "/?key=s3cret&pin=s3cret", "").wantMistakes(t, "string_pattern_mismatch query.key", "int_parsing query.pin.0")
	if got := do(t, app, "GET", "/?key=s3cret&pin=s3cret", ""); strings.Contains(got.body, "s3cret") {
		t.Errorf("%s = %s; want no secret in it", got.call, got.body)
	}
}

// A default is written by the developer, and may be a secret all the same.
func TestSecretDefault(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	type keys struct {
		Key  signet.Secret[string]   `json:"key" default:"s3cret" example:"k-1"`
		List []signet.Secret[string] `json:"list" default:"[\"s3cret\"]"`
		Word string                  `json:"word" default:"s3cret" format:"password"`
		Open string                  `json:"open" default:"shown"`
	}
	app.Handle(func(in struct {
		Body keys `body:""`
	}) string {
		return in.Body.Key.Reveal() + in.Body.List[0].Reveal() + in.Body.Word
	}, app.POST("/"))
	do(t, app, "POST", "/", `{}`).want(t, 200, `"s3crets3crets3cret"`)
	if doc := do(t, app, "GET", "/openapi.json", "").body; strings.Contains(doc, "s3cret") || !strings.Contains(doc, `"default":"shown"`) || !strings.Contains(doc, "k-1") {
		t.Errorf("the document is %s; want no default of a secret in it", doc)
	}
}

// TestTypeDocument compares what the document says of types with the wire.
func TestTypeDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	type all struct {
		formed
		login
		Set  map[string]struct{} `json:"set" maxItems:"3"`
		Real big.Float           `json:"real"`
		Rat  big.Rat             `json:"rat"`
		Mail []string            `json:"mail" format:"email"`
		Zero time.Time           `json:"zero" timeFormat:"unix" default:"0"`
	}
	app.Handle(in[struct {
		Body all `body:""`
	}], app.POST("/"))
	app.Handle(returns[login], app.GET("/"))
	schemas := schemasOf(t, app)
	for _, want := range []string{
		`"price":{"exclusiveMaximum":1e+30,"format":"decimal","minimum":0.1,"type":["number","string"]}`,
		`"prices":{"items":{"exclusiveMinimum":0,"format":"decimal","type":["number","string"]},"type":"array"}`,
		`"total":{"anyOf":[{"minimum":10,"multipleOf":5,"type":"integer"},{"type":"null"}]}`,
		`"at":{"examples":["21.11.2026 14:30"],"type":"string"}`,
		`"unix":{"description":"Seconds since 1970-01-01T00:00:00Z.","examples":[1795271400],"type":"integer"}`,
		`"days":{"items":{"format":"date","type":"string"},"type":"array"}`,
		`"plain":{"format":"date-time","type":"string"}`,
		`"password":{"format":"password","minLength":8,"type":"string","writeOnly":true}`,
		`"pin":{"anyOf":[{"format":"password","minimum":1000,"type":"integer","writeOnly":true},{"type":"null"}]}`,
		`"spare":{"items":{"format":"password","type":"string","writeOnly":true},"type":"array"}`,
		`"set":{"items":{"type":"string"},"maxItems":3,"type":"array","uniqueItems":true}`,
		`"real":{"type":"number"}`,
		`"rat":{"type":["number","string"]}`,
		`"mail":{"items":{"format":"email","type":"string"},"type":"array"}`,
		`"zero":{"default":0,"description":`,
	} {
		if !strings.Contains(schemas["all"], want) {
			t.Errorf("the schema is %s; want it to hold %s", schemas["all"], want)
		}
	}
	if want := `"pin":{"anyOf":[{"format":"password","type":"string","writeOnly":true},{"type":"null"}]}`; !strings.Contains(schemas["login"], want) {
		t.Errorf("the answer's schema is %s; want it to hold %s", schemas["login"], want)
	}
}

// TestStyles reads lists that stand in one text.
func TestStyles(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func(_ context.Context, in struct {
		IDs   []int               `path:"ids" style:"csv"`
		CSV   []string            `query:"csv" style:"csv" validate:"dive,min=2"`
		Pipes [2]int              `query:"pipes" style:"pipes" default:"[1,2]"`
		Space map[string]struct{} `query:"space" style:"spaces"`
		Head  []string            `header:"X-Tags" style:"csv"`
		Cook  []int               `cookie:"c" style:"csv"`
	}) any {
		return []any{in.IDs, in.CSV, in.Pipes, in.Space, in.Head, in.Cook}
	}, app.GET("/{ids}"))
	valid(t, app)
	do(t, app, "GET", "/3,4?csv=aa,bb%2Ccc&csv=dd&pipes=5%7C6&space=b%20a+b", "", "X-Tags: x, y", "Cookie: c=7,8").
		want(t, 200, `[[3,4],["aa","bb","cc","dd"],[5,6],["a","b"],["x","y"],[7,8]]`)
	do(t, app, "GET", "/3?csv=", "").want(t, 200, `[[3],[],[1,2],[],[],[]]`)
	do(t, app, "GET", "/3,x?csv=aa,b&pipes=1|x", "", "Cookie: c=7,y").
		wantMistakes(t, "int_parsing path.ids.1", "string_too_short query.csv.1", "int_parsing query.pipes.1", "int_parsing cookie.c.1")
	text := do(t, app, "GET", "/openapi.json", "").body
	for _, want := range []string{
		`"minLength":2,"type":"string"},"type":"array"},"style":"form","explode":false}`,
		`"minItems":2,"type":"array"},"style":"pipeDelimited","explode":false}`,
		`"uniqueItems":true},"style":"spaceDelimited","explode":false}`,
		`"type":"array"},"style":"form","explode":false}],"responses"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the document is %s; want it to hold %s", text, want)
		}
	}
}

// TestStrictParameters refuses names that nothing reads, where a struct asks
// for it; what another struct or a credential reads is known.
func TestStrictParameters(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	page := func(struct {
		Skip int               `query:"skip" default:"0"`
		More map[string]string `query:"more"`
	}) error {
		return nil
	}
	app.Handle(func(struct {
		_     struct{}                  `strict:"query,header,cookie"`
		Limit int                       `query:"limit,max" default:"5" description:"How many."`
		Token string                    `header:"X-Token" default:""`
		Theme string                    `cookie:"theme" default:""`
		Key   signet.Opt[signet.APIKey] `query:"key"`
	}) error {
		return nil
	}, app.GET("/"), signet.Depends(page))
	app.Handle(func(struct {
		_ struct{} `strict:"query"`
		A string   `path:"a"`
	}) error {
		return nil
	}, app.GET("/{a}"))
	valid(t, app)
	do(t, app, "GET", "/?limit=1&skip=2&key=k&more[a]=1", "", "x-token: a", "User-Agent: b", "Sec-Fetch-Mode: c", "Cookie: theme=d").wantStatus(t, 204)
	do(t, app, "GET", "/?tool=1&limit=x&tool=2&max=3", "", "X-Tool: a", "Cookie: tool=b").
		wantMistakes(t, "int_parsing query.limit", "extra_forbidden query.tool", "extra_forbidden header.x-tool", "extra_forbidden cookie.tool")
	do(t, app, "GET", "/b?tool=1", "").want(t, 422, `{"detail":[{"type":"extra_forbidden","loc":["query","tool"],"msg":"is not known here","input":"1"}]}`)
	do(t, app, "GET", "/openapi.json", "").wantStatus(t, 200, "\"description\":\"How many.\\n\\nMay be sent as `max` too.\"")
}
