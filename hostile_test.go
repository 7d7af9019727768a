package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// target has a field of each kind that JSON can be sent to.
type target struct {
	Text  string             `json:"text"`
	Int   int                `json:"int"`
	Small int8               `json:"small"`
	Uint  uint64             `json:"uint"`
	Float float64            `json:"float"`
	Bool  bool               `json:"bool"`
	List  []string           `json:"list"`
	Map   map[string]int     `json:"map"`
	In    *target            `json:"in,omitempty"`
	Opt   signet.Opt[string] `json:"opt,omitzero"`
	Time  *time.Time         `json:"time,omitempty"`
	Any   any                `json:"any,omitempty"`
	Raw   json.RawMessage    `json:"raw,omitempty"`
}

// valued is a body that fits the target, to be broken.
const valued = `{"text":"a\u00e9\ud83d\ude00","int":-12,"small":7,"uint":18446744073709551615,"float":1.5e-3,"bool":true,` +
	`"list":["x","y"],"map":{"k":1},"in":null,"opt":null,"time":"2026-11-21T10:00:00Z","any":{"a":[1,null]},"raw":{"b":[false]}}`

// hostileApp takes a target as a whole and by properties, and shows what it got.
func hostileApp() (*signet.App, *logbook) {
	app, book := newApp()
	app.Handle(func(in *struct {
		Body target `body:""`
	}) target {
		return in.Body
	}, app.POST("/whole"))
	app.Handle(func(in *struct {
		Text string         `body:"text"`
		Any  any            `body:"any"`
		Map  map[string]any `body:"map"`
	}) []any {
		return []any{in.Text, in.Any, in.Map}
	}, app.POST("/parts"))
	app.Handle(func(in *struct {
		Body any `body:""`
	}) any {
		return in.Body
	}, app.POST("/any"))
	return app, book
}

// with returns the valued body with one member replaced.
func with(name, value string) string {
	var members map[string]json.RawMessage
	_ = json.Unmarshal([]byte(valued), &members) // valued is a constant
	delete(members, name)
	rest, _ := json.Marshal(members)
	return `{"` + name + `":` + value + "," + string(rest[1:])
}

var brokenBodies = []struct{ name, body, want string }{
	{"white space alone", " \n", "json_invalid body.2"},
	{"a word", "hello", "json_invalid body.0"},
	{"half a literal", "tru", "json_invalid body.0"},
	{"an array", "[]", "model_attributes_type body"},
	{"a number", "5", "model_attributes_type body"},
	{"null", "null", "missing body"},
	{"a comma too many", `{"text":"x",}`, "json_invalid body.12"},
	{"a comma too many in a list", with("list", `["x",]`), "json_invalid body.13"},
	{"no comma", `{"text":"x" "int":1}`, "json_invalid body.12"},
	{"no colon", `{"text" "x"}`, "json_invalid body.8"},
	{"no quotes", `{text:"x"}`, "json_invalid body.1"},
	{"single quotes", `{'text':'x'}`, "json_invalid body.1"},
	{"a comment", `{/**/}`, "json_invalid body.1"},
	{"trailing brace", valued + "}", fmt.Sprintf("json_invalid body.%d", len(valued))},
	{"NaN", with("float", "NaN"), "json_invalid body.9"},
	{"Infinity", with("float", "-Infinity"), "json_invalid body.10"},
	{"hexadecimal", with("int", "0x10"), "json_invalid body.8"},
	{"leading zero", with("int", "012"), "json_invalid body.8"},
	{"leading plus", with("int", "+1"), "json_invalid body.7"},
	{"point without digits", with("float", "1."), "json_invalid body.11"},
	{"exponent without digits", with("float", "1e"), "json_invalid body.11"},
	{"beyond float64", with("float", "1e999"), "finite_number body.float"},
	{"400 digits", with("int", strings.Repeat("9", 400)), "int_parsing_size body.int"},
	{"one beyond uint64", with("uint", "18446744073709551616"), "int_parsing_size body.uint"},
	{"negative uint", with("uint", "-1"), "greater_than_equal body.uint"},
	{"beyond int8", with("small", "128"), "int_parsing_size body.small"},
	{"a fraction", with("int", "1.5"), "int_from_float body.int"},
	{"null in a text", with("text", "null"), "string_type body.text"},
	{"null in a list", with("list", "null"), "list_type body.list"},
	{"null among items", with("list", `["x",null]`), "string_type body.list.1"},
	{"object for a text", with("text", `{"a":1}`), "string_type body.text"},
	{"other case of a name", strings.Replace(valued, `"int"`, `"Int"`, 1), "missing body.int"},
	{"name twice", with("text", `"x","text":"y"`), "json_invalid body.12"},
	{"name twice, once escaped", with("text", `"x","te\u0078t":"y"`), "json_invalid body.12"},
	{"map key twice", with("map", `{"k":1,"k":2}`), "json_invalid body.14"},
	{"lone high surrogate", with("text", `"\ud83d"`), "json_invalid body.9"},
	{"lone low surrogate", with("text", `"\ude00"`), "json_invalid body.9"},
	{"surrogates in the wrong order", with("text", `"\ude00\ud83d"`), "json_invalid body.9"},
	{"lone surrogate that nobody reads", `{"x":"\ud800",` + valued[1:], "json_invalid body.6"},
	{"unknown escape", with("text", `"\x41"`), "json_invalid body.9"},
	{"half an escape", with("text", `"\u00`), "json_invalid body.9"},
	{"control character", with("text", "\"\x01\""), "json_invalid body.9"},
	{"newline in a text", with("text", "\"a\nb\""), "json_invalid body.10"},
	{"NUL in a text", with("text", "\"a\x00b\""), "json_invalid body.10"},
	{"NUL after the value", valued + "\x00", fmt.Sprintf("json_invalid body.%d", len(valued))},
	{"invalid UTF-8", with("text", "\"\xff\""), "json_invalid body.9"},
	{"overlong UTF-8", with("text", "\"\xc0\xaf\""), "json_invalid body.9"},
	{"UTF-8 surrogate", with("text", "\"\xed\xa0\x80\""), "json_invalid body.9"},
	{"invalid UTF-8 that nobody reads", "{\"x\":\"\xff\"," + valued[1:], "json_invalid body.6"},
	{"byte order mark", "\ufeff" + valued, "json_invalid body.0"},
	{"UTF-16", "\xff\xfe{\x00}\x00", "json_invalid body.0"},
	{"UTF-16 without a mark", "{\x00}\x00", "json_invalid body.1"},
	{"UTF-32", "\x00\x00\xfe\xff\x00\x00\x00{", "json_invalid body.0"},
	{"gzip", "\x1f\x8b\x08\x00\x00\x00\x00\x00", "json_invalid body.0"},
}

func TestBrokenBodies(t *testing.T) {
	t.Parallel()
	app, book := hostileApp()
	valid(t, app)
	for _, tt := range brokenBodies {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "POST", "/whole", tt.body).wantMistakes(t, tt.want)
			for _, path := range []string{"/parts", "/any"} {
				if got := do(t, app, "POST", path, tt.body); got.status >= 500 || json.Valid([]byte(tt.body)) == false && got.status != 422 {
					t.Errorf("%s = %d %s; want 422", got.call, got.status, got.body)
				}
			}
		})
	}
	book.quiet(t)
}

func TestTruncatedBodies(t *testing.T) {
	t.Parallel()
	app, book := hostileApp()
	do(t, app, "POST", "/whole", valued).wantStatus(t, 200)
	for n := 1; n < len(valued); n++ {
		got := do(t, app, "POST", "/whole", valued[:n])
		if got.status != 422 || !strings.Contains(got.body, `"json_invalid"`) {
			t.Errorf("the first %d bytes are answered with %d %s; want json_invalid", n, got.status, got.body)
		}
	}
	book.quiet(t)
}

func TestDeepBodies(t *testing.T) {
	t.Parallel()
	app, book := hostileApp()
	nested := func(n int, open, middle, end string) string {
		return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
	}
	for _, tt := range []struct {
		depth, status int
	}{{2, 200}, {511, 200}, {512, 200}, {513, 422}, {10_000, 422}, {200_000, 422}} {
		do(t, app, "POST", "/any", nested(tt.depth, "[", "", "]")).wantStatus(t, tt.status)
		if tt.depth <= 10_000 {
			do(t, app, "POST", "/any", nested(tt.depth, `{"a":`, "1", "}")).wantStatus(t, tt.status)
		}
		inside := nested(tt.depth-1, "[", "", "]") // the body itself is one level
		for _, name := range []string{"any", "raw", "nobody reads this"} {
			do(t, app, "POST", "/whole", with(name, inside)).wantStatus(t, tt.status)
		}
	}
	do(t, app, "POST", "/any", strings.Repeat("[", 200_000)).wantMistakes(t, "json_invalid body.512")
	do(t, app, "POST", "/whole", nested(600, `{"in":`, "null", "}")).wantStatus(t, 422, "json_invalid")
	book.quiet(t)
}

// TestNumbersOfAnySize: what a field of type any gets must be fit to be answered.
func TestNumbersOfAnySize(t *testing.T) {
	t.Parallel()
	app, book := hostileApp()
	for _, number := range []string{"1e999", "-1e999", "1e-999", strings.Repeat("9", 400), "0." + strings.Repeat("0", 400) + "1", "1e99999999999999999999"} {
		got := do(t, app, "POST", "/any", `[`+number+`]`)
		if got.status != 200 && got.status != 422 || !json.Valid([]byte(got.body)) {
			t.Errorf("%s = %d %s; want 200 or 422", got.call, got.status, got.body)
		}
	}
	book.quiet(t)
}

func TestMistakesAreLimited(t *testing.T) {
	t.Parallel()
	app, book := hostileApp()
	got := do(t, app, "POST", "/whole", with("list", "["+strings.Repeat("1,", 50_000)+"1]"))
	got.wantStatus(t, 422)
	if n := len(got.mistakes(t)); n != 100 {
		t.Errorf("a list with 50,001 wrong items gives %d mistakes; want 100", n)
	}
	book.quiet(t)
}

type queryTarget struct {
	Q    string            `query:"q"`
	N    int               `query:"n" default:"1"`
	Tags []string          `query:"tag"`
	Map  map[string]string `query:"map"`
}

func queryApp() (*signet.App, *logbook) {
	app, book := newApp()
	app.Handle(func(in *queryTarget) []any { return []any{in.Q, in.N, in.Tags, in.Map} }, app.GET("/q"))
	return app, book
}

func TestHostileQueries(t *testing.T) {
	t.Parallel()
	app, book := queryApp()
	valid(t, app)
	tests := []struct {
		name, query string
		status      int
		words       string
	}{
		{"10,000 pairs", "q=x" + strings.Repeat("&a", 9_999), 200, ""},
		{"10,001 pairs", "q=x" + strings.Repeat("&a", 10_000), 422, "10000"},
		{"10,001 empty pairs", strings.Repeat("&", 10_000), 422, "10000"},
		{"10,000 values of one name", "q=x" + strings.Repeat("&tag=a", 9_999), 200, ""},
		{"no digits after %", "q=%zz", 422, `["query","q"]`},
		{"half an escape", "q=%4", 422, `["query","q"]`},
		{"broken escape in a name", "%zz=1&q=x", 422, `["query"]`},
		{"broken escape in a list", "q=x&tag=a&tag=%", 422, `["query","tag",1]`},
		{"broken value that nobody reads", "q=x&other=%zz", 200, ""},
		{"semicolon", "q=x;n=2", 422, "semicolon"},
		{"semicolon in a name", "q=x&a;n=2", 422, "semicolon"},
		{"NUL", "q=%00", 200, `"\u0000"`},
		{"newline", "q=%0d%0aX:1", 200, `"\r\nX:1"`},
		{"empty name", "=1&q=x", 200, ""},
		{"brackets that do not close", "q=x&map[a=1", 422, "map[key]=value"},
		{"brackets in brackets", "q=x&map[a][b]=1", 422, ""},
		{"text for an object", "q=x&map=1", 422, "dict_type"},
		{"question marks", "??q=x", 422, "missing"},
		{"number with a NUL", "q=x&n=1%00", 422, "int_parsing"},
		{"number of 100,000 digits", "q=x&n=" + strings.Repeat("9", 100_000), 422, "int_parsing_size"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "GET", "/q?"+tt.query, "").wantStatus(t, tt.status, tt.words)
		})
	}
	book.quiet(t)
}

// TestTextThatIsNoUTF8 sends bytes that JSON cannot carry through every source:
// whatever a field makes of them, the answer is no 500 and is valid.
func TestTextThatIsNoUTF8(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(in *struct {
		P string            `path:"p"`
		Q string            `query:"q"`
		H string            `header:"X-H"`
		C string            `cookie:"c"`
		N int               `query:"n" default:"1"`
		M map[string]string `query:"m"`
	}) []any {
		return []any{in.P, in.Q, in.H, in.C, in.M}
	}, app.GET("/{p}"))
	valid(t, app)
	for _, bad := range []string{"%ff", "%c0%af", "%ed%a0%80", "a%80"} {
		raw, _ := url.PathUnescape(bad)
		for _, got := range []answer{
			do(t, app, "GET", "/"+bad+"?q=x", "", "X-H: h", "Cookie: c=c"),
			do(t, app, "GET", "/p?q="+bad, "", "X-H: h", "Cookie: c=c"),
			do(t, app, "GET", "/p?q=x&n="+bad, "", "X-H: h", "Cookie: c=c"),
			do(t, app, "GET", "/p?q=x&m["+bad+"]=1", "", "X-H: h", "Cookie: c=c"),
			do(t, app, "GET", "/p?q=x", "", "X-H: "+raw, "Cookie: c=c"),
			do(t, app, "GET", "/p?q=x", "", "X-H: h", "Cookie: c="+raw),
		} {
			if got.status >= 500 || !json.Valid([]byte(got.body)) || strings.ToValidUTF8(got.body, "") != got.body {
				t.Errorf("%s = %d %q; want a clear answer in UTF-8", got.call, got.status, got.body)
			}
		}
	}
	book.quiet(t)
}

func TestCookieGarbage(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(in *struct {
		Session string `cookie:"session"`
		N       int    `cookie:"n" default:"1"`
	}) string {
		return fmt.Sprint(in.Session, " ", in.N)
	}, app.GET("/"))
	tests := []struct{ cookie, want string }{
		{"session=x", `"x 1"`},
		{";;; ;=;===; session=x;;", `"x 1"`},
		{`session="x"; n=2`, `"x 2"`},
		{`session="x`, `"\"x 1"`},
		{"a=b=c; session==; n=3", `"= 3"`},
		{"session=x; n=x", "int_parsing cookie.n"},
		{"session", `" 1"`},
		{"sess\x00ion=x", "missing cookie.session"},
		{"SESSION=x", "missing cookie.session"},
		{strings.Repeat("a=b;", 20_000) + "session=x", `"x 1"`},
	}
	for _, tt := range tests {
		got := do(t, app, "GET", "/", "", "Cookie: "+tt.cookie)
		if strings.HasPrefix(tt.want, `"`) {
			got.want(t, 200, tt.want)
		} else {
			got.wantMistakes(t, tt.want)
		}
	}
	book.quiet(t)
}

// FuzzBody sends any bytes as a body: what encoding/json refuses is a 422, and
// nothing is a 500 or is answered with broken JSON.
func FuzzBody(f *testing.F) {
	app, book := hostileApp()
	f.Add([]byte(valued))
	for _, b := range brokenBodies {
		f.Add([]byte(b.body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, path := range []string{"/whole", "/parts", "/any"} {
			r := httptest.NewRequest("POST", path, bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			switch {
			case w.Code != 200 && w.Code != 422 && w.Code != 413:
				t.Errorf("POST %s %q = %d %s", path, body, w.Code, w.Body)
			case !json.Valid(body) && w.Code == 200:
				t.Errorf("POST %s %q = 200 %s; encoding/json refuses the body", path, body, w.Body)
			case !json.Valid(w.Body.Bytes()):
				t.Errorf("POST %s %q = %d %q, which is no JSON", path, body, w.Code, w.Body)
			}
		}
		book.quiet(t)
	})
}

// FuzzQuery sends any query: nothing is a 500, and what url.ParseQuery takes
// binds to the same values.
func FuzzQuery(f *testing.F) {
	app, book := queryApp()
	for _, seed := range []string{"q=x&n=2&tag=a&tag=b&map[k]=v", "q=%zz", "q=%ff", ";", "q&n", "map[a][b]=c&q", "q=+%2B"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest("GET", "/q", nil)
		r.URL.RawQuery = query
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		var got []any
		if w.Code != http.StatusOK && w.Code != 422 || w.Code == 200 && json.Unmarshal(w.Body.Bytes(), &got) != nil {
			t.Fatalf("GET /q?%s = %d %s", query, w.Code, w.Body)
		}
		plain, err := url.ParseQuery(query)
		if err == nil && w.Code == 200 && len(plain["q"]) > 0 {
			if want := strings.ToValidUTF8(plain["q"][len(plain["q"])-1], "\ufffd"); strings.ToValidUTF8(fmt.Sprint(got[0]), "\ufffd") != want && !strings.Contains(want, "\ufffd") {
				t.Errorf("GET /q?%s binds q to %q; want %q", query, got[0], want)
			}
		}
		book.quiet(t)
	})
}
