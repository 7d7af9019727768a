package signet_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/signet-go/signet"
)

type (
	shapeOwner struct {
		ID     int     `json:"id"`
		Secret string  `json:"secret"`
		Phone  *string `json:"phone"`
	}
	shapeItem struct {
		Name   string                 `json:"name"`
		Price  float64                `json:"price" default:"10.50"`
		Tags   []string               `json:"tags" default:"[]"`
		Note   *string                `json:"note"`
		Rank   signet.Opt[int]        `json:"rank"`
		Any    any                    `json:"any"`
		Raw    json.RawMessage        `json:"raw"`
		Owner  shapeOwner             `json:"owner"`
		Owners map[string]*shapeOwner `json:"owners"`
		Part   *shapeItem             `json:"part"`
		Count  int                    `json:"count,string" default:"3"`
	}
)

func shapes() []shapeItem {
	note := "n"
	return []shapeItem{
		{Name: "full", Price: 1, Tags: []string{"t"}, Note: &note, Rank: signet.Null[int](), Any: 1, Raw: json.RawMessage(`{}`), Count: 4},
		{Price: 10.5, Raw: json.RawMessage("null"), Count: 3, Owners: map[string]*shapeOwner{"a": {ID: 7}, "nil": nil}, Part: &shapeItem{Raw: json.RawMessage("1")}},
	}
}

// TestSelections compares what selections leave of the same two items. Members
// of value null are written by the plain route, so every row shows a difference.
func TestSelections(t *testing.T) {
	t.Parallel()
	const first = `{"name":"full","price":1,"tags":["t"],"note":"n",`
	const owner = `"owner":{"id":0,"secret":"","phone":null}`
	rows := []struct {
		name    string
		options []signet.RouteOption
		want    string
	}{
		{"plain", nil, `[` + first + `"rank":null,"any":1,"raw":{},` + owner + `,"owners":{},"part":null,"count":"4"},` +
			`{"name":"","price":10.5,"tags":[],"note":null,"rank":null,"any":null,"raw":null,` + owner + `,"owners":{"a":{"id":7,"secret":"","phone":null},"nil":null},` +
			`"part":{"name":"","price":0,"tags":[],"note":null,"rank":null,"any":null,"raw":1,` + owner + `,"owners":{},"part":null,"count":"0"},"count":"3"}]`},
		{"nulls", []signet.RouteOption{signet.OmitNull()}, `[` + first + `"any":1,"raw":{},"owner":{"id":0,"secret":""},"owners":{},"count":"4"},` +
			`{"name":"","price":10.5,"tags":[],"owner":{"id":0,"secret":""},"owners":{"a":{"id":7,"secret":""},"nil":null},` +
			`"part":{"name":"","price":0,"tags":[],"raw":1,"owner":{"id":0,"secret":""},"owners":{},"count":"0"},"count":"3"}]`},
		{"defaults", []signet.RouteOption{signet.OmitDefaults(), signet.Exclude("owner", "owners", "any", "raw", "part.any")}, `[` + first + `"count":"4"},` +
			`{"name":"","part":{"name":"","price":0,"raw":1,"owner":{"id":0,"secret":""},"owners":{},"count":"0"}}]`},
		{"absent", []signet.RouteOption{signet.OmitAbsent(), signet.Include("rank", "name")}, `[{"name":"full","rank":null},{"name":""}]`},
		{"include", []signet.RouteOption{signet.Include("name", "owner.id", "owners.id")},
			`[{"name":"full","owner":{"id":0},"owners":{}},{"name":"","owner":{"id":0},"owners":{"a":{"id":7},"nil":null}}]`},
		{"include and exclude", []signet.RouteOption{signet.Include("name", "owner"), signet.Exclude("owner.secret", "owner.phone")},
			`[{"name":"full","owner":{"id":0}},{"name":"","owner":{"id":0}}]`},
		{"a member and a part of it", []signet.RouteOption{signet.Include("owner", "owner.id"), signet.OmitNull()},
			`[{"owner":{"id":0,"secret":""}},{"owner":{"id":0,"secret":""}}]`},
		{"part of a part", []signet.RouteOption{signet.Include("part.part", "part.name")}, `[{"part":null},{"part":{"name":"","part":null}}]`},
	}
	for _, row := range rows {
		app, book := newApp()
		app.Handle(shapes, app.GET("/a", row.options...))
		valid(t, app)
		do(t, app, "GET", "/a", "").want(t, 200, row.want)
		book.quiet(t)
	}
}

// TestSelectionBesideAModel: the model's members count, not the result's.
func TestSelectionBesideAModel(t *testing.T) {
	t.Parallel()
	type view struct {
		Name string  `json:"name" default:"full"`
		Note *string `json:"note"`
	}
	app, book := newApp()
	app.Handle(shapes, signet.OmitNull(),
		app.GET("/model", signet.ResponseModel[[]view]()),
		app.GET("/defaults", signet.ResponseModel[[]view](), signet.OmitDefaults()),
		app.GET("/names", signet.ResponseModel[[]view](), signet.Include("name")))
	app.Handle(func() envelopeOf[[]shapeItem] { return envelopeOf[[]shapeItem]{"e", shapes()} }, app.GET("/envelope", signet.Include("name")))
	valid(t, app)
	do(t, app, "GET", "/model", "").want(t, 200, `[{"name":"full","note":"n"},{"name":""}]`)
	do(t, app, "GET", "/defaults", "").want(t, 200, `[{"note":"n"},{"name":""}]`)
	do(t, app, "GET", "/names", "").want(t, 200, `[{"name":"full"},{"name":""}]`)
	do(t, app, "GET", "/envelope", "").want(t, 200, `[{"name":"full"},{"name":""}]`)
	book.quiet(t)
}

// schemaOf returns a component as its members with what they require.
func schemaOf(t *testing.T, doc any, name string) (members, required []string) {
	t.Helper()
	schema, ok := at(doc, "components", "schemas", name).(map[string]any)
	if !ok {
		t.Fatalf("no schema %q in %v", name, at(doc, "components", "schemas"))
	}
	for member := range schema["properties"].(map[string]any) {
		members = append(members, member)
	}
	list, _ := schema["required"].([]any)
	for _, member := range list {
		required = append(required, member.(string))
	}
	slices.Sort(members)
	slices.Sort(required)
	return members, required
}

func TestSelectionsInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(shapes,
		app.GET("/all"),
		app.GET("/few", signet.Include("name", "owner.id")),
		app.GET("/same", signet.Include("owner.id", "name")),
		app.GET("/set", signet.OmitAbsent()),
		app.GET("/full", signet.OmitNull()))
	_, doc := documentOf(t, app)
	for _, tt := range []struct{ name, members, required string }{
		{"shapeItemWithNameAndOwnerId", "[name owner]", "[name owner]"},
		{"shapeOwnerWithId", "[id]", "[id]"},
		{"shapeItemWithoutAbsent", "[any count name note owner owners part price rank raw tags]", "[any count name note owner owners part price raw tags]"},
		{"shapeItemWithoutNulls", "[any count name note owner owners part price rank raw tags]", "[count name owner owners price tags]"},
		{"shapeOwnerWithoutNulls", "[id phone secret]", "[id secret]"},
		{"shapeOwner", "[id phone secret]", "[id phone secret]"},
	} {
		members, required := schemaOf(t, doc, tt.name)
		if fmt.Sprint(members) != tt.members || fmt.Sprint(required) != tt.required {
			t.Errorf("%s has %v and requires %v; want %s and %s", tt.name, members, required, tt.members, tt.required)
		}
	}
	if n := len(at(doc, "components", "schemas").(map[string]any)); n != 7 {
		t.Errorf("the document has %d schemas; want 7: one selection is one schema", n)
	}
	if null := at(doc, "components", "schemas", "shapeItemWithoutNulls", "properties", "note", "anyOf"); null != nil {
		t.Errorf("a member that is left out when null allows %v", null)
	}
}

// TestOneWay: what is read-only is not read, what is write-only is not written,
// and the document has a schema for each direction where they differ.
func TestOneWay(t *testing.T) {
	t.Parallel()
	type user struct {
		ID       int    `json:"id" readOnly:"true" minimum:"1" validate:"required"`
		Name     string `json:"name"`
		Password string `json:"password" writeOnly:"true"`
	}
	type body struct {
		User user `body:""`
	}
	type plain struct {
		Name string `json:"name"`
	}
	var seen user
	app, book := newApp()
	echo := func(in *body) (user, error) {
		seen = in.User
		in.User.ID += 7
		return in.User, nil
	}
	app.Handle(echo, app.POST("/users"), app.POST("/strict", signet.Strict()), app.POST("/names", signet.ResponseModel[plain]()))
	valid(t, app)
	do(t, app, "POST", "/users", `{"id":0,"name":"Ada","password":"p"}`).want(t, 200, `{"id":7,"name":"Ada"}`)
	if seen != (user{0, "Ada", "p"}) {
		t.Errorf("the handler got %+v; want no id", seen)
	}
	do(t, app, "POST", "/strict", `{"name":"Ada","password":"p"}`).want(t, 200, `{"id":7,"name":"Ada"}`)
	do(t, app, "POST", "/strict", `{"id":"x","name":"Ada","password":"p"}`).wantMistakes(t, "extra_forbidden body.id")
	do(t, app, "POST", "/names", `{"name":"Ada","password":"p"}`).want(t, 200, `{"name":"Ada"}`)
	book.quiet(t)

	_, doc := documentOf(t, app)
	for name, want := range map[string]string{"user-Input": "[name password]", "user-Output": "[id name]", "plain": "[name]"} {
		if members, _ := schemaOf(t, doc, name); fmt.Sprint(members) != want {
			t.Errorf("%s has %v; want %s", name, members, want)
		}
	}
}
