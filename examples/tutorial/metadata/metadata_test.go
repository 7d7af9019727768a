package metadata

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001x1(), Request: "GET /items/", Status: 200, Answer: `[{"name":"Katana"}]`},
		{App: Tutorial002(), Request: "GET /openapi.json", Status: 404, Answer: `{"detail":"Not Found"}`},
		{App: Tutorial003(), Request: "GET /docs", Status: 404, Answer: `{"detail":"Not Found"}`},
		{App: Tutorial004(), Request: "GET /users/", Status: 200, Answer: `[{"name":"Harry"},{"name":"Ron"}]`},
	})
}
