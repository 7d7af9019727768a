package openapi

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/swaggest/openapi-go/openapi31"

	"github.com/signet-go/signet/internal/model"
)

func TestBuildIsDeterministic(t *testing.T) {
	t.Parallel()
	shared := newFixture(t)
	d := everything(shared)
	want := shared.build(d)
	for i := range 100 {
		b := shared
		if i%10 == 0 {
			b = newFixture(t)
			d = everything(b)
		}
		if got := b.build(d); !bytes.Equal(got.JSON().Body, want.JSON().Body) || got.JSON().ETag != want.JSON().ETag {
			t.Fatalf("build %d differs: %s", i, firstDifference(got.JSON().Body, want.JSON().Body))
		}
		if i%10 == 0 {
			d = everything(shared)
		}
	}
}

func TestBuildConcurrently(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	plain, compat := everything(f), everything(f)
	compat.Compat = true
	other := newFixture(t)
	want := [2][]byte{other.build(everything(other)).JSON().Body, nil}
	want[1] = f.build(compat).JSON().Body
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			d := plain
			if i%4 == 3 {
				d = compat
			}
			r, err := f.Build(d)
			if err != nil {
				t.Error(err)
				return
			}
			if !bytes.Equal(r.JSON().Body, want[i%4/3]) {
				t.Errorf("concurrent build %d differs", i)
			}
			r.YAML()
			r.JSON().Gzip()
		})
	}
	wg.Wait()
}

func TestCompatAndPlainFromOneBuilder(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	d := sample(f)
	before := f.build(d).JSON().Body
	d.Compat = true
	f.build(d)
	d.Compat = false
	if after := f.build(d).JSON().Body; !bytes.Equal(before, after) {
		t.Errorf("a build after a compat one differs: %s", firstDifference(after, before))
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := f.build(everything(f))
	zipped, etag := r.JSON().Gzip()
	reader, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(reader); err != nil || !bytes.Equal(text, r.JSON().Body) {
		t.Errorf("Gzip() unpacks to %d bytes, %v; want %d", len(text), err, len(r.JSON().Body))
	}
	if etag == r.JSON().ETag || !strings.HasPrefix(etag, `"`) || !strings.HasSuffix(etag, `"`) {
		t.Errorf("ETag %s and %s; want two quoted ones that differ", r.JSON().ETag, etag)
	}
	if !reflect.DeepEqual(throughYAML(t, r.JSON().Body), any(parse(t, r.JSON().Body))) {
		t.Error("the YAML form says something else than the JSON form")
	}
	if first, second := bytes.Index(r.YAML().Body, []byte("/zoo/{shop}")), bytes.Index(r.YAML().Body, []byte("/alpha")); first > second {
		t.Error("the YAML form has lost the order of paths")
	}
}

// throughYAML writes a JSON text as YAML and reads it as openapi-go does, inside
// a document, for it reads nothing else.
func throughYAML(t testing.TB, text []byte) any {
	t.Helper()
	wrapped := append(append([]byte(`{"openapi":"3.1.0","info":{"title":"","version":""},"x-v":`), text...), '}')
	var spec openapi31.Spec
	if err := spec.UnmarshalYAML(toYAML(wrapped)); err != nil {
		t.Fatalf("toYAML(%s): %v", text, err)
	}
	return spec.MapOfAnything["x-v"]
}

func TestSpecIsTheSameDocument(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := f.build(everything(f))
	spec, err := r.Spec()
	if err != nil {
		t.Fatal(err)
	}
	text, err := spec.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	got, want := parse(t, text), parse(t, r.JSON().Body)
	if !reflect.DeepEqual(got, want) {
		g, _ := json.MarshalIndent(got, "", " ")
		w, _ := json.MarshalIndent(want, "", " ")
		t.Errorf("Spec() differs from JSON(): %s", firstDifference(g, w))
	}
	spec.Info.Title = "mine"
	spec.Paths.MapOfPathItemValues = nil
	if again, _ := r.Spec(); again.Info.Title != "Everything" || again.Paths.MapOfPathItemValues == nil {
		t.Error("a caller's change to Spec() is seen by the next one")
	}
}

func TestOrderOfPathsAndProperties(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	text := string(f.build(everything(f)).JSON().Body)
	var last int
	for _, want := range []string{`"/zoo/{shop}/{rest}"`, `"/alpha"`, `"/login"`, `"/text"`, `"Everything-Input"`, `"created"`, `"bool"`, `"text"`, `"pair"`, `"tags":[{`} {
		i := strings.Index(text[last:], want)
		if i < 0 {
			t.Fatalf("%s does not come after what is before it", want)
		}
		last += i
	}
	if strings.Contains(text, `\u003c`) {
		t.Error("the document escapes HTML")
	}
}

type inputOutput struct {
	Count int `json:"count" default:"1"`
}

type holder struct {
	Inner *inputOutput `json:"inner,omitempty"`
}

func TestInputAndOutputSplit(t *testing.T) {
	t.Parallel()
	names := func(v any, compat bool) (names []string) {
		f := newFixture(t)
		typ := f.of(v)
		in := &model.Input{Field: model.Field{GoName: "Body", Type: typ, Required: true}, Source: model.Body}
		d := &Document{Compat: compat, Operations: []*Operation{{
			Method: "PUT", Path: "/", Inputs: []*model.Input{in}, Responses: []Response{{Status: 200, Type: typ}},
		}}}
		for name := range at(t, parse(t, f.build(d).JSON().Body), "components", "schemas").(map[string]any) {
			names = append(names, name)
		}
		slices.Sort(names)
		return names
	}
	tests := []struct {
		name   string
		v      any
		compat bool
		want   []string
	}{
		{"the same", Dog{}, false, []string{"Dog"}},
		{"a default is always written", inputOutput{}, false, []string{"inputOutput-Input", "inputOutput-Output"}},
		{"a child differs", holder{}, false, []string{"holder-Input", "holder-Output", "inputOutput-Input", "inputOutput-Output"}},
		{"FastAPI says the same of both", holder{}, true, []string{"holder", "inputOutput"}},
		{"recursion alone does not split", Cat{}, false, []string{"Cat", "Dog", "Pet"}},
	}
	for _, tt := range tests {
		if got := names(tt.v, tt.compat); !slices.Equal(got, tt.want) {
			t.Errorf("%s: components %q; want %q", tt.name, got, tt.want)
		}
	}
}

type badExamples struct {
	A int `json:"a" examples:"1,2"`
}

func TestBuildMistakes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	bad := f.of(badExamples{})
	get := func(path, id string, r ...Response) *Operation {
		return &Operation{Method: "GET", Path: path, ID: id, Responses: r}
	}
	tests := []struct {
		name string
		doc  Document
		want []string
	}{
		{"one ID twice", Document{Operations: []*Operation{get("/a", "x"), get("/b", "x")}},
			[]string{`GET /b: operation ID "x" is that of GET /a too; give one of them another`}},
		{"no such status", Document{Operations: []*Operation{get("/a", "x", Response{Status: 6})}},
			[]string{"GET /a: response 6: a status is from 100 to 599, 1 to 5 for a range, or 0 for the default"}},
		{"all of them", Document{Operations: []*Operation{get("/a", "", Response{Status: 200, Type: bad}), get("/b", "", Response{Status: 9})}},
			[]string{`GET /a: response 200: openapi.badExamples: field A: tag examples:"1,2" is not a JSON array`, "GET /b: response 9"}},
		{"webhook of an unknown method", Document{Webhooks: []Webhook{{"w", &Operation{Method: "PURGE"}}}},
			[]string{"webhook w: unexpected http method: PURGE"}},
		{"no such scheme", Document{Schemes: []Scheme{{Name: "s", Type: "magic"}}},
			[]string{`security scheme "s": type "magic" is none of http`}},
	}
	for _, tt := range tests {
		_, err := f.Build(&tt.doc)
		for _, want := range tt.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: Build = %v; want %q", tt.name, err, want)
			}
		}
	}
	if _, err := f.Build(&Document{Operations: []*Operation{get("/a", "", Response{Status: 200, Type: f.of(Dog{})})}}); err != nil {
		t.Errorf("Build after a mistake = %v; want nil", err)
	}
}

func TestResponses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	tests := []struct {
		name string
		op   Operation
		want string // the responses
	}{
		{"the status' text", Operation{Responses: []Response{{Status: 201}}}, `{"201":{"description":"Created"}}`},
		{"a range", Operation{Responses: []Response{{Status: 5}}}, `{"5XX":{"description":"Server Error"}}`},
		{"unknown status", Operation{Responses: []Response{{Status: 299}}}, `{"299":{"description":"Additional Response"}}`},
		{"no body with 204", Operation{Responses: []Response{{Status: 204, Type: f.of(Dog{})}}}, `{"204":{"description":"No Content"}}`},
		{"4XX covers 422", Operation{Responses: []Response{{Status: 4}}, ValidationError: true}, `{"4XX":{"description":"Client Error"}}`},
		{"one answer for two errors", Operation{Responses: []Response{{Status: 404, Error: true, Description: "a"}, {Status: 404, Error: true, Description: "b"}}},
			`{"404":{"description":"a; b","content":{"application/json":{"schema":{"$ref":"#/components/schemas/HTTPError"}}}}}`},
		{"problem", Operation{Problem: true, ValidationError: true, Responses: []Response{{Status: 404, Error: true}}},
			`{"404":{"description":"Not Found","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},` +
				`"422":{"description":"Unprocessable Entity","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/ValidationProblem"}}}}}`},
		{"links", Operation{Responses: []Response{{Status: 200, Links: []Link{{Name: "next", Operation: "x"}}}}},
			`{"200":{"description":"OK","links":{"next":{"operationId":"x"}}}}`},
	}
	for _, tt := range tests {
		op := tt.op
		op.Method, op.Path = "GET", "/"
		doc := parse(t, f.build(&Document{Operations: []*Operation{&op}}).JSON().Body)
		got, _ := json.Marshal(at(t, doc, "paths", "/", "get", "responses"))
		if string(got) != canonical(t, tt.want) {
			t.Errorf("%s: responses = %s; want %s", tt.name, got, tt.want)
		}
	}
}

func TestSecondOperationOfAMethod(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	doc := parse(t, f.build(&Document{Operations: []*Operation{
		{Method: "GET", Path: "/items/{id}", ID: "byNumber", Wildcards: []string{"id"}},
		{Method: "GET", Path: "/items/{id}", ID: "byName", Wildcards: []string{"id"}},
	}}).JSON().Body)
	if got := at(t, doc, "paths", "/items/{id}", "get", "operationId"); got != "byNumber" {
		t.Errorf("get is %v; want the first registered", got)
	}
	more := at(t, doc, "paths", "/items/{id}", additional).([]any)
	if got := at(t, more[0], "operation", "operationId"); len(more) != 1 || got != "byName" {
		t.Errorf("%s = %v; want the second", additional, more)
	}
}

func TestComments(t *testing.T) {
	t.Parallel()
	types := model.NewReader()
	f := &fixture{t, types, NewBuilder(types, newFixture(t).checks, func(typ reflect.Type, field string) string {
		return strings.TrimSuffix(typ.Name()+"."+field, ".")
	})}
	doc := parse(t, f.build(&Document{Operations: []*Operation{{Method: "GET", Path: "/", Responses: []Response{{Status: 200, Type: f.of(Page[Dog]{})}}}}}).JSON().Body)
	for want, path := range map[string][]string{
		"Dog":                 {"Dog", "description"},
		"Dog.Barks":           {"Dog", "properties", "barks", "description"},
		"Those of this page.": {"PageOfDog", "properties", "items", "description"}, // the tag wins
	} {
		if got := at(t, doc, append([]string{"components", "schemas"}, path...)...); got != want {
			t.Errorf("%s = %q; want %q", strings.Join(path, "."), got, want)
		}
	}
}
