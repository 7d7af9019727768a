//lint:file-ignore U1000 fields and types that only reflection reads

package model

import (
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

type paging struct {
	Skip  int `query:"skip" default:"0"`
	Limit int `query:"limit" default:"10"`
}

type listItems struct {
	paging
	Q     vocab.Opt[string] `query:"q"`
	Tags  []string          `query:"tag"`
	Token string            `header:"X-Token"`
	ID    string            `path:"item_id,item_uuid" query:"id"`
	Body  *paging           `body:""`
	_     int               // what is unexported and untagged is the struct's own
}

func TestIsRequest(t *testing.T) {
	t.Parallel()
	type self struct {
		*selfEmbedding
	}
	tests := []struct {
		typ  reflect.Type
		want bool
	}{
		{reflect.TypeFor[listItems](), true},
		{reflect.TypeFor[*listItems](), true},
		{reflect.TypeFor[struct{ paging }](), true},
		{reflect.TypeFor[struct{ *Paging }](), true},
		{reflect.TypeFor[struct{ P paging }](), false},
		{reflect.TypeFor[struct{}](), false},
		{reflect.TypeFor[int](), false},
		{reflect.TypeFor[self](), false},
	}
	for _, tt := range tests {
		if got := IsRequest(tt.typ); got != tt.want {
			t.Errorf("IsRequest(%v) = %t; want %t", tt.typ, got, tt.want)
		}
	}
}

type Paging = paging

type selfEmbedding struct{ *selfEmbedding }

func TestReadRequest(t *testing.T) {
	t.Parallel()
	r := NewReader()
	req, err := r.ReadRequest(reflect.TypeFor[listItems]())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range req.Params {
		for _, o := range p.Origins {
			got = append(got, p.GoName+" "+o.Source.String()+" "+strings.Join(o.Names, "|"))
		}
	}
	want := []string{
		"paging.Skip query skip", "paging.Limit query limit", "Q query q", "Tags query tag", "Token header X-Token",
		"ID path item_id|item_uuid", "ID query id", "Body body ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("ReadRequest(listItems) = %q; want %q", got, want)
	}
	if again, _ := r.ReadRequest(reflect.TypeFor[listItems]()); again != req {
		t.Error("ReadRequest twice gave two descriptions")
	}
}

func TestReadRequestMistakes(t *testing.T) {
	t.Parallel()
	type untagged struct {
		A int `query:"a"`
		B int
	}
	type unexported struct {
		a int `query:"a"`
	}
	type embedsPointer struct {
		*Paging
		B int `query:"b"`
	}
	type propertyOption struct {
		A int `body:"a,omitzero"`
	}
	type option struct {
		A int `query:"a,required"`
	}
	type several struct {
		A int `body:"a,b"`
	}
	type twice struct {
		A int `query:"a"`
		B int `query:"b,a"`
	}
	type wholes struct {
		A paging `body:""`
		B paging `body:""`
	}
	type cannot struct {
		A chan int `query:"a"`
	}
	type two struct {
		A int
		B int
	}
	tests := []struct {
		name string
		typ  reflect.Type
		want string
	}{
		{"no source", reflect.TypeFor[untagged](), "field B: no source tag; add one of path, query, header, cookie, form, file or body, or make the field unexported"},
		{"unexported", reflect.TypeFor[unexported](), "field a: has a source tag but is unexported; begin its name with a capital letter"},
		{"embedded pointer", reflect.TypeFor[embedsPointer](), "field Paging: a request struct embeds structs by value; embed model.paging without the pointer"},
		{"property with an option", reflect.TypeFor[propertyOption](), `field A: tag body:"a,omitzero": "omitzero" looks like an option, but a source tag holds names only; use a pointer or signet.Opt`},
		{"option", reflect.TypeFor[option](), `field A: tag query:"a,required": "required" looks like an option, but a source tag holds names only; use validate:"required"`},
		{"two names of a property", reflect.TypeFor[several](), `field A: tag body:"a,b": a property has one name`},
		{"clash", reflect.TypeFor[twice](), `field B: query "a" is already read by field A`},
		{"two bodies", reflect.TypeFor[wholes](), "field B: the whole body is already read by field A"},
		{"type", reflect.TypeFor[cannot](), "field A: chan int cannot travel: a chan has no wire form"},
		{"all together", reflect.TypeFor[two](), "field A: no source tag; add one of path, query, header, cookie, form, file or body, or make the field unexported\n" +
			"field B: no source tag; add one of path, query, header, cookie, form, file or body, or make the field unexported"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := NewReader().ReadRequest(tt.typ); err == nil || err.Error() != tt.want {
				t.Errorf("ReadRequest(%v) = %v\nwant %s", tt.typ, err, tt.want)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	req, err := NewReader().ReadRequest(reflect.TypeFor[listItems]())
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		wildcards []string
		source    Source
		name      string
		at        int
	}{
		{[]string{"item_id"}, Path, "item_id", 0},
		{[]string{"shop", "item_uuid"}, Path, "item_uuid", 1},
		{[]string{"item_uuid", "item_id"}, Path, "item_id", 1},
		{nil, Query, "id", 0},
	}
	for _, tt := range tests {
		inputs, err := req.Resolve(tt.wildcards)
		if err != nil {
			t.Fatal(err)
		}
		in := inputs[slices.IndexFunc(inputs, func(in *Input) bool { return in.GoName == "ID" })]
		if in.Source != tt.source || in.Name != tt.name || in.Wildcard != tt.at || !in.Required {
			t.Errorf("Resolve(%q): ID from %v %q at %d, required %t; want %v %q at %d, required", tt.wildcards, in.Source, in.Name, in.Wildcard, in.Required, tt.source, tt.name, tt.at)
		}
	}
}

func TestResolvePresence(t *testing.T) {
	t.Parallel()
	type all struct {
		Plain    int               `query:"plain"`
		Default  int               `query:"default" default:"1"`
		Slice    []int             `query:"slice"`
		Needed   []int             `query:"needed" validate:"required"`
		Map      map[string]string `query:"map"`
		Bytes    []byte            `query:"bytes"`
		Pointer  *int              `header:"pointer"`
		Opt      vocab.Opt[int]    `cookie:"opt"`
		Path     *int              `path:"path"`
		Property []int             `body:"property"`
		PropPtr  *int              `body:"propptr"`
		Optional []int             `body:"optional" default:"[]"`
	}
	req, err := NewReader().ReadRequest(reflect.TypeFor[all]())
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := req.Resolve([]string{"path"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"Plain": true, "Needed": true, "Path": true, "Property": true}
	for _, in := range inputs {
		if in.Required != want[in.GoName] {
			t.Errorf("%s is required: %t; want %t", in.GoName, in.Required, want[in.GoName])
		}
	}
}

func TestWholeBodyPresence(t *testing.T) {
	t.Parallel()
	tests := []struct {
		typ  reflect.Type
		want bool
	}{
		{reflect.TypeFor[struct {
			B paging `body:""`
		}](), true},
		{reflect.TypeFor[struct {
			B []int `body:""`
		}](), true},
		{reflect.TypeFor[struct {
			B map[string]int `body:""`
		}](), true},
		{reflect.TypeFor[struct {
			B []int `body:"" default:"[]"`
		}](), false},
		{reflect.TypeFor[struct {
			B *paging `body:""`
		}](), false},
		{reflect.TypeFor[struct {
			B vocab.Opt[paging] `body:""`
		}](), false},
		{reflect.TypeFor[struct {
			B *paging `body:"" validate:"required"`
		}](), true},
	}
	for _, tt := range tests {
		req, err := NewReader().ReadRequest(tt.typ)
		if err != nil {
			t.Fatal(err)
		}
		inputs, err := req.Resolve(nil)
		if err != nil || inputs[0].Required != tt.want || inputs[0].Name != "" {
			t.Errorf("%v: required %t, %v; want %t", tt.typ, inputs[0].Required, err, tt.want)
		}
	}
}

func TestResolveUnfed(t *testing.T) {
	t.Parallel()
	type optional struct {
		A *int `path:"a"`
		B int  `path:"b,bb" default:"7"`
	}
	req, err := NewReader().ReadRequest(reflect.TypeFor[optional]())
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := req.Resolve([]string{"c"})
	if err != nil || len(inputs) != 1 || inputs[0].GoName != "B" || inputs[0].Wildcard != -1 || inputs[0].Required {
		t.Errorf("Resolve(c) = %+v, %v; want only B, by its default", inputs, err)
	}
}

func TestResolveMistakes(t *testing.T) {
	t.Parallel()
	type unfed struct {
		ID int `path:"id,uuid"`
	}
	type object struct {
		A paging `query:"a"`
	}
	type deepSlice struct {
		A [][]int `query:"a"`
	}
	type mapHeader struct {
		A map[string]string `header:"a"`
	}
	type pathSlice struct {
		A []int `path:"a"`
	}
	type anyCookie struct {
		A any `cookie:"a"`
	}
	tests := []struct {
		name      string
		typ       reflect.Type
		wildcards []string
		want      string
	}{
		{"unfed", reflect.TypeFor[unfed](), []string{"item"}, `field ID: no wildcard of the route feeds it: it is read from path ["id" "uuid"], and the route has ["item"]; rename one, or make the field a pointer, an Opt or give it a default`},
		{"object in the query", reflect.TypeFor[object](), nil, `field A: query "a" cannot fill a model.paging: use a scalar, a slice of scalars, or for an object a body`},
		{"slice of slices", reflect.TypeFor[deepSlice](), nil, `field A: query "a" cannot fill a [][]int: use a scalar, a slice of scalars, or for an object a body`},
		{"map in a header", reflect.TypeFor[mapHeader](), nil, `field A: header "a" cannot fill a map[string]string: use a scalar, a slice of scalars, or for an object a body`},
		{"slice in the path", reflect.TypeFor[pathSlice](), []string{"a"}, `field A: path "a" is one text and cannot fill a []int`},
		{"any in a cookie", reflect.TypeFor[anyCookie](), nil, `field A: cookie "a" cannot fill an any: use a scalar, a slice of scalars, or for an object a body`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, err := NewReader().ReadRequest(tt.typ)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := req.Resolve(tt.wildcards); err == nil || err.Error() != tt.want {
				t.Errorf("Resolve(%q) = %v\nwant %s", tt.wildcards, err, tt.want)
			}
		})
	}
}

func TestEnvelope(t *testing.T) {
	t.Parallel()
	type common struct {
		Trace string `header:"x-trace"`
	}
	type answer struct {
		common
		Code    int               `status:""`
		Etag    vocab.Opt[string] `header:"etag"`
		Session *http.Cookie      `cookie:"session"`
		Data    []int             `body:""`
		_       string
	}
	if !IsEnvelope(reflect.TypeFor[answer]()) || !IsEnvelope(reflect.TypeFor[*struct{ common }]()) || IsEnvelope(reflect.TypeFor[tree]()) || IsEnvelope(reflect.TypeFor[int]()) {
		t.Error("IsEnvelope takes answer and what embeds common, not tree and int")
	}
	e, err := NewReader().ReadEnvelope(reflect.TypeFor[answer]())
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Headers) != 2 || e.Headers[0].Name != "X-Trace" || e.Headers[0].GoName != "common.Trace" || e.Headers[1].Name != "Etag" ||
		len(e.Cookies) != 1 || e.Cookies[0].Name != "session" || e.Status.GoName != "Code" || e.Body.GoName != "Data" {
		t.Errorf("ReadEnvelope(answer) = %+v", e)
	}
}

func TestEnvelopeMistakes(t *testing.T) {
	t.Parallel()
	type untagged struct {
		A int `body:""`
		B int
	}
	type unexported struct {
		a int `header:"a"`
	}
	type nameless struct {
		A string `header:""`
	}
	type object struct {
		A paging `header:"a"`
	}
	type statuses struct {
		A int `status:""`
		B int `status:""`
	}
	type textStatus struct {
		A string `status:""`
	}
	type named struct {
		A int `body:"a"`
	}
	tests := []struct {
		name string
		typ  reflect.Type
		want string
	}{
		{"untagged", reflect.TypeFor[untagged](), "field B: an envelope's field has a tag header, cookie, status or body; put members of the answer into the body's type"},
		{"unexported", reflect.TypeFor[unexported](), "field a: has a tag but is unexported; begin its name with a capital letter"},
		{"no name", reflect.TypeFor[nameless](), "field A: a header has a name and is a scalar or a slice of scalars, not string"},
		{"object", reflect.TypeFor[object](), "field A: a header has a name and is a scalar or a slice of scalars, not model.paging"},
		{"two statuses", reflect.TypeFor[statuses](), "field B: an envelope has one status field, and it is an int"},
		{"status of text", reflect.TypeFor[textStatus](), "field A: an envelope has one status field, and it is an int"},
		{"named body", reflect.TypeFor[named](), `field A: an envelope has one body field, tagged body:""`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := NewReader().ReadEnvelope(tt.typ); err == nil || err.Error() != tt.want {
				t.Errorf("ReadEnvelope(%v) = %v\nwant %s", tt.typ, err, tt.want)
			}
		})
	}
}
