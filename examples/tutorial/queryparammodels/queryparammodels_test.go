package queryparammodels

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	const full = "limit=10&offset=5&order_by=updated_at&tags=tag1&tags=tag2"
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/?" + full, Status: 200, Answer: `{"limit":10,"offset":5,"order_by":"updated_at","tags":["tag1","tag2"]}`},
		{App: Tutorial001(), Request: "GET /items/", Status: 200, Answer: `{"limit":100,"offset":0,"order_by":"created_at","tags":[]}`},
		{App: Tutorial001(), Request: "GET /items/?limit=150&offset=-1&order_by=x", Status: 422,
			Answer: "less_than_equal query.limit, greater_than_equal query.offset, literal_error query.order_by"},
		{App: Tutorial001(), Request: "GET /items/?tool=plumbus", Status: 200, Answer: `{"limit":100,"offset":0,"order_by":"created_at","tags":[]}`},
		{App: Tutorial002(), Request: "GET /items/?" + full, Status: 200, Answer: `{"limit":10,"offset":5,"order_by":"updated_at","tags":["tag1","tag2"]}`},
		{App: Tutorial002(), Request: "GET /items/?" + full + "&tool=plumbus", Status: 422, Answer: "extra_forbidden query.tool"},
	})
}
