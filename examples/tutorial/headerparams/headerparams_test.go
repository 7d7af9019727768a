package headerparams

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/", Header: "User-Agent: test", Status: 200, Answer: `{"User-Agent":"test"}`},
		{App: Tutorial003(), Request: "GET /items/", Header: "X-Token: foo", Status: 200, Answer: `{"X-Token values":["foo"]}`},
		{App: Tutorial003(), Request: "GET /items/", Status: 200, Answer: `{"X-Token values":null}`},
	})
}
