package bodymultipleparams

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "PUT /items/5?q=bar", Status: 200, Answer: `{"item_id":5,"q":"bar"}`},
		{App: Tutorial001(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","price":50.5}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":null,"price":50.5,"tax":null}}`},
		{App: Tutorial002(), Request: "PUT /items/5", Status: 422, Answer: "missing body.item, missing body.user"},
		{App: Tutorial002(), Request: "PUT /items/5",
			Body:   `{"user":{"username":"ada"},"item":{"name":"Foo","price":50.5}}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":null,"price":50.5,"tax":null},"user":{"username":"ada","full_name":null}}`},
		{App: Tutorial003(), Request: "PUT /items/5", Body: "[]", Status: 422, Answer: "missing body.item, missing body.user, missing body.importance"},
		{App: Tutorial005(), Request: "PUT /items/5", Body: `{"name":"Foo","price":50.5}`, Status: 422, Answer: "missing body.item"},
	})
}
