package binding

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

func mustURL(query string) *url.URL { return &url.URL{Path: "/", RawQuery: query} }

type search struct {
	Q     string            `query:"q,search"`
	Limit int               `query:"limit" default:"10"`
	Small *int8             `query:"small"`
	Flag  vocab.Opt[string] `query:"flag"`
	On    *bool             `query:"on"`
	Tags  []string          `query:"tag,tags"`
	IDs   []int             `query:"id"`
	Pair  *[2]int           `query:"pair"`
	Ptrs  []*int            `query:"ptr"`
	Pass  *int              `query:"pass" format:"password"`
}

func TestQuery(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, query string
		got         func(*search) any
		want        any
		errs        string
	}{
		{"nothing", "", func(s *search) any { return s.Limit }, 10, "[query q] missing <nil>"},
		{"a value", "q=a", func(s *search) any { return s.Q }, "a", ""},
		{"the empty text is a text", "q=", func(s *search) any { return s.Q }, "", ""},
		{"a bare key is the empty text", "q&limit=3", func(s *search) any { return s.Limit }, 3, ""},
		{"the empty text is no int", "q=a&limit=", nil, nil, "[query limit] int_parsing "},
		{"a bare key is no int", "q=a&limit", nil, nil, "[query limit] int_parsing "},
		{"the last value wins", "q=a&limit=x&limit=7", func(s *search) any { return s.Limit }, 7, ""},
		{"second name", "search=a", func(s *search) any { return s.Q }, "a", ""},
		{"first name wins wherever it stands", "search=b&q=a", func(s *search) any { return s.Q }, "a", ""},
		{"a plus is a space", "q=a+b", func(s *search) any { return s.Q }, "a b", ""},
		{"escaped value", "q=%C3%A9%26", func(s *search) any { return s.Q }, "é&", ""},
		{"escaped key", "%71=a", func(s *search) any { return s.Q }, "a", ""},
		{"an equals sign in a value", "q=a=b", func(s *search) any { return s.Q }, "a=b", ""},
		{"empty pairs", "&&q=a&&", func(s *search) any { return s.Q }, "a", ""},
		{"unknown names mean nothing", "q=a&x=1&=2&y", func(s *search) any { return s.Q }, "a", ""},
		{"names mind the case", "Q=a", nil, nil, "[query q] missing <nil>"},
		{"does not fit", "q=a&small=300", nil, nil, "[query small] int_parsing_size 300"},
		{"pointer", "q=a&small=-3", func(s *search) any { return *s.Small }, int8(-3), ""},
		{"absent pointer", "q=a", func(s *search) any { return s.Small == nil }, true, ""},
		{"absent Opt", "q=a", func(s *search) any { return s.Flag.Absent() }, true, ""},
		{"present and empty Opt", "q=a&flag", func(s *search) any { return s.Flag }, vocab.Some(""), ""},
		{"false is a value", "q=a&on=off", func(s *search) any { return *s.On }, false, ""},
		{"repeated keys", "q=a&tag=x&limit=1&tag=y", func(s *search) any { return s.Tags }, []string{"x", "y"}, ""},
		{"no commas are split", "q=a&tag=x,y", func(s *search) any { return s.Tags }, []string{"x,y"}, ""},
		{"more than the stack holds", "q=a" + strings.Repeat("&tag=x", 20), func(s *search) any { return len(s.Tags) }, 20, ""},
		{"all of one name, none of the other", "q=a&tags=z&tag=x", func(s *search) any { return s.Tags }, []string{"x"}, ""},
		{"absent slice", "q=a", func(s *search) any { return s.Tags == nil }, true, ""},
		{"items are numbered", "q=a&id=1&id=x&id=3&id=y", nil, nil, "[query id 1] int_parsing x\n[query id 3] int_parsing y"},
		{"array", "q=a&pair=1&pair=2", func(s *search) any { return *s.Pair }, [2]int{1, 2}, ""},
		{"array too short", "q=a&pair=1", nil, nil, "[query pair] too_short <nil>"},
		{"array too long", "q=a&pair=1&pair=2&pair=3", nil, nil, "[query pair] too_long <nil>"},
		{"slice of pointers", "q=a&ptr=4", func(s *search) any { return *s.Ptrs[0] }, 4, ""},
		{"secrets are not echoed", "q=a&pass=x", nil, nil, "[query pass] int_parsing <nil>"},
		{"broken escape", "q=50%", nil, nil, "[query q] query_invalid 50%"},
		{"broken escape, but the last value wins", "q=50%&q=b", func(s *search) any { return s.Q }, "b", ""},
		{"broken escape in an item", "q=a&tag=b&tag=%zz", nil, nil, "[query tag 1] query_invalid %zz"},
		{"broken escape that nobody reads", "q=a&utm=50%", func(s *search) any { return s.Q }, "a", ""},
		{"broken name", "q=a&%zz=1", nil, nil, "[query] query_invalid <nil>"},
		{"semicolon in a value", "q=a;b", nil, nil, "[query q] query_invalid a;b"},
		{"semicolon as a separator", "q=a&x=1;limit=5", nil, nil, "[query] query_invalid <nil>"},
		{"semicolon in a name", "q=a&limit;x=5", nil, nil, "[query] query_invalid <nil>"},
		{"escaped semicolon", "q=a%3Bb", func(s *search) any { return s.Q }, "a;b", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, errs := bind[search](t, Config{}, get(tt.query))
			if texts(errs) != tt.errs {
				t.Fatalf("?%s: mistakes\n%s\nwant\n%s", tt.query, texts(errs), tt.errs)
			}
			if tt.got != nil && !reflect.DeepEqual(tt.got(in), tt.want) {
				t.Errorf("?%s = %v; want %v", tt.query, tt.got(in), tt.want)
			}
		})
	}
}

func TestQueryPairLimit(t *testing.T) {
	t.Parallel()
	fits := "q=a" + strings.Repeat("&x=1", 3)
	if in, errs := bind[search](t, Config{MaxPairs: 4}, get(fits)); len(errs) > 0 || in.Q != "a" {
		t.Errorf("4 pairs of 4: %v", errs)
	}
	_, errs := bind[search](t, Config{MaxPairs: 4}, get(fits+"&limit=x"))
	if len(errs) != 1 || texts(errs) != "[query] query_invalid <nil>" || !strings.Contains(errs[0].Msg, "more than 4 parameters") {
		t.Errorf("5 pairs of 4: %+v; want one mistake that names the limit", errs)
	}
	_, errs = bind[search](t, Config{}, get(strings.Repeat("&", 10_000)+"q=a"))
	if len(errs) != 1 || !strings.Contains(errs[0].Msg, "10000") {
		t.Errorf("10,001 pairs: %+v; want one mistake that names the limit", errs)
	}
}

func TestQueryManyNames(t *testing.T) {
	t.Parallel()
	type many struct {
		F00 *int `query:"f00,g00"`
		F01 *int `query:"f01,g01"`
		F02 *int `query:"f02,g02"`
		F03 *int `query:"f03,g03"`
		F04 *int `query:"f04,g04"`
		F05 *int `query:"f05,g05"`
		F06 *int `query:"f06,g06"`
		F07 *int `query:"f07,g07"`
		F08 *int `query:"f08,g08"`
	}
	in, errs := bind[many](t, Config{}, get("f00=1&g08=2"))
	if len(errs) > 0 || *in.F00 != 1 || *in.F08 != 2 || in.F07 != nil {
		t.Errorf("18 names: %+v, %v", in, errs)
	}
}

type filtered struct {
	Filter map[string]string         `query:"filter"`
	Range  map[string]map[string]int `query:"range"`
	Any    map[int][]string          `query:"any"`
	Name   *string                   `query:"filter[name]"`
}

func TestQueryObjects(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, query string
		want        filtered
		errs        string
	}{
		{"absent", "x=1", filtered{}, ""},
		{"keys", "filter[a]=1&filter[b]=2", filtered{Filter: map[string]string{"a": "1", "b": "2"}}, ""},
		{"escaped brackets", "filter%5Ba%5D=%31", filtered{Filter: map[string]string{"a": "1"}}, ""},
		{"the last value wins", "filter[a]=1&filter[a]=2", filtered{Filter: map[string]string{"a": "2"}}, ""},
		{"maps of maps", "range[x][min]=1&range[x][max]=5", filtered{Range: map[string]map[string]int{"x": {"min": 1, "max": 5}}}, ""},
		{"map of slices", "any[3]=a&any[3]=b", filtered{Any: map[int][]string{3: {"a", "b"}}}, ""},
		{"a plain field of that spelling comes first", "filter[name]=n", filtered{Name: ptr("n")}, ""},
		{"no key", "filter=1", filtered{}, "[query filter] dict_type <nil>"},
		{"no key inside", "range[x]=1", filtered{}, "[query range x] dict_type <nil>"},
		{"a key too many", "filter[a][b]=1", filtered{}, "[query filter a] value_error <nil>"},
		{"empty key", "filter[]=1", filtered{}, "[query filter] query_invalid filter[]"},
		{"open bracket", "filter[a=1", filtered{}, "[query filter] query_invalid filter[a"},
		{"text behind the bracket", "filter[a]b=1", filtered{}, "[query filter] query_invalid filter[a]b"},
		{"key of a wrong type", "any[x]=1", filtered{}, "[query any x [key]] int_parsing x"},
		{"value of a wrong type", "range[x][min]=a&range[x][max]=2&range[y][min]=b", filtered{},
			"[query range x min] int_parsing a\n[query range y min] int_parsing b"},
		{"the deepest that can be told", "filter" + strings.Repeat("[a]", 8) + "=1", filtered{}, "[query filter a] value_error <nil>"},
		{"too deep", "filter" + strings.Repeat("[a]", 9) + "=1", filtered{}, "[query filter] query_invalid filter" + strings.Repeat("[a]", 9)},
		{"far too deep", "filter" + strings.Repeat("[a]", 300_000) + "=1", filtered{}, "[query filter] query_invalid " + ("filter" + strings.Repeat("[a]", 40))[:100]},
		{"broken escape", "filter[a]=%", filtered{}, "[query filter] query_invalid %"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, errs := bind[filtered](t, Config{}, get(tt.query))
			if texts(errs) != tt.errs {
				t.Fatalf("?%s: mistakes\n%s\nwant\n%s", tt.query, texts(errs), tt.errs)
			}
			if tt.errs == "" && !reflect.DeepEqual(*in, tt.want) {
				t.Errorf("?%s = %+v; want %+v", tt.query, *in, tt.want)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

// FuzzPairs compares the scanner with url.ParseQuery: the same values and the
// same judgement of what is broken.
func FuzzPairs(f *testing.F) {
	for _, seed := range []string{"", "a=1&b=2", "a&b=&=c", "a=%zz", "%zz=1", "a;b=1", "a=1;b=2", "a=b=c&&", "+=%2B", "a=%C3%A9", "%", "&;&=", "a%3bb=1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		want, wantErr := url.ParseQuery(query)
		if wantErr != nil && strings.Contains(wantErr.Error(), "limit") {
			return
		}
		got, broken := url.Values{}, false
		for p := (pairs{query: query}); p.next(); {
			name, fault := p.name()
			value, fault2 := valueOf(p.value, p.escapedValue, p.semicolon)
			if fault != nil || fault2 != nil {
				broken = true
				continue
			}
			got.Add(name, value)
		}
		if broken != (wantErr != nil) || !reflect.DeepEqual(got, want) {
			t.Errorf("pairs of %q = %v, broken %t; want %v, %v", query, got, broken, want, wantErr)
		}
	})
}

// FuzzQuery compares a whole bound struct with what url.ParseQuery says.
func FuzzQuery(f *testing.F) {
	type request struct {
		Q    vocab.Opt[string] `query:"q,search"`
		Tags []string          `query:"tag"`
	}
	in := new(request)
	g := mustBuild(f, nil, Config{}, in)
	for _, seed := range []string{"q=1&q=2&tag=a", "search=x&q", "tag=1&t%61g=2&tag=+", "q=%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		want, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		in := new(request)
		var bad Invalid
		g.plan.BindParams(get(query), nil, basesOf(in), &bad)
		names := want["q"]
		if len(names) == 0 {
			names = want["search"]
		}
		q, ok := in.Q.Get()
		if bad.Len() > 0 || ok != (len(names) > 0) || ok && q != names[len(names)-1] || !reflect.DeepEqual(in.Tags, want["tag"]) {
			t.Errorf("?%s = %q, %q, %v; want %q, %q", query, q, in.Tags, bad.Fields(), names, want["tag"])
		}
	})
}
