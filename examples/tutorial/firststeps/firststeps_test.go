package firststeps

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /", Status: 200, Answer: `{"message":"Hello World"}`},
		{App: Tutorial001(), Request: "GET /nonexistent", Status: 404, Answer: `{"detail":"Not Found"}`},
		{App: Tutorial003(), Request: "GET /", Status: 200, Answer: `{"message":"Hello World"}`},
	})
}
