package security

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	const refused = `{"detail":"Not authenticated"}`
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/", Status: 401, Answer: refused},
		{App: Tutorial001(), Request: "GET /items/", Header: "Authorization: Bearer abc", Status: 200, Answer: `{"token":"abc"}`},
		{App: Tutorial002(), Request: "GET /users/me", Status: 401, Answer: refused},
		{App: Tutorial002(), Request: "GET /users/me", Header: "Authorization: Bearer abc", Status: 200,
			Answer: `{"username":"abcfakedecoded","email":"john@example.com","full_name":"John Doe","disabled":null}`},
		{App: Tutorial006(), Request: "GET /users/me", Header: "Authorization: Basic am9objpzZWNyZXQ=", Status: 200, Answer: `{"username":"john","password":"secret"}`},
		{App: Tutorial006(), Request: "GET /users/me", Header: "Authorization: Basic am9obnNlY3JldA==", Status: 401, Answer: refused},
		{App: Tutorial007(), Request: "GET /users/me", Header: "Authorization: Basic c3RhbmxleWpvYnNvbjpzd29yZGZpc2g=", Status: 200, Answer: `{"username":"stanleyjobson"}`},
		{App: Tutorial007(), Request: "GET /users/me", Header: "Authorization: Basic am9objpzZWNyZXQ=", Status: 401, Answer: `{"detail":"Incorrect username or password"}`},
	})
}
