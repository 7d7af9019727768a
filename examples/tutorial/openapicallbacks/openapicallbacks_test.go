package openapicallbacks

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	app := Tutorial001()
	exchange.Run(t, []exchange.Exchange{
		{App: app, Request: "POST /invoices/", Body: `{"id":"fooinvoice","customer":"John","total":5.3}`, Status: 200, Answer: `{"msg":"Invoice received"}`},
		{App: app, Request: "POST /invoices/?callback_url=http://a.example", Body: `{"id":"1"}`, Status: 422, Answer: "missing body.customer, missing body.total"},
	})
}
