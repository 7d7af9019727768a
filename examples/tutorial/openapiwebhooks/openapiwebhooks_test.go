package openapiwebhooks

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	app := Tutorial001()
	exchange.Run(t, []exchange.Exchange{
		{App: app, Request: "GET /users/", Status: 200, Answer: `["Rick","Morty"]`},
		{App: app, Request: "POST /new-subscription", Status: 404, Answer: `{"detail":"Not Found"}`},
	})
}
