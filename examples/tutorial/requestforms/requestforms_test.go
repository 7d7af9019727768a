package requestforms

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	const form = "Content-Type: application/x-www-form-urlencoded"
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /login/", Header: form, Body: "username=Foo&password=secret", Status: 200, Answer: `{"username":"Foo"}`},
		{App: Tutorial001(), Request: "POST /login/", Header: form, Body: "username=Foo", Status: 422, Answer: "missing body.password"},
		{App: Tutorial001(), Request: "POST /login/", Header: form, Body: "password=", Status: 422, Answer: "missing body.username, missing body.password"},
		{App: Tutorial001(), Request: "POST /login/", Status: 422, Answer: "missing body.username, missing body.password"},
		{App: Tutorial001(), Request: "POST /login/", Body: `{"username":"Foo","password":"secret"}`, Status: 422, Answer: "missing body.username, missing body.password"},
	})
}
