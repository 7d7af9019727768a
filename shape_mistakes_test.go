package signet_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

type (
	mistakenPart struct {
		Name   string         `json:"name"`
		Secret string         `json:"secret" writeOnly:"true"`
		At     time.Time      `json:"at"`
		Sizes  map[string]int `json:"sizes"`
		Raw    json.Marshaler `json:"raw"`
	}
	secretly struct {
		Secret string `json:"secret"`
	}
)

// shapeMistakes are what developers get wrong about the shape of answers, each
// with the message that they get in testdata/shape_mistakes.txt.
var shapeMistakes = []struct {
	name     string
	register func(*signet.App)
}{
	{"selection of no member", func(a *signet.App) {
		a.Handle(returns[*mistakenPart], a.GET("/a", signet.Include("nam", "name"), signet.Exclude("owner")))
	}},
	{"selection inside a scalar", func(a *signet.App) {
		a.Handle(returns[[]mistakenPart], a.GET("/a", signet.Exclude("at.year", "sizes.large", "raw.x")))
	}},
	{"empty path", func(a *signet.App) {
		a.Handle(returns[mistakenPart], a.GET("/a", signet.Include("", "name.")))
	}},
	{"selection of what never leaves", func(a *signet.App) {
		a.Handle(returns[mistakenPart], a.GET("/a", signet.Include("secret")))
	}},
	{"selection of a scalar", func(a *signet.App) { a.Handle(returns[int], a.GET("/a", signet.Include("name"))) }},
	{"selection of nothing", func(a *signet.App) { a.Handle(none, a.GET("/a", signet.OmitNull())) }},
	{"selection of an envelope without a body", func(a *signet.App) {
		a.Handle(returns[struct {
			ETag string `header:"ETag"`
		}], a.GET("/a", signet.OmitNull()))
	}},
	{"model of what never leaves", func(a *signet.App) {
		a.Handle(returns[mistakenPart], a.GET("/a", signet.ResponseModel[secretly]()))
	}},
	{"outcomes badly declared", func(a *signet.App) {
		a.Handle(returns[struct {
			Created  thing  `status:"201"`
			Odd      *thing `status:"2o0"`
			Early    *thing `status:"103"`
			Untagged *thing
			ETag     *string `header:"ETag"`
			none     *thing  `status:"404"` //nolint:unused // the mistake
		}], a.PUT("/a"))
	}},
	{"outcomes that contradict themselves", func(a *signet.App) {
		type inner struct {
			OK *thing `status:"200"`
		}
		a.Handle(returns[*struct {
			None    *thing    `status:"204"`
			Several *inner    `status:"201"`
			Status  *envelope `status:"202"`
			Channel *chan int `status:"200"`
		}], a.PUT("/a"))
	}},
	{"answers that no document can hold", func(a *signet.App) {
		a.Handle(get, a.GET("/a",
			signet.Response(42, nil, ""), signet.Response(600, nil, ""), signet.Response(204, thing{}, ""), signet.Response(101, nil, "", signet.ResponseContent("a/b", nil)),
			signet.Response(404, make(chan int), "", signet.ResponseContent("", nil)),
			signet.Response(409, nil, "", signet.ResponseHeader("X-A", nil, ""), signet.ResponseLink("next", signet.Link{})),
			signet.Response(410, nil, "", signet.ResponseContent("a/b", make(chan int))),
			signet.Response(418, thing{}, "", signet.ResponseExamples(signet.NamedExample{Name: "odd", Value: make(chan int)}))))
	}},
	{"options beside outcomes", func(a *signet.App) {
		type result struct {
			Created *thing    `status:"201"`
			Gone    *struct{} `status:"410"`
		}
		a.Handle(returns[result],
			a.PUT("/a", signet.Status(200)), a.PUT("/b", signet.ResponseModel[thing]()), a.PUT("/c", signet.ResponseDescription("Done.")),
			a.PUT("/d", signet.Include("nam")))
	}},
}

func TestShapeMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range shapeMistakes {
		list.of(t, m.name, nil, m.register)
	}
	golden(t, "testdata/shape_mistakes.txt", list.text.Bytes())
}
