package signet_test

import (
	"context"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// TestSetPlaces: a mistake in an item of a set names the place where the item
// was sent first, however it was written and however deep the set lies.
func TestSetPlaces(t *testing.T) {
	t.Parallel()
	type numbers = map[int]struct{}
	type sets struct {
		Numbers numbers                       `json:"numbers,omitempty" validate:"dive,lt=10"`
		Grades  map[grade]struct{}            `json:"grades,omitempty"`
		Opt     signet.Opt[numbers]           `json:"opt,omitzero" validate:"dive,lt=10"`
		Lists   [][]numbers                   `json:"lists,omitempty" validate:"dive,dive,dive,lt=10"`
		Maps    map[string]numbers            `json:"maps,omitempty" validate:"dive,dive,lt=10"`
		Secret  map[string]map[int64]struct{} `json:"secret,omitempty" validate:"dive,dive,ne=7" format:"password"`
		Times   map[time.Time]struct{}        `json:"times,omitempty" timeFormat:"2006-01-02" validate:"dive,lt"`
	}
	app, _ := newApp()
	app.Handle(func(_ context.Context, in struct {
		Numbers numbers            `query:"numbers" validate:"dive,lt=10"`
		Maps    map[string]numbers `query:"maps" validate:"dive,dive,lt=10"`
	}) error {
		return nil
	}, app.GET("/"))
	app.Handle(func(_ context.Context, in struct {
		Body sets `body:""`
	}) error {
		return nil
	}, app.POST("/"))
	valid(t, app)
	tests := []struct {
		name, query, body string
		want              []string
	}{
		{"number as a text", "", `{"numbers":[1,"12",12.0]}`, []string{"less_than body.numbers.1"}},
		{"number with a fraction", "", `{"numbers":[5,12.0,12]}`, []string{"less_than body.numbers.1"}},
		{"in the order in which they were sent", "", `{"numbers":[20,9,11]}`, []string{"less_than body.numbers.0", "less_than body.numbers.2"}},
		{"number that prints as something else", "", `{"grades":[1,"3"]}`, []string{"enum body.grades.1"}},
		{"behind an Opt", "", `{"opt":["1","12"]}`, []string{"less_than body.opt.1"}},
		{"in lists", "", `{"lists":[[[1]],[[],[2,"33"]]]}`, []string{"less_than body.lists.1.1.1"}},
		{"in a map", "", `{"maps":{"b":["33"],"a":[1,"33"]}}`, []string{"less_than body.maps.a.1", "less_than body.maps.b.0"}},
		{"secret", "", `{"secret":{"a":["7"]}}`, []string{"value_error body.secret.a.0"}},
		{"in another form", "", `{"times":["2020-01-01","2999-01-01"]}`, []string{"datetime_past body.times.1"}},
		{"beside one that cannot be read", "", `{"numbers":["x","12"]}`, []string{"int_parsing body.numbers.0", "less_than body.numbers.1"}},
		{"in a list beside one that cannot be read", "", `{"lists":[["x"],[[1,"12"]]]}`, []string{"set_type body.lists.0.0", "less_than body.lists.1.0.1"}},
		{"in a query", "numbers=1&numbers=%2B12&numbers=1_1", "", []string{"less_than query.numbers.1", "less_than query.numbers.2"}},
		{"in a query beside one that cannot be read", "numbers=x&numbers=012", "", []string{"int_parsing query.numbers.0", "less_than query.numbers.1"}},
		{"in an object of a query", "maps[b]=1&maps[b]=012&maps[a]=15", "", []string{"less_than query.maps.a.0", "less_than query.maps.b.1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.body != "" {
				do(t, app, "POST", "/", tt.body).wantMistakes(t, tt.want...)
				return
			}
			do(t, app, "GET", "/?"+tt.query, "").wantMistakes(t, tt.want...)
		})
	}
}
