package binding

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

type guard struct {
	Tenant int    `path:"w0"`
	Key    string `header:"X-Key"`
}

type everything struct {
	Size   int    `cookie:"size"`
	Token  int    `header:"X-Token"`
	Limit  int    `query:"limit"`
	Page   int    `query:"page"`
	Tenant int    `path:"w0"`
	Body   thing  `body:""`
	Unread string `query:"unread" default:"x"`
}

// TestOrder holds the order of a report: slot by slot, inside a slot path,
// query, header, cookie in field order, and the body last.
func TestOrder(t *testing.T) {
	t.Parallel()
	first, second := new(guard), new(everything)
	g := mustBuild(t, []string{"w0"}, Config{}, first, second)
	r := httptest.NewRequest("POST", "/?page=p&limit=l", strings.NewReader(`{"name":1,"n":"x"}`))
	r.Header = http.Header{"X-Token": {"t"}, "Cookie": {"size=s"}, "Content-Type": {"application/json"}}
	var bad Invalid
	bases := basesOf(first, second)
	g.plan.BindParams(r, []string{"x"}, bases, &bad)
	if err := g.plan.BindBody(httptest.NewRecorder(), r, bases, &bad, new(Uploads)); err != nil {
		t.Fatal(err)
	}
	bad.Add(0, vocab.FieldError{Type: "added", Loc: []any{"query", "later"}})
	want := strings.Join([]string{
		"[path w0] int_parsing x",
		"[query later] added <nil>",
		"[header x-key] missing <nil>",
		"[path w0] int_parsing x",
		"[query limit] int_parsing l",
		"[query page] int_parsing p",
		"[header x-token] int_parsing <nil>",
		"[cookie size] int_parsing <nil>",
		"[body name] string_type 1",
		"[body n] int_parsing x",
	}, "\n")
	for range 2 { // reading the report twice changes nothing
		if got := texts(bad.Fields()); got != want {
			t.Errorf("mistakes\n%s\nwant\n%s", got, want)
		}
	}
	if !bad.Failed(0) || !bad.Failed(1) || bad.Failed(2) {
		t.Errorf("Failed = %t, %t, %t; want the first two", bad.Failed(0), bad.Failed(1), bad.Failed(2))
	}
	bad.Reset()
	if bad.Len() != 0 || bad.Failed(0) || len(bad.Fields()) != 0 {
		t.Errorf("after Reset: %v", bad.Fields())
	}
}

func TestMaxErrors(t *testing.T) {
	t.Parallel()
	_, errs := bind[search](t, Config{MaxErrors: 3}, get("id=x&id=x&id=x&id=x&id=x"))
	want := "[query q] missing <nil>\n[query id 0] int_parsing x\n[query id 1] int_parsing x"
	if texts(errs) != want {
		t.Errorf("6 mistakes of 3:\n%s\nwant\n%s", texts(errs), want)
	}
	_, errs = bind[search](t, Config{}, get("q=a"+strings.Repeat("&id=x", 500)))
	if len(errs) != 100 {
		t.Errorf("500 mistakes: %d reported; want 100", len(errs))
	}
}

func TestNothingToBind(t *testing.T) {
	t.Parallel()
	g := mustBuild(t, nil, Config{})
	var bad Invalid
	g.plan.BindParams(get("a=%zz;"), nil, nil, &bad)
	if bad.Len() > 0 || g.plan.HasBody() || g.plan.BodySlots() != nil {
		t.Errorf("a plan without slots: %v, body %t; want nothing", bad.Fields(), g.plan.HasBody())
	}
}

func TestEcho(t *testing.T) {
	t.Parallel()
	_, errs := bind[search](t, Config{Echo: true}, get("q=a&pair=1"))
	if len(errs) != 1 || !reflect.DeepEqual(errs[0].Input, []string{"1"}) {
		t.Errorf("?pair=1 with echo: %+v; want the list as input", errs)
	}
}

type constrained struct {
	Name string            `query:"name" default:"abcd" validate:"min=3"`
	Tags []string          `query:"tag" validate:"max=2,dive,min=2"`
	N    vocab.Opt[int]    `query:"n" validate:"gte=10"`
	Key  string            `header:"X-Key" default:"abc" validate:"min=3"`
	Opts map[string]string `query:"o" validate:"dive,min=2"`
	Nums []*int            `query:"l" validate:"max=3,dive,lte=10"`
	Even [3]int            `query:"e" default:"[0,0,0]" validate:"dive,lte=10"`
	Map  map[int]int       `query:"m" validate:"max=2,dive,keys,lt=5,endkeys,gt=0"`
	Deep map[string][]int  `query:"d" validate:"dive,min=2,dive,gt=0"`
}

func TestConstraints(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, query, key, errs string }{
		{"defaults", "", "", ""},
		{"all is well", "name=abc&tag=xx&n=10&o[a]=bb", "xyz", ""},
		{"too short", "name=ab", "", "[query name] string_too_short ab"},
		{"empty is too short", "name=", "", "[query name] string_too_short "},
		{"inside an Opt", "n=9", "", "[query n] greater_than_equal 9"},
		{"too many", "tag=aa&tag=bb&tag=cc", "", "[query tag] too_long <nil>"},
		{"an item", "tag=aa&tag=b", "", "[query tag 1] string_too_short b"},
		{"a value of a map", "o[x]=a", "", "[query o x] string_too_short a"},
		{"items beside one that is no number", "l=1&l=20&l=x&l=4&l=30", "", "[query l 1] less_than_equal 20\n[query l 2] int_parsing x\n[query l 4] less_than_equal 30"},
		{"items behind one that is no number", "l=x&l=20", "", "[query l 0] int_parsing x\n[query l 1] less_than_equal 20"},
		{"items of an array", "e=20&e=x&e=1", "", "[query e 0] less_than_equal 20\n[query e 1] int_parsing x"},
		{"entries beside one that is no number", "m[1]=0&m[2]=x&m[9]=1&m[3]=4", "", "[query m 2] int_parsing x\n[query m 1] greater_than 0\n[query m 9 [key]] less_than 9"},
		{"entries beside a key that is no number", "m[x]=1&m[1]=0", "", "[query m x [key]] int_parsing x\n[query m 1] greater_than 0"},
		{"a short list in a map", "d[b]=1", "", "[query d b] too_short <nil>"},
		{"lists in a map", "d[a]=0&d[a]=x&d[b]=1&d[c]=1&d[c]=0", "", "[query d a 0] greater_than 0\n[query d a 1] int_parsing x\n[query d b] too_short <nil>\n[query d c 1] greater_than 0"},
		{"a header is not echoed", "", "x", "[header x-key] string_too_short <nil>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := get(tt.query)
			if tt.key != "" {
				r.Header.Set("X-Key", tt.key)
			}
			if _, errs := bind[constrained](t, Config{}, r); texts(errs) != tt.errs {
				t.Errorf("?%s: mistakes\n%s\nwant\n%s", tt.query, texts(errs), tt.errs)
			}
		})
	}
}

type interval struct {
	From int    `query:"from" default:"0"`
	To   int    `query:"to" default:"0" validate:"gtefield=From"`
	Mode string `query:"mode" default:""`
}

func (i *interval) Validate() error {
	if i.Mode == "never" {
		return errors.New("never is no mode")
	}
	return nil
}

type account struct {
	Password string `body:"password"`
	Again    string `body:"again" validate:"eqfield=Password" format:"password"`
	Region   string `query:"region" default:"eu"`
}

func (a account) Validate() error {
	if a.Region == "mars" {
		return errors.New("too far")
	}
	return nil
}

func TestStructChecks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, query, places string }{
		{"all is well", "from=1&to=2", ""},
		{"cross-field", "from=3&to=2", "[query to]"},
		{"whole struct", "mode=never", "[query]"},
		{"only if the fields are valid", "from=x&mode=never", "[query from]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, errs := bind[interval](t, Config{}, get(tt.query)); placesText(errs) != tt.places {
				t.Errorf("?%s: %+v; want %s", tt.query, errs, tt.places)
			}
		})
	}
	for _, tt := range []struct{ name, query, body, places string }{
		{"all is well", "", `{"password":"a","again":"a"}`, ""},
		{"cross-field", "", `{"password":"a","again":"b"}`, "[body again]"},
		{"whole struct", "region=mars", `{"password":"a","again":"a"}`, "[body]"},
		{"only if the body is valid", "region=mars", `{"password":"a"}`, "[body again]"},
	} {
		t.Run("body: "+tt.name, func(t *testing.T) {
			r := post("application/json", tt.body)
			r.URL.RawQuery = tt.query
			_, errs := bind[account](t, Config{}, r)
			if placesText(errs) != tt.places {
				t.Errorf("%s: %+v; want %s", tt.body, errs, tt.places)
			}
			for _, e := range errs {
				if e.Input != nil {
					t.Errorf("%s: input %v; want none of a password", tt.body, e.Input)
				}
			}
		})
	}
}

func placesText(errs []vocab.FieldError) string {
	var all []string
	for _, e := range errs {
		all = append(all, strings.SplitAfter(texts([]vocab.FieldError{e}), "]")[0])
	}
	return strings.Join(all, " ")
}

type twoWholes struct {
	A thing `body:"a"`
}

func TestCompileMistakes(t *testing.T) {
	t.Parallel()
	type badHeader struct {
		H string `header:"X Token"`
		C string `cookie:"a=b"`
	}
	type badDefault struct {
		N int `query:"n" default:"ten"`
	}
	type mapOfStructs struct {
		M map[string]thing `query:"m"`
	}
	type bracket struct {
		M map[string]string `query:"m[x]"`
	}
	type nest map[string]nest
	type endless struct {
		M nest `query:"m"`
	}
	type sameProperty struct {
		B thing `body:"a"`
	}
	tests := []struct {
		name    string
		structs []any
		want    string
	}{
		{"names", []any{new(badHeader)}, "field H: header:\"X Token\" is not a name that a header can have\nfield C: cookie:\"a=b\" is not a name that a cookie can have"},
		{"default", []any{new(badDefault)}, "field N: "},
		{"map of structs", []any{new(mapOfStructs)}, "field M: binding.thing has no form as text: use a scalar, or a slice of scalars"},
		{"brackets in a map's name", []any{new(bracket)}, `field M: query "m[x]": the keys of a map follow its name, which has no brackets itself`},
		{"endless map", []any{new(endless)}, "field M: binding.nest: a map in a query is at most 8 levels deep; send it as a body"},
		{"two whole bodies", []any{new(wholeBody), new(optionalBody)}, `field Body: the body is already read as a whole by field Body of binding.wholeBody; give both a name, as in body:"name", or read the whole in one place`},
		{"a property beside the whole", []any{new(twoWholes), new(wholeBody)}, `field A: the body is already read as a whole by field Body of binding.wholeBody; `},
		{"one property twice", []any{new(twoWholes), new(sameProperty)}, `field B: property "a" of the body is already read by field A of binding.twoWholes; read it in one place`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := build(nil, Config{}, tt.structs...)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("Compile = %v\nwant %s", err, tt.want)
			}
		})
	}
}
