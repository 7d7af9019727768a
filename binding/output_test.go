package binding

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// write compiles an output for T and writes v; as is a ResponseModel or nil.
func write[T any](t testing.TB, v T, as reflect.Type) (body string, status int, h http.Header, err error) {
	t.Helper()
	types, plans := newPlans()
	var asType *model.Type
	if as != nil {
		if asType, err = types.ReadType(as); err != nil {
			t.Fatal(err)
		}
	}
	o, err := CompileResult(reflect.TypeFor[T](), Results{Types: types, Plans: plans, Narrowing: Narrowing{As: asType}})
	if err != nil {
		t.Fatalf("CompileResult: %v", err)
	}
	h = http.Header{"X-Old": {"o"}}
	b, status, err := o.Append([]byte("> "), basesOf(&v)[0], h)
	delete(h, "X-Old")
	return strings.TrimPrefix(string(b), "> "), status, h, err
}

type created struct {
	Status   int               `status:""`
	Location string            `header:"Location"`
	ETag     *string           `header:"etag"`
	Rest     vocab.Opt[int]    `header:"X-Rest"`
	Links    []string          `header:"Link"`
	At       time.Time         `header:"X-At"`
	Session  vocab.Opt[string] `cookie:"session"`
	Theme    *http.Cookie      `cookie:"theme"`
	Raw      http.Cookie       `cookie:"raw"`
	Body     thing             `body:""`
}

func TestEnvelope(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 1, 2, 3, 0, time.UTC)
	body, status, h, err := write(t, &created{
		Status: 201, Location: "/a", ETag: ptr(`"x"`), Rest: vocab.Some(3), Links: []string{"a", "b"}, At: at,
		Session: vocab.Some("s"), Theme: &http.Cookie{Value: "dark", MaxAge: 5}, Raw: http.Cookie{Name: "raw", Value: "r"}, Body: thing{Name: "n"},
	}, nil)
	want := http.Header{
		"Location": {"/a"}, "Etag": {`"x"`}, "X-Rest": {"3"}, "Link": {"a", "b"}, "X-At": {"2026-11-21T01:02:03Z"},
		"Set-Cookie": {"session=s; Path=/; HttpOnly; SameSite=Lax", "theme=dark; Max-Age=5", "raw=r"},
	}
	if err != nil || status != 201 || body != `{"name":"n"}` || !reflect.DeepEqual(h, want) {
		t.Errorf("Append = %s, %d, %v, %v; want headers %v", body, status, h, err, want)
	}
	_, status, h, err = write(t, created{At: at}, nil)
	want = http.Header{"Location": {""}, "X-At": {"2026-11-21T01:02:03Z"}}
	if err != nil || status != 0 || !reflect.DeepEqual(h, want) {
		t.Errorf("Append of what is absent = %d, %v, %v; want only plain fields", status, h, err)
	}
}

func TestEnvelopeRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		v    *created
		want string
	}{
		{"nil", nil, "the handler returned a nil *binding.created and no error"},
		{"a second header", &created{Location: "/a\r\nX-Evil: 1"}, `header Location: "/a\r\nX-Evil: 1" has a control character`},
		{"in an item", &created{Links: []string{"a", "b\x00"}}, "header Link: "},
		{"delete", &created{Location: "\x7f"}, "header Location: "},
		{"cookie value", &created{Session: vocab.Some("a\nb")}, "cookie session: "},
		{"cookie name", &created{Theme: &http.Cookie{Name: "other", Value: "x"}}, `cookie theme: the handler named it "other", but the document says "theme"`},
		{"informational status", &created{Status: 103}, "field Status: 103 is not the status of an answer"},
		{"no status", &created{Status: 1000}, "field Status: 1000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, h, err := write(t, tt.v, nil)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("Append = %v; want an error that begins with %q", err, tt.want)
			}
			for _, values := range h {
				if strings.ContainsAny(strings.Join(values, ""), "\r\n\x00\x7f") {
					t.Errorf("Append set %q", values)
				}
			}
		})
	}
	if _, _, h, err := write(t, created{Location: "a\tb é"}, nil); err != nil || h.Get("Location") != "a\tb é" {
		t.Errorf("tab and é in a header: %v, %v; want them sent", h, err)
	}
}

func TestResult(t *testing.T) {
	t.Parallel()
	body, status, h, err := write(t, []thing(nil), nil)
	if body != "[]" || status != 0 || len(h) != 0 || err != nil {
		t.Errorf("nil slice = %s, %d, %v, %v; want []", body, status, h, err)
	}
	if body, _, _, err := write(t, &thing{Name: "n", N: 2}, reflect.TypeFor[struct {
		N int `json:"n"`
	}]()); body != `{"n":2}` || err != nil {
		t.Errorf("narrowed = %s, %v; want only n", body, err)
	}
	if _, _, _, err := write(t, (*thing)(nil), nil); err == nil || err.Error() != "the handler returned a nil *binding.thing and no error" {
		t.Errorf("nil pointer: %v; want an error", err)
	}
	if body, _, _, err := write(t, vocab.Opt[thing]{}, nil); body != "null" || err != nil {
		t.Errorf("absent Opt = %s, %v; want null", body, err)
	}
}

func TestOutputDescribes(t *testing.T) {
	t.Parallel()
	type bare struct {
		Location string `header:"Location"`
	}
	types, plans := newPlans()
	o, err := CompileResult(reflect.TypeFor[bare](), Results{Types: types, Plans: plans})
	if err != nil || o.Body() != nil || o.ContentType() != "" || o.Envelope() == nil {
		t.Errorf("an envelope without a body: %+v, %v; want no body and no type", o, err)
	}
	o, err = CompileResult(reflect.TypeFor[thing](), Results{Types: types, Plans: plans})
	if err != nil || o.Body().Go != reflect.TypeFor[thing]() || o.ContentType() != "application/json" || o.Envelope() != nil {
		t.Errorf("a thing: %+v, %v; want it as JSON", o, err)
	}
}

func TestCompileResultMistakes(t *testing.T) {
	t.Parallel()
	type cookieList struct {
		C []string `cookie:"c"`
	}
	type badNames struct {
		H string `header:"a b"`
		C string `cookie:"a;b"`
	}
	type bodyless struct {
		H string `header:"h"`
	}
	types, plans := newPlans()
	str, err := types.ReadType(reflect.TypeFor[string]())
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		typ  reflect.Type
		as   *model.Type
		want string
	}{
		{"a cookie of several values", reflect.TypeFor[cookieList](), nil, "field C: a cookie has one value and cannot be made of a []string; use http.Cookie or a scalar"},
		{"names", reflect.TypeFor[badNames](), nil, "field H: header:\"a b\" is not a name that a header can have\nfield C: cookie:\"a;b\" is not a name that a cookie can have"},
		{"nothing to narrow", reflect.TypeFor[bodyless](), str, "binding.bodyless has no body that could be written as string"},
		{"cannot travel", reflect.TypeFor[chan int](), nil, "chan int cannot travel: a chan has no wire form"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := CompileResult(tt.typ, Results{Types: types, Plans: plans, Narrowing: Narrowing{As: tt.as}}); err == nil || err.Error() != tt.want {
				t.Errorf("CompileResult(%v) = %v\nwant %s", tt.typ, err, tt.want)
			}
		})
	}
}
