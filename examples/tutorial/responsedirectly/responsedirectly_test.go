package responsedirectly

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "PUT /items/1",
			Body:   `{"title":"Foo","timestamp":"2023-01-01T12:00:00","description":"A test item"}`,
			Status: 200, Answer: `{"title":"Foo","timestamp":"2023-01-01T12:00:00","description":"A test item"}`},
		{App: Tutorial002(), Request: "GET /legacy/", Status: 200, Answer: shampoo},
	})
}
