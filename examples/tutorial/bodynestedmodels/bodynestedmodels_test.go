package bodynestedmodels

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","price":35.4,"tags":["a",1,null]}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":null,"price":35.4,"tax":null,"tags":["a",1,null]}}`},
		{App: Tutorial002(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","price":35.4}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":null,"price":35.4,"tax":null,"tags":[]}}`},
		{App: Tutorial002(), Request: "PUT /items/5", Body: `{"name":"Foo","price":35.4,"tags":["a",1]}`, Status: 422, Answer: "string_type body.tags.1"},
		{App: Tutorial003(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","price":35.4,"tags":["foo","bar","foo"]}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":null,"price":35.4,"tax":null,"tags":["bar","foo"]}}`},
		{App: Tutorial005(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","price":35.4}`,
			Status: 200, Answer: `{"item_id":5,"item":{"name":"Foo","description":null,"price":35.4,"tax":null,"tags":[],"image":null}}`},
		{App: Tutorial005(), Request: "PUT /items/5",
			Body:   `{"name":"Foo","price":35.4,"image":{"url":"not a valid url","name":"example image"}}`,
			Status: 422, Answer: "url_parsing body.image.url"},
		{App: Tutorial006(), Request: "PUT /items/5", Body: `{"name":"Foo","price":35.4,"images":{}}`, Status: 422, Answer: "list_type body.images"},
		{App: Tutorial007(), Request: "POST /offers/",
			Body:   `{"name":"Special","price":38.6,"items":[{"name":"Foo","price":35.4,"images":[{}]}]}`,
			Status: 422, Answer: "missing body.items.0.images.0.url, missing body.items.0.images.0.name"},
	})
}
