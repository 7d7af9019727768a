package extramodels

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /user/",
			Body:   `{"username":"johndoe","password":"secret","email":"johndoe@example.com","full_name":"John Doe"}`,
			Status: 200, Answer: `{"username":"johndoe","email":"johndoe@example.com","full_name":"John Doe"}`},
		{App: Tutorial002(), Request: "POST /user/",
			Body:   `{"username":"johndoe","password":"secret","email":"johndoe@example.com","full_name":"John Doe"}`,
			Status: 200, Answer: `{"username":"johndoe","email":"johndoe@example.com","full_name":"John Doe"}`},
		{App: Tutorial003(), Request: "GET /items/item1", Status: 200, Answer: `{"description":"All my friends drive a low rider","type":"car"}`},
		{App: Tutorial003(), Request: "GET /items/item2", Status: 200, Answer: `{"description":"Music is my aeroplane, it's my aeroplane","type":"plane","size":5}`},
		{App: Tutorial003(), Request: "GET /items/item3", Status: 404, Answer: `{"detail":"no such item"}`},
		{App: Tutorial004(), Request: "GET /items/", Status: 200, Answer: `[{"name":"Foo","description":"There comes my hero"},{"name":"Red","description":"It's my aeroplane"}]`},
	})
}
