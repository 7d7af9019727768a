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
