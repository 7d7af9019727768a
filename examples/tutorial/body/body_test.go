package body

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /items/",
			Body:   `{"name":"Foo","price":"50.5"}`,
			Status: 200, Answer: `{"name":"Foo","description":null,"price":50.5,"tax":null}`},
		{App: Tutorial001(), Request: "POST /items/", Body: `{"name":"Foo"}`, Status: 422, Answer: "missing body.price"},
		{App: Tutorial001(), Request: "POST /items/", Status: 422, Answer: "missing body"},
		{App: Tutorial001(), Request: "POST /items/", Body: "{some broken json}", Status: 422, Answer: "json_invalid body.1"},
		{App: Tutorial003(), Request: "PUT /items/123",
			Body:   `{"name":"Foo","price":50.1,"tax":0.3}`,
			Status: 200, Answer: `{"item_id":123,"name":"Foo","description":null,"price":50.1,"tax":0.3}`},
		{App: Tutorial004(), Request: "PUT /items/123?q=a",
			Body:   `{"name":"Foo","price":50.1}`,
			Status: 200, Answer: `{"item_id":123,"name":"Foo","description":null,"price":50.1,"tax":null,"q":"a"}`},
		{App: Tutorial004(), Request: "PUT /items/nine",
			Body:   "{}",
			Status: 422, Answer: "int_parsing path.item_id, missing body.name, missing body.price"},
	})
}
