package responsestatuscode

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /items/?name=Test+Item", Status: 201, Answer: `{"name":"Test Item"}`},
		{App: Tutorial002(), Request: "POST /items/?name=Test+Item", Status: 201, Answer: `{"name":"Test Item"}`},
	})
}
