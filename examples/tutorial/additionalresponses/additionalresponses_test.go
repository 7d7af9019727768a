package additionalresponses

import (
	"strings"
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial002(), Request: "GET /items/foo", Status: 200, Answer: "{\"id\":\"foo\",\"value\":\"there goes my hero\"}\n"},
		{App: Tutorial003(), Request: "GET /items/foo", Status: 200, Answer: `{"id":"foo","value":"there goes my hero"}`},
		{App: Tutorial003(), Request: "GET /items/bar", Status: 404, Answer: `{"message":"Item not found"}`},
		{App: Tutorial004(), Request: "GET /items/foo?img=no", Status: 200, Answer: "{\"id\":\"foo\",\"value\":\"there goes my hero\"}\n"},
	})
}

func TestPicture(t *testing.T) {
	answer := signettest.New(t, Tutorial002()).GET("/items/foo?img=1")
	if media := answer.Header.Get("Content-Type"); media != "image/png" || !strings.HasPrefix(string(answer.Body), "\x89PNG") {
		t.Errorf("GET /items/foo?img=1 = %s %q; want a picture", media, answer.Body)
	}
}
