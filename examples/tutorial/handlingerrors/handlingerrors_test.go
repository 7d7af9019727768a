package handlingerrors

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial002(), Request: "GET /items-header/foo", Status: 200, Answer: `{"item":"The Foo Wrestlers"}`},
		{App: Tutorial002(), Request: "GET /items-header/bar", Status: 404, Answer: `{"detail":"Item not found"}`},
		{App: Tutorial003(), Request: "GET /unicorns/shinny", Status: 200, Answer: `{"unicorn_name":"shinny"}`},
		{App: Tutorial003(), Request: "GET /unicorns/yolo", Status: 418, Answer: `{"message":"Oops! yolo did something. There goes a rainbow..."}`},
		{App: Tutorial004(), Request: "GET /items/2", Status: 200, Answer: `{"item_id":2}`},
		{App: Tutorial004(), Request: "GET /items/3", Status: 418, Answer: "Nope! I don't like 3."},
		{App: Tutorial004(), Request: "GET /items/foo", Status: 400, Answer: "Validation errors:\nField: ('path', 'item_id'), Error: must be a whole number"},
		{App: Tutorial004(), Request: "GET /nowhere", Status: 404, Answer: "Not Found"},
		{App: Tutorial006(), Request: "GET /items/3", Status: 418, Answer: `{"detail":"Nope! I don't like 3."}`},
		{App: Tutorial006(), Request: "GET /items/foo", Status: 422, Answer: "int_parsing path.item_id"},
	})
}
