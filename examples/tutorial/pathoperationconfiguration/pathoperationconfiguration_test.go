package pathoperationconfiguration

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /items/",
			Body:   `{"name":"Foo","price":42,"tags":["baz","bar","baz"]}`,
			Status: 201, Answer: `{"name":"Foo","description":null,"price":42,"tax":null,"tags":["bar","baz"]}`},
		{App: Tutorial002(), Request: "POST /items/",
			Body:   `{"name":"Foo","price":42,"tags":["baz","bar","baz"]}`,
			Status: 200, Answer: `{"name":"Foo","description":null,"price":42,"tax":null,"tags":["bar","baz"]}`},
		{App: Tutorial002(), Request: "GET /items/", Status: 200, Answer: `[{"name":"Foo","price":42}]`},
		{App: Tutorial002(), Request: "GET /users/", Status: 200, Answer: `[{"username":"johndoe"}]`},
		{App: Tutorial002b(), Request: "GET /items/", Status: 200, Answer: `["Portal gun","Plumbus"]`},
		{App: Tutorial003(), Request: "POST /items/",
			Body:   `{"name":"Foo","price":42,"tags":["baz","bar","baz"]}`,
			Status: 200, Answer: `{"name":"Foo","description":null,"price":42,"tax":null,"tags":["bar","baz"]}`},
		{App: Tutorial005(), Request: "POST /items/",
			Body:   `{"name":"Foo","price":42}`,
			Status: 200, Answer: `{"name":"Foo","description":null,"price":42,"tax":null,"tags":[]}`},
	})
}
