package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
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
}

func TestShapeMistakes(t *testing.T) {
	var out bytes.Buffer
	for _, m := range shapeMistakes {
		app := signet.New(quiet)
		m.register(app)
		err := app.Err()
		if err == nil {
			t.Errorf("%s: Err() is nil; want a mistake", m.name)
			continue
		}
		fmt.Fprintf(&out, "== %s\n%s\n\n", m.name, withoutLines(err.Error()))
	}
	golden(t, "testdata/shape_mistakes.txt", out.Bytes())
}
