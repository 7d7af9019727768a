package separateopenapischemas

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "POST /items/", Body: `{"name":"Foo"}`, Status: 200, Answer: `{"name":"Foo","description":null}`},
		{App: Tutorial001(), Request: "GET /items/",
			Status: 200, Answer: `[{"name":"Portal Gun","description":"Device to travel through the multi-rick-verse"},{"name":"Plumbus","description":null}]`},
		{App: Tutorial002(), Request: "POST /items/", Body: `{"name":"Foo"}`, Status: 200, Answer: `{"name":"Foo","description":null}`},
		{App: Tutorial002(), Request: "GET /items/",
			Status: 200, Answer: `[{"name":"Portal Gun","description":"Device to travel through the multi-rick-verse"},{"name":"Plumbus","description":null}]`},
	})
}
