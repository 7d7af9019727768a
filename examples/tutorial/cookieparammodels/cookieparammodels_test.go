package cookieparammodels

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/", Header: "Cookie: session_id=123; fatebook_tracker=456; googall_tracker=789", Status: 200,
			Answer: `{"session_id":"123","fatebook_tracker":"456","googall_tracker":"789"}`},
		{App: Tutorial001(), Request: "GET /items/", Header: "Cookie: session_id=123; extra=1", Status: 200,
			Answer: `{"session_id":"123","fatebook_tracker":null,"googall_tracker":null}`},
		{App: Tutorial001(), Request: "GET /items/", Status: 422, Answer: "missing cookie.session_id"},
		{App: Tutorial002(), Request: "GET /items/", Header: "Cookie: session_id=123; extra=track-me-here-too", Status: 422, Answer: "extra_forbidden cookie.extra"},
	})
}
