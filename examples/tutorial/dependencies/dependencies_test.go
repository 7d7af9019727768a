package dependencies

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/?q=foo&skip=5", Status: 200, Answer: `{"q":"foo","skip":5,"limit":100}`},
		{App: Tutorial001(), Request: "GET /users/?skip=x", Status: 422, Answer: "int_parsing query.skip"},
		{App: Tutorial001x02(), Request: "GET /users/", Status: 200, Answer: `{"q":null,"skip":0,"limit":100}`},
		{App: Tutorial003(), Request: "GET /items/?q=bar&skip=1&limit=1", Status: 200, Answer: `{"q":"bar","items":[{"item_name":"Bar"}]}`},
		{App: Tutorial004(), Request: "GET /items/?skip=2", Status: 200, Answer: `{"items":[{"item_name":"Baz"}]}`},
		{App: Tutorial005(), Request: "GET /items/", Header: "Cookie: last_query=old", Status: 200, Answer: `{"q_or_cookie":"old"}`},
		{App: Tutorial005(), Request: "GET /items/?q=new", Header: "Cookie: last_query=old", Status: 200, Answer: `{"q_or_cookie":"new"}`},
		{App: Tutorial005(), Request: "GET /items/", Status: 200, Answer: `{"q_or_cookie":null}`},
		{App: Tutorial006(), Request: "GET /items/", Status: 422, Answer: "missing header.x-token, missing header.x-key"},
		{App: Tutorial006(), Request: "GET /items/", Header: "X-Token: invalid", Status: 400, Answer: `{"detail":"X-Token header invalid"}`},
		{App: Tutorial008b(), Request: "GET /items/plumbus", Status: 400, Answer: `{"detail":"Owner error: Rick"}`},
		{App: Tutorial008b(), Request: "GET /items/portal-gun", Status: 200, Answer: `{"description":"Gun to create portals","owner":"Rick"}`},
		{App: Tutorial008b(), Request: "GET /items/foo", Status: 404, Answer: `{"detail":"Item not found"}`},
		{App: Tutorial008e(), Request: "GET /users/me", Status: 200, Answer: `"Rick"`},
		{App: Tutorial012(), Request: "GET /users/", Status: 422, Answer: "missing header.x-token, missing header.x-key"},
	})
}
