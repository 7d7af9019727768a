package pathparams

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/alice", Status: 200, Answer: `{"item_id":"alice"}`},
		{App: Tutorial003b(), Request: "GET /users", Status: 200, Answer: `["Rick","Morty"]`},
		{App: Tutorial004(), Request: "GET /files/home/johndoe/myfile.txt", Status: 200, Answer: `{"file_path":"home/johndoe/myfile.txt"}`},
		{App: Tutorial004(), Request: "GET /files//home/johndoe/myfile.txt", Status: 200, Answer: `{"file_path":"/home/johndoe/myfile.txt"}`},
		{App: Tutorial005(), Request: "GET /models/lenet", Status: 200, Answer: `{"model_name":"lenet","message":"LeCNN all the images"}`},
		{App: Tutorial005(), Request: "GET /models/foo", Status: 422, Answer: "enum path.model_name"},
	})
}
