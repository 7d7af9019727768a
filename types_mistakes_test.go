package signet_test

import (
	"testing"
	"time"

	"github.com/signet-go/signet"
)

type (
	closed  interface{ Sound() string }
	counter struct {
		Kind int `json:"kind"`
	}
	writer struct{ Name string }
)

func (counter) Sound() string               { return "" }
func (writer) Sound() string                { return "" }
func (writer) MarshalJSON() ([]byte, error) { return nil, nil }

// typeMistakes are what developers do wrong with types of models, each with the
// message that they get in testdata/type_mistakes.txt.
var typeMistakes = []struct {
	name     string
	option   signet.Option // may be nil
	register func(*signet.App)
}{
	{"union that is not declared", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Pet closed `body:""`
		}], a.POST("/a"))
	}},
	{"union of no interface", signet.Union[thing]("kind", signet.Variant[thing]("a")), nil},
	{"union of any", signet.Union[any]("kind", signet.Variant[thing]("a")), nil},
	{"union of nothing", signet.Union[closed]("kind"), nil},
	{"union without a property", signet.Union[closed]("", signet.Variant[lion]("a")), nil},
	{"variants that are none", signet.Union[closed]("kind", signet.Variant[thing]("a"), signet.Variant[puppy]("b"), signet.Variant[int]("c")), nil},
	{"variants that cannot be told apart", signet.Union[closed]("kind", signet.Variant[lion]("a"), signet.Variant[hound]("a"), signet.Variant[*lion]("b"), signet.Variant[kitten]("")), nil},
	{"tag in a number", signet.Union[closed]("kind", signet.Variant[counter]("a")), func(a *signet.App) {
		a.Handle(in[struct {
			Pet closed `body:""`
		}], a.POST("/a"))
	}},
	{"variant that writes itself", signet.Union[closed]("kind", signet.Variant[writer]("a")), func(a *signet.App) { a.Handle(returns[closed], a.GET("/a")) }},
	{"union in the query", pets(), func(a *signet.App) {
		a.Handle(in[struct {
			Pet pet `query:"pet"`
		}], a.GET("/a"))
	}},
	{"secret in a header of an answer", nil, func(a *signet.App) {
		a.Handle(returns[struct {
			Token signet.Secret[string] `header:"X-Token"`
		}], a.GET("/a"))
	}},
	{"secret around an Opt", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Token signet.Secret[signet.Opt[string]] `query:"token"`
		}], a.GET("/a"))
	}},
	{"set of objects", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Things map[thing]struct{} `body:"things"`
		}], a.POST("/a"))
	}},
	{"time format that shows nothing", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Day time.Time `query:"day" timeFormat:"YYYY-MM-DD"`
		}], a.GET("/a"))
	}},
	{"style of no list", nil, func(a *signet.App) {
		a.Handle(in[struct {
			ID int `query:"id" style:"csv"`
		}], a.GET("/a"))
	}},
	{"style that is none", nil, func(a *signet.App) {
		a.Handle(in[struct {
			IDs []int `query:"id" style:"form"`
		}], a.GET("/a"))
	}},
	{"pipes in a cookie", nil, func(a *signet.App) {
		a.Handle(in[struct {
			IDs []int `cookie:"id" style:"pipes"`
		}], a.GET("/a"))
	}},
	{"style of a body", nil, func(a *signet.App) {
		a.Handle(in[struct {
			IDs []int `body:"id" style:"csv"`
		}], a.POST("/a"))
	}},
	{"strict body", nil, func(a *signet.App) {
		a.Handle(in[struct {
			_   struct{} `strict:"body"`
			IDs []int    `body:"id"`
		}], a.POST("/a"))
	}},
	{"strict on a parameter", nil, func(a *signet.App) {
		a.Handle(in[struct {
			ID int `query:"id" strict:"query"`
		}], a.GET("/a"))
	}},
	{"time format of a number", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Day int `query:"day" timeFormat:"unix"`
		}], a.GET("/a"))
	}},
	{"default in another time format", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Day time.Time `query:"day" timeFormat:"02.01.2006" default:"2026-11-21"`
		}], a.GET("/a"))
	}},
	{"default of no variant", pets(), func(a *signet.App) {
		a.Handle(in[struct {
			Pet pet `body:"pet" default:"{\"kind\":\"cow\"}"`
		}], a.POST("/a"))
	}},
	{"wrong union in a body", signet.Union[closed]("kind"), func(a *signet.App) {
		a.Handle(in[struct {
			Pet closed `body:""`
		}], a.POST("/a"))
	}},
	{"words for a flag", nil, func(a *signet.App) {
		a.Handle(returns[struct {
			ID   int `json:"id" readOnly:"yes"`
			Code int `json:"code" hidden:"1"`
		}], a.GET("/a"))
	}},
	{"neither read nor written", nil, func(a *signet.App) {
		a.Handle(returns[struct {
			ID int `json:"id" readOnly:"true" writeOnly:"true"`
		}], a.GET("/a"))
	}},
	{"read-only parameter", nil, func(a *signet.App) {
		a.Handle(in[struct {
			ID int `query:"id" readOnly:"true"`
		}], a.GET("/a"))
	}},
}

func TestTypeMistakes(t *testing.T) {
	t.Parallel()
	var list mistakeList
	for _, m := range typeMistakes {
		list.of(t, m.name, []signet.Option{m.option}, m.register)
	}
	golden(t, "testdata/type_mistakes.txt", list.text.Bytes())
}
