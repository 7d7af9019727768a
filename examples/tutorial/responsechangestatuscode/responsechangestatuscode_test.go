package responsechangestatuscode

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "PUT /get-or-create-task/foo", Status: 200, Answer: `"Listen to the Bar Fighters"`},
		{App: Tutorial001(), Request: "PUT /get-or-create-task/bar", Status: 201, Answer: `"This didn't exist before"`},
	})
}
