package queryparams

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/?skip=1&limit=1", Status: 200, Answer: `[{"item_name":"Bar"}]`},
		{App: Tutorial001(), Request: "GET /items/?skip=3", Status: 200, Answer: "[]"},
		{App: Tutorial003(), Request: "GET /items/baz?short=on", Status: 200, Answer: `{"item_id":"baz"}`},
		{App: Tutorial003(), Request: "GET /items/bar?q=a",
			Status: 200, Answer: `{"item_id":"bar","q":"a","description":"This is an amazing item that has a long description"}`},
		{App: Tutorial005(), Request: "GET /items/foo", Status: 422, Answer: "missing query.needy"},
		{App: Tutorial006(), Request: "GET /items/foo?needy=very", Status: 200, Answer: `{"item_id":"foo","needy":"very","skip":0,"limit":null}`},
		{App: Tutorial006(), Request: "GET /items/foo?skip=a&limit=b",
			Status: 422, Answer: "missing query.needy, int_parsing query.skip, int_parsing query.limit"},
	})
}
