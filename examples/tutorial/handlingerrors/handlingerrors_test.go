package handlingerrors

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial002(), Request: "GET /items-header/foo", Status: 200, Answer: `{"item":"The Foo Wrestlers"}`},
		{App: Tutorial002(), Request: "GET /items-header/bar", Status: 404, Answer: `{"detail":"Item not found"}`},
		{App: Tutorial006(), Request: "GET /items/3", Status: 418, Answer: `{"detail":"Nope! I don't like 3."}`},
		{App: Tutorial006(), Request: "GET /items/foo", Status: 422, Answer: "int_parsing path.item_id"},
	})
}
