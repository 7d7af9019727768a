package responsemodel

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/",
			Status: 200, Answer: `[{"name":"Portal Gun","description":null,"price":42,"tax":null,"tags":[]},{"name":"Plumbus","description":null,"price":32,"tax":null,"tags":[]}]`},
		{App: Tutorial001x01(), Request: "GET /items/",
			Status: 200, Answer: `[{"name":"Portal Gun","description":null,"price":42,"tax":null,"tags":[]},{"name":"Plumbus","description":null,"price":32,"tax":null,"tags":[]}]`},
		{App: Tutorial002(), Request: "POST /user/",
			Body:   `{"username":"foo","password":"fighter","email":"foo@example.com"}`,
			Status: 200, Answer: `{"username":"foo","password":"fighter","email":"foo@example.com","full_name":null}`},
		{App: Tutorial003(), Request: "POST /user/",
			Body:   `{"username":"foo","password":"fighter","email":"foo@example.com"}`,
			Status: 200, Answer: `{"username":"foo","email":"foo@example.com","full_name":null}`},
		{App: Tutorial003x02(), Request: "GET /portal", Status: 200, Answer: `{"message":"Here's your interdimensional portal."}`},
		{App: Tutorial003x05(), Request: "GET /portal", Status: 200, Answer: `{"message":"Here's your interdimensional portal."}`},
		{App: Tutorial003x05(), Request: "GET /portal?teleport=true", Status: 307, Answer: `{"message":"Come through."}`},
		{App: Tutorial005(), Request: "GET /items/bar/name", Status: 200, Answer: `{"name":"Bar","description":"The Bar fighters"}`},
		{App: Tutorial005(), Request: "GET /items/bar/public", Status: 200, Answer: `{"name":"Bar","description":"The Bar fighters","price":62}`},
		{App: Tutorial006(), Request: "GET /items/bar/name", Status: 200, Answer: `{"name":"Bar","description":"The Bar fighters"}`},
		{App: Tutorial006(), Request: "GET /items/none/public", Status: 404, Answer: `{"detail":"no such article"}`},
	})
}
