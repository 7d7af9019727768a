package customresponse

import (
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	const bytes = "Fake video bytes"
	player := Tutorial009()
	exchange.Run(t, []exchange.Exchange{
		{App: Tutorial001(), Request: "GET /items/", Status: 200, Answer: `[{"item_id":"Foo"}]`},
		{App: Tutorial002(), Request: "GET /items/", Status: 200, Answer: look},
		{App: Tutorial003(), Request: "GET /items/", Status: 200, Answer: look},
		{App: Tutorial005(), Request: "GET /", Status: 200, Answer: "Hello World"},
		{App: Tutorial006(), Request: "GET /typer", Status: 307},
		{App: Tutorial006c(), Request: "GET /pydantic", Status: 302},
		{App: Tutorial008(), Request: "GET /", Status: 200, Answer: bytes},
		{App: player, Request: "GET /", Status: 200, Answer: bytes},
		{App: player, Request: "GET /", Header: "Range: bytes=5-9", Status: 206, Answer: "video"},
		{App: player, Request: "GET /", Header: "Range: bytes=16-", Status: 416, Answer: `{"detail":"Requested Range Not Satisfiable"}`},
		{App: Tutorial009b(), Request: "GET /", Status: 200, Answer: bytes},
		{App: Tutorial009c(), Request: "GET /", Status: 200, Answer: "{\n  \"message\": \"Hello World\"\n}"},
	})
}

func TestHeaders(t *testing.T) {
	tests := []struct {
		app          *signet.App
		target       string
		header, want string
	}{
		{Tutorial002(), "/items/", "Content-Type", "text/html; charset=utf-8"},
		{Tutorial003(), "/items/", "Cache-Control", "no-store"},
		{Tutorial005(), "/", "Content-Type", "text/plain; charset=utf-8"},
		{Tutorial008(), "/", "Content-Type", "video/mp4"},
		{Tutorial009(), "/", "Content-Type", "video/mp4"},
		{Tutorial009b(), "/", "Content-Disposition", `attachment; filename="video.mp4"`},
		{Tutorial009c(), "/", "Content-Type", "application/json"},
	}
	for _, tt := range tests {
		if got := signettest.New(t, tt.app).GET(tt.target).Header.Get(tt.header); got != tt.want {
			t.Errorf("GET %s: %s is %q; want %q", tt.target, tt.header, got, tt.want)
		}
	}
}
