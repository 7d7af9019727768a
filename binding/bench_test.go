package binding

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// listing is the request of the benchmarks: seven fields, eight values.
type listing struct {
	Q     string   `query:"q"`
	Skip  int      `query:"skip" default:"0"`
	Limit int      `query:"limit" default:"10"`
	Sort  string   `query:"sort" default:"name"`
	Desc  bool     `query:"desc" default:"false"`
	Price float64  `query:"price" default:"0"`
	Tags  []string `query:"tag"`
}

const listingQuery = "q=shoes&skip=20&limit=50&sort=price&desc=true&price=9.5&tag=red&tag=new"

func BenchmarkQuery(b *testing.B) {
	in := new(listing)
	g := mustBuild(b, nil, Config{}, in)
	r := get(listingQuery)
	b.Run("plan", func(b *testing.B) {
		b.ReportAllocs()
		var bad Invalid
		var base [1]unsafe.Pointer
		for b.Loop() {
			base[0] = unsafe.Pointer(new(listing))
			g.plan.BindParams(r, nil, base[:], &bad)
		}
		if bad.Len() > 0 {
			b.Fatal(bad.Fields())
		}
	})
	b.Run("url.Query and reflect", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			bindByReflection(b, new(listing), r.URL.Query())
		}
	})
}

// bindByReflection is what a plain binder does for each request.
func bindByReflection(b *testing.B, in *listing, values url.Values) {
	v := reflect.ValueOf(in).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("query")
		texts := values[name]
		if len(texts) == 0 {
			continue
		}
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString(texts[0])
		case reflect.Int:
			n, err := strconv.ParseInt(texts[0], 10, 64)
			if err != nil {
				b.Fatal(err)
			}
			f.SetInt(n)
		case reflect.Bool:
			f.SetBool(texts[0] == "true")
		case reflect.Float64:
			x, err := strconv.ParseFloat(texts[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			f.SetFloat(x)
		case reflect.Slice:
			f.Set(reflect.ValueOf(texts))
		}
	}
}

func BenchmarkHeaderAndCookies(b *testing.B) {
	type request struct {
		Token   string            `header:"X-Token"`
		Agent   string            `header:"User-Agent"`
		Session string            `cookie:"session"`
		Theme   vocab.Opt[string] `cookie:"theme"`
	}
	in := new(request)
	g := mustBuild(b, nil, Config{}, in)
	r := &http.Request{URL: mustURL(""), Header: http.Header{
		"X-Token": {"t"}, "User-Agent": {"go"}, "Cookie": {"a=1; session=abcdef; theme=dark; z=2"},
	}}
	bases := basesOf(in)
	var bad Invalid
	b.ReportAllocs()
	for b.Loop() {
		g.plan.BindParams(r, nil, bases, &bad)
	}
}

func BenchmarkBody(b *testing.B) {
	in := new(wholeBody)
	g := mustBuild(b, nil, Config{StrictContentType: true}, in)
	body := strings.NewReader(`{"name":"some name","n":3}`)
	r := post("application/json; charset=utf-8", "")
	r.Body, r.ContentLength = readCloser{body}, int64(body.Len())
	w := httptest.NewRecorder()
	bases := basesOf(in)
	var bad Invalid
	b.ReportAllocs()
	for b.Loop() {
		body.Reset(`{"name":"some name","n":3}`)
		if err := g.plan.BindBody(w, r, bases, &bad, new(Uploads)); err != nil || bad.Len() > 0 {
			b.Fatal(err, bad.Fields())
		}
	}
}

func BenchmarkForm(b *testing.B) {
	type request struct {
		Name  string   `form:"name"`
		Age   int      `form:"age" validate:"gte=18"`
		Tags  []string `form:"tag"`
		Limit int      `form:"limit" default:"10"`
	}
	const form = "name=some+name&age=36&tag=a&tag=b"
	in := new(request)
	g := mustBuild(b, nil, Config{}, in)
	body := strings.NewReader(form)
	r := post(urlencoded, "")
	r.Body, r.ContentLength = readCloser{body}, int64(len(form))
	w := httptest.NewRecorder()
	bases := basesOf(in)
	var bad Invalid
	b.ReportAllocs()
	for b.Loop() {
		body.Reset(form)
		if err := g.plan.BindBody(w, r, bases, &bad, new(Uploads)); err != nil || bad.Len() > 0 {
			b.Fatal(err, bad.Fields())
		}
	}
}

// BenchmarkFormByHand is what BenchmarkForm does, as a handler does it without us.
func BenchmarkFormByHand(b *testing.B) {
	const form = "name=some+name&age=36&tag=a&tag=b"
	body := strings.NewReader(form)
	r := post(urlencoded, "")
	r.Body = readCloser{body}
	b.ReportAllocs()
	for b.Loop() {
		body.Reset(form)
		r.Form, r.PostForm = nil, nil
		if err := r.ParseForm(); err != nil {
			b.Fatal(err)
		}
		if age, err := strconv.Atoi(r.PostForm.Get("age")); err != nil || age < 18 || r.PostForm.Get("name") == "" || len(r.PostForm["tag"]) != 2 {
			b.Fatal(age, err)
		}
	}
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

func BenchmarkOutput(b *testing.B) {
	types, plans := newPlans()
	v := &created{Status: 201, Location: "/a", Links: []string{"a"}, Body: thing{Name: "n"}}
	o, err := CompileResult(reflect.TypeFor[*created](), Results{Types: types, Plans: plans})
	if err != nil {
		b.Fatal(err)
	}
	p := unsafe.Pointer(&v)
	buf := make([]byte, 0, 256)
	h := http.Header{}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := o.Append(buf, p, h); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAllocations holds that a request costs no memory beyond the values that
// the handler gets.
func TestAllocations(t *testing.T) {
	type request struct {
		ID    int               `path:"w0"`
		Q     string            `query:"q"`
		Limit int               `query:"limit" default:"10" validate:"gte=1"`
		Skip  *int              `query:"skip"`
		Flag  vocab.Opt[string] `query:"flag"`
		Token string            `header:"X-Token"`
		Host  string            `header:"Host"`
		Sid   string            `cookie:"sid"`
	}
	in := new(request)
	g := mustBuild(t, []string{"w0"}, Config{}, in)
	bases := basesOf(in)
	var bad Invalid
	for _, tt := range []struct {
		name, query string
		want        float64
	}{
		{"nothing of its own", "q=a&limit=3&flag&x=1", 0},
		{"defaults", "q=a", 0},
		{"a pointer", "q=a&skip=3", 1},
		{"an escaped value", "q=a%20b", 1},
	} {
		r := get(tt.query)
		r.Host = "h"
		r.Header = http.Header{"X-Token": {"t"}, "Cookie": {"a=1; sid=x"}}
		wild := []string{"12"}
		got := testing.AllocsPerRun(100, func() { g.plan.BindParams(r, wild, bases, &bad) })
		if got != tt.want || bad.Len() > 0 {
			t.Errorf("%s: %v allocations, %v; want %v", tt.name, got, bad.Fields(), tt.want)
		}
	}
}
