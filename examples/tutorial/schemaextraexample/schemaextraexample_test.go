package schemaextraexample

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}}`},
		{App: Tutorial002(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}}`},
		{App: Tutorial003(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}}`},
		{App: Tutorial005(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":"A very nice Item","price":35.4,"tax":3.2}}`},
	})
}
