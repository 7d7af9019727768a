package responseheaders

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /headers/", Status: 200, Answer: `{"message":"Hello World"}`},
		{App: Tutorial002(), Request: "GET /headers-and-object/", Status: 200, Answer: `{"message":"Hello World"}`},
	})
}
