package frontend

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	const page, lost = "Accept: text/html", `{"detail":"Not Found"}`
	files, missing, views, bare := Tutorial001(), Tutorial003(), Tutorial004(), Tutorial005()
	exchange.Run(t, []exchange.Exchange{
		{App: files, Request: "GET /asset.txt", Header: page, Status: 200, Answer: "asset"},
		{App: files, Request: "GET /dashboard", Header: page, Status: 404, Answer: lost},
		{App: missing, Request: "GET /missing", Header: page, Status: 404, Answer: "missing"},
		{App: missing, Request: "GET /missing.js", Header: "Accept: */*", Status: 404, Answer: "missing"},
		{App: views, Request: "GET /app/dashboard", Header: page, Status: 200, Answer: "index"},
		{App: views, Request: "GET /app/missing.js", Header: "Accept: */*", Status: 404, Answer: lost},
		{App: views, Request: "GET /application", Header: page, Status: 404, Answer: lost},
		{App: bare, Request: "GET /", Header: page, Status: 200, Answer: "index"},
		{App: bare, Request: "GET /dashboard", Header: page, Status: 404, Answer: lost},
	})
}
