package layer

import (
	"net/http"
	"reflect"
	"testing"
)

func TestFold(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	small, large := int64(1), int64(2)
	app := &Settings{Prefix: "/api", MaxBody: &small, Strict: &yes, Status: 200}
	app.Tags = []string{"all"}
	app.Responses = []Response{{Status: 404, Description: "outer"}, {Status: 409}}
	group := &Settings{Prefix: "/v1", MaxBody: &large, Strict: &no}
	group.Deprecated = true
	group.Tags = []string{"items"}
	group.Responses = []Response{{Status: 404, Description: "inner"}}
	route := &Settings{Status: 201}
	route.Summary = "x"

	got := Fold([]*Settings{app, group, route})
	if got.Prefix != "/api/v1" || *got.MaxBody != 2 || *got.Strict || got.Status != 201 || !got.Deprecated || got.Summary != "x" {
		t.Errorf("Fold = %+v; want the innermost to win and prefixes to add up", got)
	}
	if want := []string{"all", "items"}; !reflect.DeepEqual(got.Tags, want) {
		t.Errorf("Fold's tags = %q; want %q", got.Tags, want)
	}
	if want := []Response{{Status: 404, Description: "inner"}, {Status: 409}}; !reflect.DeepEqual(got.Responses, want) {
		t.Errorf("Fold's responses = %+v; want %+v", got.Responses, want)
	}
}

// TestFoldSharesNothing: what is added to one fold must not appear in a sibling's.
func TestFoldSharesNothing(t *testing.T) {
	t.Parallel()
	outer := &Settings{}
	outer.Tags = make([]string, 1, 8) // room that an append would write into
	outer.Middleware = make([]func(http.Handler) http.Handler, 1, 8)
	a, b := &Settings{}, &Settings{}
	a.Tags, b.Tags = []string{"a"}, []string{"b"}
	first := Fold([]*Settings{outer, a})
	Fold([]*Settings{outer, b})
	if first.Tags[1] != "a" {
		t.Errorf("after folding a sibling, tags are %q; want the last to be a", first.Tags)
	}
}
