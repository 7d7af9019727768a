package binding

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/signet-go/signet/internal/vocab"
)

type thing struct {
	Name string `json:"name"`
	N    int    `json:"n,omitzero"`
}

type wholeBody struct {
	Body thing `body:""`
}

type optionalBody struct {
	Body *thing `body:""`
}

type properties struct {
	Item thing `body:"item"`
	Size *int  `body:"size"`
}

func TestBodyContentType(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, contentType string
		strict, lax       string // mistakes
	}{
		{"JSON", "application/json", "", ""},
		{"with a charset", "application/json; charset=utf-8", "", ""},
		{"in capitals", "Application/JSON;charset=UTF-8", "", ""},
		{"quoted charset", `application/json; charset="utf-8"`, "", ""},
		{"ASCII", "application/json; charset=us-ascii", "", ""},
		{"other parameters", "application/json; profile=x; v=1", "", ""},
		{"broken parameters", "application/json; ;=", "", ""},
		{"suffix", "application/merge-patch+json", "", ""},
		{"suffix and charset", "application/vnd.x+json; charset=utf-8", "", ""},
		{"none", "", "[body] model_attributes_type <nil>", ""},
		{"text", "text/plain", "[body] model_attributes_type <nil>", "[body] model_attributes_type <nil>"},
		{"form", "application/x-www-form-urlencoded", "[body] model_attributes_type <nil>", "[body] model_attributes_type <nil>"},
		{"no name before the suffix", "application/+json", "[body] model_attributes_type <nil>", "[body] model_attributes_type <nil>"},
		{"JSON of another kind", "text/json", "[body] model_attributes_type <nil>", "[body] model_attributes_type <nil>"},
		{"longer", "application/jsonp", "[body] model_attributes_type <nil>", "[body] model_attributes_type <nil>"},
		{"another encoding", "application/json; charset=utf-16", "[body 0] json_invalid <nil>", "[body 0] json_invalid <nil>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, strict := range []bool{true, false} {
				in, errs := bind[wholeBody](t, Config{StrictContentType: strict}, post(tt.contentType, `{"name":"a"}`))
				want := tt.lax
				if strict {
					want = tt.strict
				}
				if texts(errs) != want || want == "" && in.Body.Name != "a" {
					t.Errorf("%q, strict %t: %+v, %s; want %s", tt.contentType, strict, in, texts(errs), want)
				}
				for _, e := range errs {
					if e.Type == "model_attributes_type" && !strings.Contains(e.Msg, "application/json") {
						t.Errorf("%q: message %q does not name the type that is expected", tt.contentType, e.Msg)
					}
				}
			}
		})
	}
}

func TestBodyPresence(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body, whole, optional, embedded string }{
		{"empty", "", "[body] missing <nil>", "", "[body item] missing <nil>"},
		{"null", "null", "[body] missing <nil>", "", "[body item] missing <nil>"},
		{"null between blanks", " null\n", "[body] missing <nil>", "", "[body item] missing <nil>"},
		{"other properties", `{"name":"a"}`, "", "", "[body item] missing <nil>"},
		{"not an object", `[]`, "[body] model_attributes_type <nil>", "[body] model_attributes_type <nil>", "[body item] missing <nil>"},
		{"lacks a member", `{}`, "[body name] missing <nil>", "[body name] missing <nil>", "[body item] missing <nil>"},
		{"lacks a member of a member", `{"name":"a","item":{}}`, "", "", "[body item name] missing <nil>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := Config{StrictContentType: true}
			if _, errs := bind[wholeBody](t, c, post("application/json", tt.body)); texts(errs) != tt.whole {
				t.Errorf("whole body %q: %s; want %s", tt.body, texts(errs), tt.whole)
			}
			in, errs := bind[optionalBody](t, c, post("application/json", tt.body))
			if texts(errs) != tt.optional || strings.HasPrefix(tt.whole, "[body] missing") && in.Body != nil {
				t.Errorf("optional body %q: %+v, %s; want %s", tt.body, in, texts(errs), tt.optional)
			}
			if _, errs := bind[properties](t, c, post("application/json", tt.body)); texts(errs) != tt.embedded {
				t.Errorf("properties %q: %s; want %s", tt.body, texts(errs), tt.embedded)
			}
		})
	}
	if _, errs := bind[wholeBody](t, Config{StrictContentType: true}, post("", "")); texts(errs) != "[body] missing <nil>" {
		t.Errorf("no body and no type: %s; want missing only", texts(errs))
	}
}

func TestBodyOfGet(t *testing.T) {
	t.Parallel()
	r := post("application/json", `{"name":"a"}`)
	r.Method = "GET"
	if in, errs := bind[wholeBody](t, Config{}, r); len(errs) > 0 || in.Body.Name != "a" {
		t.Errorf("GET with a body: %+v, %v", in, errs)
	}
}

func TestProperties(t *testing.T) {
	t.Parallel()
	type other struct {
		User thing `body:"user"`
	}
	first, second := new(properties), new(other)
	g := mustBuild(t, nil, Config{}, first, second)
	if got := g.plan.BodySlots(); !reflect.DeepEqual(got, []int{0, 1}) {
		t.Errorf("BodySlots() = %v; want both", got)
	}
	bindAll := func(body string) *Invalid {
		var bad Invalid
		bases := basesOf(first, second)
		g.plan.BindParams(post("application/json", body), nil, bases, &bad)
		if err := g.plan.BindBody(nil, post("application/json", body), bases, &bad, new(Uploads)); err != nil {
			t.Fatal(err)
		}
		return &bad
	}
	bad := bindAll(`{"user":{"name":"u"},"item":{"name":"i"},"size":3}`)
	if bad.Len() > 0 || first.Item.Name != "i" || *first.Size != 3 || second.User.Name != "u" {
		t.Errorf("properties of two structs: %+v, %+v, %v", first, second, bad.Fields())
	}
	bad = bindAll(`{"user":{"name":1},"item":{"name":"i"}}`)
	if bad.Failed(0) || !bad.Failed(1) || texts(bad.Fields()) != "[body user name] string_type 1" {
		t.Errorf("a mistake of the second: failed %t, %t, %v", bad.Failed(0), bad.Failed(1), bad.Fields())
	}
	bad = bindAll(`{"user":`)
	if !bad.Failed(0) || !bad.Failed(1) || bad.Len() != 1 || bad.Fields()[0].Type != "json_invalid" {
		t.Errorf("broken JSON: failed %t, %t, %v", bad.Failed(0), bad.Failed(1), bad.Fields())
	}
}

func TestBodyLimit(t *testing.T) {
	t.Parallel()
	const most = 40
	exact := `{"name":"` + strings.Repeat("a", most-11) + `"}`
	if len(exact) != most {
		t.Fatalf("the body has %d bytes", len(exact))
	}
	untouched := errors.New("the body was read")
	tests := []struct {
		name string
		body io.Reader
		says int64 // Content-Length
		ok   bool
	}{
		{"exactly", strings.NewReader(exact), most, true},
		{"exactly, length unknown", strings.NewReader(exact), -1, true},
		{"exactly, byte by byte", slowly{strings.NewReader(exact)}, -1, true},
		{"one more", strings.NewReader(exact + " "), -1, false},
		{"one more, byte by byte", slowly{strings.NewReader(exact + " ")}, -1, false},
		{"far more", strings.NewReader(strings.Repeat(" ", 1<<20)), -1, false},
		{"announced", iotest.ErrReader(untouched), most + 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := new(wholeBody)
			g := mustBuild(t, nil, Config{MaxBody: most}, in)
			r := post("application/json", "")
			r.Body, r.ContentLength = io.NopCloser(tt.body), tt.says
			var bad Invalid
			w := httptest.NewRecorder()
			err := g.plan.BindBody(w, r, basesOf(in), &bad, new(Uploads))
			if tt.ok {
				if err != nil || bad.Len() > 0 || len(in.Body.Name) != most-11 {
					t.Errorf("BindBody = %v, %v; want the body", err, bad.Fields())
				}
				return
			}
			var refused *vocab.Error
			if !errors.As(err, &refused) || refused.Status() != 413 || refused.Detail() != "the body is larger than 40 bytes" {
				t.Errorf("BindBody = %v; want 413 with the limit", err)
			}
			if w.Header().Get("Connection") != "close" {
				t.Errorf("the connection stays open with the rest of the body on it")
			}
		})
	}
}

func TestBodyGrows(t *testing.T) {
	t.Parallel()
	name := strings.Repeat("é", 300_000)
	body := `{"name":"` + name + `"}`
	for _, r := range []io.Reader{strings.NewReader(body), iotest.HalfReader(strings.NewReader(body))} {
		request := post("application/json", "")
		request.Body, request.ContentLength = io.NopCloser(r), -1
		if in, errs := bind[wholeBody](t, Config{}, request); len(errs) > 0 || in.Body.Name != name {
			t.Errorf("600 KB: %v", errs)
		}
	}
}

func TestBodyUnread(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		err    error
		status int  // 413
		gone   bool // ErrUnread
	}{
		{"cut off", io.ErrUnexpectedEOF, 0, true},
		{"cancelled", context.Canceled, 0, true},
		{"the user's own limit", &http.MaxBytesError{Limit: 7}, 413, false},
		{"closed by a middleware", http.ErrBodyReadAfterClose, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := new(wholeBody)
			g := mustBuild(t, nil, Config{}, in)
			r := post("application/json", "")
			r.Body, r.ContentLength = io.NopCloser(iotest.ErrReader(tt.err)), -1
			var bad Invalid
			err := g.plan.BindBody(httptest.NewRecorder(), r, basesOf(in), &bad, new(Uploads))
			var refused *vocab.Error
			if (errors.As(err, &refused) && refused.Status() == 413) != (tt.status == 413) || errors.Is(err, ErrUnread) != tt.gone || err == nil {
				t.Errorf("BindBody with %v = %v; want 413 %t, ErrUnread %t", tt.err, err, tt.status == 413, tt.gone)
			}
			if !errors.Is(err, tt.err) && tt.status == 0 {
				t.Errorf("BindBody with %v = %v; want it wrapped", tt.err, err)
			}
		})
	}
}
