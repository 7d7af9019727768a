package headerparammodels

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	const shown = `{"host":"app","save_data":true,"if_modified_since":null,"traceparent":null,"x_tag":[]}`
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/", Header: "Save-Data: true", Status: 200, Answer: shown},
		{App: Tutorial001(), Request: "GET /items/", Status: 422, Answer: "missing header.save-data"},
		{App: Tutorial003(), Request: "GET /items/", Header: "save_data: true", Status: 200, Answer: shown},
		{App: Tutorial003(), Request: "GET /items/", Header: "Save-Data: true", Status: 422, Answer: "missing header.save_data"},
	})
}
