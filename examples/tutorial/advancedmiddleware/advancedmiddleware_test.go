package advancedmiddleware

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, target     string
		app              *signet.App
		status           int
		location, coding string
		body             string
	}{
		{"by HTTPS", "https://testserver/", Tutorial001(), 200, "", "", `{"message":"Hello World"}`},
		{"by HTTP", "http://testserver/?a=b", Tutorial001(), 307, "https://testserver/?a=b", "", ""},
		{"this host", "http://example.com:8000/", Tutorial002(), 200, "", "", `{"message":"Hello World"}`},
		{"a subdomain", "http://api.example.com/", Tutorial002(), 200, "", "", `{"message":"Hello World"}`},
		{"another host", "http://example.org/", Tutorial002(), 400, "", "", "Invalid host header"},
		{"a small answer", "http://testserver/", Tutorial003(), 200, "", "", `{"message":"Hello World"}`},
		{"a large answer", "http://testserver/large", Tutorial003(), 200, "", "gzip", strings.Repeat("x", 4000)},
	}
	for _, tt := range tests {
		client := signettest.New(t, tt.app, signettest.Header("Accept-Encoding", "gzip"))
		client.HTTP.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		resp := client.GET(tt.target)
		body := io.Reader(bytes.NewReader(resp.Body))
		if resp.Header.Get("Content-Encoding") == "gzip" {
			zr, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = zr
		}
		text, err := io.ReadAll(body)
		if resp.Status != tt.status || string(text) != tt.body || err != nil {
			t.Errorf("%s: GET %s = %d %s, %v; want %d %s", tt.name, tt.target, resp.Status, text, err, tt.status, tt.body)
		}
		if location, coding := resp.Header.Get("Location"), resp.Header.Get("Content-Encoding"); location != tt.location || coding != tt.coding {
			t.Errorf("%s: GET %s has the Location %q and the Content-Encoding %q; want %q and %q", tt.name, tt.target, location, coding, tt.location, tt.coding)
		}
	}
}
