package pathparamsnumericvalidations

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial003(), Request: "GET /items/42?q=", Status: 200, Answer: `{"item_id":42}`},
		{App: Tutorial003(), Request: "GET /items/nine", Status: 422, Answer: "int_parsing path.item_id, missing query.q"},
		{App: Tutorial004(), Request: "GET /items/0?q=a", Status: 422, Answer: "greater_than_equal path.item_id"},
		{App: Tutorial005(), Request: "GET /items/0?q=a", Status: 422, Answer: "greater_than path.item_id"},
		{App: Tutorial005(), Request: "GET /items/1001?q=a", Status: 422, Answer: "less_than_equal path.item_id"},
		{App: Tutorial006(), Request: "GET /items/0?q=&size=0.1", Status: 200, Answer: `{"item_id":0,"size":0.1}`},
		{App: Tutorial006(), Request: "GET /items/1?q=a&size=10.5", Status: 422, Answer: "less_than query.size"},
	})
}
