package cookieparams

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/", Header: "Cookie: session=1; ads_id=ads_track", Status: 200, Answer: `{"ads_id":"ads_track"}`},
		{App: Tutorial001(), Request: "GET /items/", Status: 200, Answer: `{"ads_id":null}`},
	})
}
