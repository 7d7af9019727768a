package responsecookies

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /cookie/", Status: 200, Answer: `{"message":"Come to the dark side, we have cookies"}`},
		{App: Tutorial002(), Request: "POST /cookie-and-object/", Status: 200, Answer: `{"message":"Come to the dark side, we have cookies"}`},
	})
}
