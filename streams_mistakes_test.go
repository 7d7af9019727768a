package signet_test

import (
	"iter"
	"testing"
	"time"

	"github.com/signet-go/signet"
)

// streamMistakes are what developers do wrong with streams and codecs, each with
// the message that they get in testdata/stream_mistakes.txt.
var streamMistakes = []struct {
	name     string
	options  []signet.Option
	register func(*signet.App)
}{
	{"media type without a slash", []signet.Option{signet.Codec("cbor", hexes{})}, nil},
	{"media type that is empty", []signet.Option{signet.Codec("", hexes{})}, nil},
	{"range of media types", []signet.Option{signet.Codec("text/*", hexes{})}, nil},
	{"media type with parameters", []signet.Option{signet.Codec("a/b; c=d", hexes{})}, nil},
	{"codec of JSON", []signet.Option{signet.Codec("Application/JSON", hexes{})}, nil},
	{"codec of something that is JSON", []signet.Option{signet.Codec("application/hal+json", hexes{})}, nil},
	{"nil codec", []signet.Option{signet.Codec("a/b", nil)}, nil},
	{"two codecs of one type", []signet.Option{signet.Codec("a/b", hexes{}), signet.Codec("A/b", hexes{})}, nil},
	{"negative KeepAlive", nil, func(a *signet.App) {
		a.Handle(returns[signet.EventStream[row]], a.GET("/a", signet.KeepAlive(-time.Second)))
	}},
	{"Status without a body", nil, func(a *signet.App) { a.Handle(returns[iter.Seq[row]], a.GET("/a", signet.Status(204))) }},
	{"event in JSON Lines", nil, func(a *signet.App) { a.Handle(returns[iter.Seq[signet.Event]], a.GET("/a")) }},
	{"pointer to an event", nil, func(a *signet.App) { a.Handle(returns[signet.EventStream[*signet.Event]], a.GET("/a")) }},
	{"ResponseModel of an event", nil, func(a *signet.App) {
		a.Handle(returns[signet.EventStream[signet.Event]], a.GET("/a", signet.ResponseModel[rowName]()))
	}},
	{"ResponseModel that items cannot fill", nil, func(a *signet.App) {
		a.Handle(returns[iter.Seq[rowName]], a.GET("/a", signet.ResponseModel[row]()))
	}},
	{"items without a JSON form", nil, func(a *signet.App) { a.Handle(returns[iter.Seq[chan int]], a.GET("/a")) }},
	{"stream of keys and values", nil, func(a *signet.App) { a.Handle(returns[iter.Seq2[string, int]], a.GET("/a")) }},
	{"channel", nil, func(a *signet.App) { a.Handle(returns[<-chan row], a.GET("/a")) }},
	{"pointer to a stream", nil, func(a *signet.App) { a.Handle(returns[*signet.EventStream[row]], a.GET("/a")) }},
	{"stream in an envelope", nil, func(a *signet.App) {
		a.Handle(returns[struct {
			Link string        `header:"Link"`
			Body iter.Seq[row] `body:""`
		}], a.GET("/a"))
	}},
	{"stream in one of several answers", nil, func(a *signet.App) {
		a.Handle(returns[struct {
			Rows *signet.EventStream[row] `status:"200"`
			None *thing                   `status:"404"`
		}], a.GET("/a"))
	}},
	{"stream in a model", nil, func(a *signet.App) {
		a.Handle(returns[struct {
			Rows iter.Seq[row] `json:"rows"`
		}], a.GET("/a"))
	}},
}

func TestStreamMistakes(t *testing.T) {
	t.Parallel()
	var list mistakeList
	for _, m := range streamMistakes {
		list.of(t, m.name, m.options, m.register)
	}
	golden(t, "testdata/stream_mistakes.txt", list.text.Bytes())
}
