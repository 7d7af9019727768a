package requestformmodels

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	const (
		form  = "Content-Type: application/x-www-form-urlencoded"
		good  = "username=Foo&password=secret"
		shown = `{"username":"Foo","password":"secret"}`
	)
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /login/", Header: form, Body: good, Status: 200, Answer: shown},
		{App: Tutorial001(), Request: "POST /login/", Header: form, Body: good + "&extra=x", Status: 200, Answer: shown},
		{App: Tutorial001(), Request: "POST /login/", Header: form, Body: "password=secret", Status: 422, Answer: "missing body.username"},
		{App: Tutorial002(), Request: "POST /login/", Header: form, Body: good, Status: 200, Answer: shown},
		{App: Tutorial002(), Request: "POST /login/", Header: form, Body: good + "&extra=x", Status: 422, Answer: "extra_forbidden body.extra"},
	})
}
