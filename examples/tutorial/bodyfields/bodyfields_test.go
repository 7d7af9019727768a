package bodyfields

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "PUT /items/6",
			Body:   `{"item":{"name":"Bar","price":0.2,"description":"Some bar","tax":"5.4"}}`,
			Status: 200, Answer: `{"item_id":6,"item":{"name":"Bar","description":"Some bar","price":0.2,"tax":5.4}}`},
		{App: Tutorial001(), Request: "PUT /items/5", Body: `{"item":{"name":"Foo","price":-3}}`, Status: 422, Answer: "greater_than body.item.price"},
	})
}
