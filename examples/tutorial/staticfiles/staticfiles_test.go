package staticfiles

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	app := Tutorial001()
	exchange.Run(t, []exchange.Exchange{
		{App: app, Request: "GET /static/sample.txt", Status: 200, Answer: "This is a sample static file."},
		{App: app, Request: "GET /static/sample.txt", Header: "Range: bytes=10-15", Status: 206, Answer: "sample"},
		{App: app, Request: "GET /static/none.txt", Status: 404, Answer: `{"detail":"Not Found"}`},
		{App: app, Request: "POST /static/sample.txt", Status: 405, Answer: `{"detail":"Method Not Allowed"}`},
	})
}
