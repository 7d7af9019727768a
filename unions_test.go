package signet_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// pet is a union of a value and of a pointer; kitten holds pets itself.
type (
	pet    interface{ Sound() string }
	kitten struct {
		Lives   int   `json:"lives" minimum:"1" maximum:"9"`
		Friends []pet `json:"friends,omitempty"`
	}
	puppy struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
	}
	ghost struct{}

	household struct {
		Main   pet             `json:"main"`
		Spare  *pet            `json:"spare,omitempty"`
		Maybe  signet.Opt[pet] `json:"maybe,omitzero"`
		ByName map[string]pet  `json:"byName,omitempty"`
	}
)

func (kitten) Sound() string { return "meow" }
func (*puppy) Sound() string { return "woof" }
func (ghost) Sound() string  { return "boo" }

func pets() signet.Option {
	return signet.Union[pet]("kind", signet.Variant[kitten]("cat"), signet.Variant[*puppy]("dog"))
}

func petApp(t *testing.T) *signet.App {
	t.Helper()
	app, _ := newApp(pets())
	app.Handle(func(_ context.Context, in struct {
		Pet pet `body:""`
	}) (pet, error) {
		return in.Pet, nil
	}, app.POST("/pets"))
	app.Handle(func(_ context.Context, in struct {
		Body household `body:""`
	}) (household, error) {
		return in.Body, nil
	}, app.POST("/households"))
	app.Handle(func(_ context.Context, in struct {
		Pet pet `body:"pet"`
	}) (string, error) {
		return in.Pet.Sound(), nil
	}, app.POST("/sounds"))
	valid(t, app)
	return app
}

func TestUnions(t *testing.T) {
	t.Parallel()
	app := petApp(t)
	tests := []struct{ name, path, body, want string }{
		{"tag first", "/pets", `{"kind":"cat","lives":9}`, `{"kind":"cat","lives":9}`},
		{"tag last", "/pets", `{"lives":9,"kind":"cat"}`, `{"kind":"cat","lives":9}`},
		{"tag behind nested values", "/pets", `{"x":{"kind":"dog"},"y":[{"kind":"dog"}],"lives":9,"kind":"cat"}`, `{"kind":"cat","lives":9}`},
		{"escaped tag", "/pets", `{"\u006bind":"c\u0061t","lives":9}`, `{"kind":"cat","lives":9}`},
		{"pointer with a field for the tag", "/pets", `{"name":"Rex","kind":"dog"}`, `{"kind":"dog","name":"Rex"}`},
		{"in a list of its own", "/pets", `{"lives":1,"friends":[{"name":"Rex","kind":"dog"},{"kind":"cat","lives":2}],"kind":"cat"}`,
			`{"kind":"cat","lives":1,"friends":[{"kind":"dog","name":"Rex"},{"kind":"cat","lives":2}]}`},
		{"pointer, Opt and map", "/households", `{"main":{"kind":"cat","lives":1},"spare":{"kind":"dog","name":"a"},"maybe":{"kind":"dog","name":"b"},"byName":{"c":{"kind":"dog","name":"c"}}}`,
			`{"main":{"kind":"cat","lives":1},"spare":{"kind":"dog","name":"a"},"maybe":{"kind":"dog","name":"b"},"byName":{"c":{"kind":"dog","name":"c"}}}`},
		{"null in pointer and Opt", "/households", `{"main":{"kind":"cat","lives":1},"spare":null,"maybe":null}`,
			`{"main":{"kind":"cat","lives":1},"maybe":null}`},
		{"property of the body", "/sounds", `{"pet":{"kind":"dog","name":"a"}}`, `"woof"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "POST", tt.path, tt.body).want(t, 200, tt.want)
		})
	}
}

func TestUnionMistakes(t *testing.T) {
	t.Parallel()
	app := petApp(t)
	tests := []struct {
		name, path, body string
		want             []string
	}{
		{"inside the chosen branch", "/pets", `{"lives":"x","kind":"cat"}`, []string{"int_parsing body.cat.lives"}},
		{"constraint of the branch", "/pets", `{"lives":10,"kind":"cat"}`, []string{"less_than_equal body.cat.lives"}},
		{"missing in the branch", "/pets", `{"kind":"dog"}`, []string{"missing body.dog.name"}},
		{"in a list", "/pets", `{"lives":1,"friends":[{"kind":"dog","name":1}],"kind":"cat"}`, []string{"string_type body.cat.friends.0.dog.name"}},
		{"no tag", "/pets", `{"lives":1}`, []string{"union_tag_not_found body"}},
		{"empty object", "/pets", `{}`, []string{"union_tag_not_found body"}},
		{"unknown tag", "/pets", `{"kind":"fish"}`, []string{"union_tag_invalid body"}},
		{"tag of another type", "/pets", `{"kind":5}`, []string{"union_tag_invalid body"}},
		{"no object", "/pets", `5`, []string{"model_attributes_type body"}},
		{"null", "/households", `{"main":null}`, []string{"model_attributes_type body.main"}},
		{"member of a member", "/households", `{"main":{"kind":"dog"},"byName":{"a":{}}}`,
			[]string{"missing body.main.dog.name", "union_tag_not_found body.byName.a"}},
		{"property", "/sounds", `{"pet":{"kind":"dog"}}`, []string{"missing body.pet.dog.name"}},
		{"tag twice", "/pets", `{"kind":"cat","lives":1,"kind":"dog"}`, []string{"json_invalid body.24"}},
		{"broken before the tag", "/pets", `{"lives":01,"kind":"cat"}`, []string{"json_invalid body.10"}},
		{"broken behind the tag", "/pets", `{"kind":"cat","lives":01}`, []string{"json_invalid body.23"}},
		{"never closed", "/pets", `{"lives":1`, []string{"json_invalid body.10"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "POST", tt.path, tt.body).wantMistakes(t, tt.want...)
		})
	}
	do(t, app, "POST", "/pets", `{"kind":"fish"}`).wantStatus(t, 422, `"ctx":{"discriminator":"'kind'","expected_tags":"'cat', 'dog'","tag":"fish"}`)
	do(t, app, "POST", "/pets", `{}`).wantStatus(t, 422, `"ctx":{"discriminator":"'kind'"}`)
	do(t, app, "POST", "/pets", `{"kind":{"pin":1234}}`).wantStatus(t, 422, `"tag":"{…}"`)
	do(t, app, "POST", "/pets", `{"kind":[1234]}`).wantStatus(t, 422, `"tag":"[…]"`)
}

// A Secret keeps the tag to itself, too.
func TestSecretUnion(t *testing.T) {
	t.Parallel()
	app, _ := newApp(pets())
	app.Handle(func(in struct {
		Pet signet.Secret[pet] `body:""`
	}) string {
		return in.Pet.Reveal().Sound()
	}, app.POST("/"))
	valid(t, app)
	do(t, app, "POST", "/", `{"kind":"cat","lives":1}`).want(t, 200, `"meow"`)
	got := do(t, app, "POST", "/", `{"kind":"s3cret"}`)
	got.wantMistakes(t, "union_tag_invalid body")
	if strings.Contains(got.body, "s3cret") {
		t.Errorf("%s = %s; want no secret in it", got.call, got.body)
	}
}

// What a client may not send, it may not send in a variant either.
func TestUnionReadOnly(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Union[pet]("kind", signet.Variant[tagged]("tagged")))
	app.Handle(func(in struct {
		Pet pet `body:""`
	}) pet {
		return in.Pet
	}, app.POST("/"))
	valid(t, app)
	do(t, app, "POST", "/", `{"id":7,"kind":"tagged","name":"Rex"}`).want(t, 200, `{"kind":"tagged","id":0,"name":"Rex"}`)
}

type tagged struct {
	Kind string `json:"kind" readOnly:"true"`
	ID   int    `json:"id" readOnly:"true"`
	Name string `json:"name"`
}

func (tagged) Sound() string { return "" }

// TestUnionLookAhead holds the cost of tags that stand last: a text of many
// objects inside each other is refused or read in time that its length allows.
func TestUnionLookAhead(t *testing.T) {
	t.Parallel()
	app := petApp(t)
	nested := func(depth, padding int) string {
		inner := `{"lives":1,"kind":"cat","pad":"` + strings.Repeat("x", padding) + `"}`
		for range depth {
			inner = `{"lives":1,"friends":[` + inner + `],"kind":"cat"}`
		}
		return inner
	}
	do(t, app, "POST", "/pets", nested(50, 1000)).wantStatus(t, 200)
	do(t, app, "POST", "/pets", nested(200, 100_000)).wantMistakes(t, "json_invalid body.1408")
}

func TestUnionStrict(t *testing.T) {
	t.Parallel()
	app, _ := newApp(pets(), signet.Strict())
	app.Handle(func(_ context.Context, in struct {
		Pet pet `body:""`
	}) (pet, error) {
		return in.Pet, nil
	}, app.POST("/pets"))
	do(t, app, "POST", "/pets", `{"kind":"cat","lives":1}`).want(t, 200, `{"kind":"cat","lives":1}`)
	do(t, app, "POST", "/pets", `{"kind":"cat","lives":1,"wings":2}`).wantMistakes(t, "extra_forbidden body.cat.wings")
}

// TestUnionResults holds what a union cannot be in an answer.
func TestUnionResults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		fn     any
		status int
		body   string
	}{
		{"variant as a pointer", func() pet { return &kitten{Lives: 3} }, 200, `{"kind":"cat","lives":3}`},
		{"wrong tag in its field", func() pet { return &puppy{Kind: "cow", Name: "Rex"} }, 200, `{"kind":"dog","name":"Rex"}`},
		{"list", func() []pet { return []pet{kitten{Lives: 1}, &puppy{Name: "a"}} }, 200, `[{"kind":"cat","lives":1},{"kind":"dog","name":"a"}]`},
		{"in any", func() any { return []pet{kitten{Lives: 1}} }, 200, `[{"kind":"cat","lives":1}]`},
		{"nil", func() pet { return nil }, 500, `{"detail":"Internal Server Error"}`},
		{"nil pointer inside", func() pet { return (*puppy)(nil) }, 500, `{"detail":"Internal Server Error"}`},
		{"no variant", func() pet { return ghost{} }, 500, `{"detail":"Internal Server Error"}`},
		{"nil in a list", func() []pet { return []pet{nil} }, 500, `{"detail":"Internal Server Error"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, _ := newApp(pets())
			app.Handle(tt.fn, app.GET("/"))
			valid(t, app)
			do(t, app, "GET", "/", "").want(t, tt.status, tt.body)
		})
	}
}

type (
	animal interface{ Sound() string }
	lion   struct {
		Lives int `json:"lives"`
	}
	hound struct {
		Name string `json:"name"`
	}
	counted struct {
		Lives int `json:"lives"`
	}
)

func (lion) Sound() string  { return "roar" }
func (hound) Sound() string { return "howl" }

func TestUnionResponseModel(t *testing.T) {
	t.Parallel()
	animals := signet.Union[animal]("is", signet.Variant[lion]("cat"), signet.Variant[hound]("dog"))
	cat := kitten{Lives: 7, Friends: []pet{kitten{}}}
	tests := []struct {
		name  string
		fn    any
		model signet.OperationOption
		want  string // the body, or a part of the mistake
	}{
		{"by tags", func() []pet { return []pet{cat, &puppy{Name: "a"}} }, signet.ResponseModel[[]animal](), `[{"is":"cat","lives":7},{"is":"dog","name":"a"}]`},
		{"variant as its union", func() *lion { return &lion{2} }, signet.ResponseModel[animal](), `{"is":"cat","lives":2}`},
		{"same", func() pet { return cat }, signet.ResponseModel[pet](), `{"kind":"cat","lives":7,"friends":[{"kind":"cat","lives":0}]}`},
		{"member that a variant lacks", func() pet { return cat }, signet.ResponseModel[counted](), `lives: signet_test.counted needs it, signet_test.puppy has no member "lives"`},
		{"no variant of it", func() counted { return counted{} }, signet.ResponseModel[animal](), `signet_test.counted is none of its variants`},
		{"no union", func() int { return 1 }, signet.ResponseModel[animal](), `needs signet_test.animal (union), int has int (int)`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, _ := newApp(pets(), animals)
			app.Handle(tt.fn, app.GET("/"), tt.model)
			if err := app.Err(); err != nil {
				if !strings.Contains(err.Error(), tt.want) {
					t.Errorf("Err() = %v; want it to say %s", err, tt.want)
				}
				return
			}
			do(t, app, "GET", "/", "").want(t, 200, tt.want)
		})
	}
}

// schemasOf returns the components of the app's document, each as its JSON.
func schemasOf(t *testing.T, app *signet.App) map[string]string {
	t.Helper()
	valid(t, app)
	var document struct {
		Components struct{ Schemas map[string]json.RawMessage }
	}
	text := do(t, app, "GET", "/openapi.json", "").body
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	schemas := map[string]string{}
	for name, s := range document.Components.Schemas {
		schemas[name] = string(s)
	}
	return schemas
}

// TestUnionDocument compares the components with what the wire has.
func TestUnionDocument(t *testing.T) {
	t.Parallel()
	app := petApp(t)
	app.Handle(func() (puppy, error) { return puppy{}, nil }, app.GET("/puppy"))
	components := schemasOf(t, app)
	for name, want := range map[string]string{
		"pet":        `{"discriminator":{"propertyName":"kind","mapping":{"cat":"#/components/schemas/kitten","dog":"#/components/schemas/puppyAspet"}},"oneOf":[{"$ref":"#/components/schemas/kitten"},{"$ref":"#/components/schemas/puppyAspet"}]}`,
		"puppyAspet": `{"properties":{"kind":{"const":"dog","type":"string"},"name":{"type":"string"}},"required":["kind","name"],"type":"object"}`,
		"puppy":      `{"properties":{"kind":{"type":"string"},"name":{"type":"string"}},"required":["kind","name"],"type":"object"}`,
	} {
		if got := components[name]; got != want {
			t.Errorf("component %s = %s; want %s", name, got, want)
		}
	}
	if got := components["household"]; !strings.Contains(got, `"spare":{"anyOf":[{"$ref":"#/components/schemas/pet"},{"type":"null"}]}`) {
		t.Errorf("component household = %s; want a reference to pet or null as spare", got)
	}
}
