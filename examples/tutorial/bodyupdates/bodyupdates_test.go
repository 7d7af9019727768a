package bodyupdates

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/baz", Status: 200, Answer: `{"name":"Baz","description":null,"price":50.2,"tax":10.5,"tags":[]}`},
		{App: Tutorial001(), Request: "PUT /items/bar",
			Body:   `{"name":"Barz","price":3,"description":null}`,
			Status: 200, Answer: `{"name":"Barz","description":null,"price":3,"tax":10.5,"tags":[]}`},
		{App: Tutorial002(), Request: "PATCH /items/bar",
			Body:   `{"name":"Barz"}`,
			Status: 200, Answer: `{"name":"Barz","description":"The bartenders","price":62,"tax":20.2,"tags":[]}`},
		{App: Tutorial002(), Request: "PATCH /items/bar",
			Body:   `{"description":null,"tags":["a"]}`,
			Status: 200, Answer: `{"name":"Bar","description":null,"price":62,"tax":20.2,"tags":["a"]}`},
		{App: Tutorial002(), Request: "PATCH /items/none", Body: `{}`, Status: 404, Answer: `{"detail":"no such item"}`},
	})
}
