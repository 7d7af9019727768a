package biggerapplications

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestApp(t *testing.T) {
	app := App()
	const token = "X-Token: fake-super-secret-token"
	exchange.Run(t, []exchange.Exchange{
		{App: app, Request: "GET /?token=jessica", Status: 200, Answer: `{"message":"Hello Bigger Applications!"}`},
		{App: app, Request: "GET /users/", Status: 422, Answer: "missing query.token"},
		{App: app, Request: "GET /users/?token=monica", Status: 400, Answer: `{"detail":"No Jessica token provided"}`},
		{App: app, Request: "GET /users/me?token=jessica", Status: 200, Answer: `{"username":"fakecurrentuser"}`},
		{App: app, Request: "GET /users/foo?token=jessica", Status: 200, Answer: `{"username":"foo"}`},
		{App: app, Request: "GET /items/gun?token=jessica", Header: token, Status: 200, Answer: `{"name":"Portal Gun","item_id":"gun"}`},
		{App: app, Request: "GET /items/bar?token=jessica", Header: token, Status: 404, Answer: `{"detail":"Item not found"}`},
		{App: app, Request: "PUT /items/foo", Status: 422, Answer: "missing query.token, missing header.x-token"},
		{App: app, Request: "PUT /items/foo", Header: "X-Token: invalid", Status: 400, Answer: `{"detail":"X-Token header invalid"}`},
		{App: app, Request: "PUT /items/bar?token=jessica", Header: token, Status: 403, Answer: `{"detail":"You can only update the item: plumbus"}`},
		{App: app, Request: "POST /admin/?token=jessica", Header: token, Status: 200, Answer: `{"message":"Admin getting schwifty"}`},
	})
}
