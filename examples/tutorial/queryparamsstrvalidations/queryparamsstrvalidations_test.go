package queryparamsstrvalidations

import (
	"strings"
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial002(), Request: "GET /items/?q=", Status: 200, Answer: `{"items":[{"item_id":"Foo"},{"item_id":"Bar"}]}`},
		{App: Tutorial002(), Request: "GET /items/?q=" + strings.Repeat("q", 51), Status: 422, Answer: "string_too_long query.q"},
		{App: Tutorial004(), Request: "GET /items/?q=fixedquery", Status: 200, Answer: `{"items":[{"item_id":"Foo"},{"item_id":"Bar"}],"q":"fixedquery"}`},
		{App: Tutorial004(), Request: "GET /items/?q=nonregexquery", Status: 422, Answer: "string_pattern_mismatch query.q"},
		{App: Tutorial006(), Request: "GET /items/", Status: 422, Answer: "missing query.q"},
		{App: Tutorial006c(), Request: "GET /items/", Status: 200, Answer: `{"items":[{"item_id":"Foo"},{"item_id":"Bar"}]}`},
		{App: Tutorial006c(), Request: "GET /items/?q=fa", Status: 422, Answer: "string_too_short query.q"},
		{App: Tutorial007(), Request: "GET /items/", Status: 200, Answer: `{"items":[{"item_id":"Foo"},{"item_id":"Bar"}]}`},
		{App: Tutorial008(), Request: "GET /items/?q=fa", Status: 422, Answer: "string_too_short query.q"},
		{App: Tutorial009(), Request: "GET /items/?item-query=a", Status: 200, Answer: `{"items":[{"item_id":"Foo"},{"item_id":"Bar"}],"q":"a"}`},
		{App: Tutorial009(), Request: "GET /items/?q=a", Status: 200, Answer: `{"items":[{"item_id":"Foo"},{"item_id":"Bar"}]}`},
		{App: Tutorial010(), Request: "GET /items/?item-query=nonregexquery", Status: 422, Answer: "string_pattern_mismatch query.item-query"},
		{App: Tutorial011(), Request: "GET /items/?q=foo&q=bar", Status: 200, Answer: `{"q":["foo","bar"]}`},
		{App: Tutorial011(), Request: "GET /items/", Status: 200, Answer: `{"q":null}`},
		{App: Tutorial012(), Request: "GET /items/", Status: 200, Answer: `{"q":["foo","bar"]}`},
		{App: Tutorial012(), Request: "GET /items/?q=baz", Status: 200, Answer: `{"q":["baz"]}`},
		{App: Tutorial015(), Request: "GET /items/?id=isbn-nope", Status: 200, Answer: `{"id":"isbn-nope","name":null}`},
		{App: Tutorial015(), Request: "GET /items/?id=wtf-yes", Status: 422, Answer: "value_error query.id"},
	})
}
