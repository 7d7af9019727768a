package signet_test

import (
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

type (
	strictTree struct {
		Name     string       `json:"name"`
		Children []strictTree `json:"children,omitempty"`
	}
	strictBoth struct {
		Name string `json:"name"`
	}
	strictSecretive struct {
		Name string `json:"name"`
		Back string `json:"back,omitempty" hidden:"true"`
	}
)

// What Strict refuses, the document forbids, on the routes that are strict.
func TestStrictDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp(pets())
	strict := app.Group("/strict", signet.Strict())
	app.Handle(func(in struct {
		B strictTree `body:""`
	}) strictTree {
		return in.B
	}, strict.POST("/tree"))
	app.Handle(func(struct {
		B strictBoth `body:""`
	}) {
	}, strict.POST("/both"), app.POST("/both"))
	app.Handle(func(struct {
		B strictSecretive `body:""`
	}) {
	}, strict.POST("/hidden"))
	app.Handle(func(struct {
		P pet `body:"pet"`
	}) {
	}, strict.POST("/pet", signet.OperationID("strictPet")))
	app.Handle(func(struct {
		Q string `form:"q"`
	}) {
	}, strict.POST("/form", signet.OperationID("strictForm")), app.POST("/form", signet.OperationID("openForm")))
	valid(t, app)
	schemas := schemasOf(t, app)
	for name, want := range map[string]string{
		"strictTree":        `{"additionalProperties":false,`,
		"strictBoth-Input":  `{"properties"`,
		"strictBoth-Strict": `{"additionalProperties":false,`,
		"strictSecretive":   `{"properties"`,
		"StrictPetBody":     `{"additionalProperties":false,`,
		"kitten":            `{"additionalProperties":false,`,
		"StrictFormBody":    `{"additionalProperties":false,`,
		"OpenFormBody":      `{"properties"`,
	} {
		if !strings.HasPrefix(schemas[name], want) {
			t.Errorf("%s is %s; want it to begin with %s", name, schemas[name], want)
		}
	}
	do(t, app, "POST", "/strict/tree", `{"name":"a","children":[{"name":"b","x":1}]}`).wantMistakes(t, "extra_forbidden body.children.0.x")
	do(t, app, "POST", "/strict/pet", `{"pet":{"kind":"cat","lives":1,"x":1}}`).wantMistakes(t, "extra_forbidden body.pet.cat.x")
	do(t, app, "POST", "/strict/pet", `{"pet":{"kind":"cat","lives":1},"x":1}`).wantMistakes(t, "extra_forbidden body.x")
	do(t, app, "POST", "/strict/hidden", `{"name":"a","back":"b"}`).wantStatus(t, 204)
}

// StrictTypes coerces no JSON at any depth; parameters and keys are text and
// stay convertible.
func TestStrictTypes(t *testing.T) {
	t.Parallel()
	type deep struct {
		Count  int                            `json:"count"`
		Set    map[int]struct{}               `json:"set,omitempty"`
		Keys   map[int]bool                   `json:"keys,omitempty"`
		Pin    signet.Secret[int]             `json:"pin,omitzero"`
		Pet    *pet                           `json:"pet,omitempty"`
		Maybe  signet.Opt[float64]            `json:"maybe,omitzero"`
		Nested map[string][]signet.Opt[uint8] `json:"nested,omitempty"`
	}
	app, _ := newApp(pets())
	strict := app.Group("/strict", signet.StrictTypes())
	app.Handle(func(in struct {
		ID   int  `query:"id"`
		On   bool `query:"on"`
		Body deep `body:""`
	}) deep {
		return in.Body
	}, strict.POST("/deep"), app.POST("/deep"))
	valid(t, app)
	const coerced = `{"count":"1","set":["1"],"keys":{"1":"yes"},"pin":"5","pet":{"kind":"cat","lives":"1"},"maybe":"2","nested":{"a":[1.0,true]}}`
	do(t, app, "POST", "/strict/deep?id=1&on=yes", coerced).wantMistakes(t, "int_type body.count", "int_type body.set.0", "bool_type body.keys.1",
		"int_type body.pin", "int_type body.pet.cat.lives", "float_type body.maybe", "int_type body.nested.a.0", "int_type body.nested.a.1")
	do(t, app, "POST", "/strict/deep?id=1&on=yes", `{"count":1,"set":[1],"keys":{"1":true}}`).want(t, 200, `{"count":1,"set":[1],"keys":{"1":true}}`)
	do(t, app, "POST", "/deep?id=1&on=yes", coerced).wantStatus(t, 200, `"nested":{"a":[1,1]}`)
}
