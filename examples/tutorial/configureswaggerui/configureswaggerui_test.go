package configureswaggerui

import (
	"strings"
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		app  *signet.App
		path string
		has  string
	}{
		{"setting", Tutorial001(), "/docs/init.js", `"syntaxHighlight":false`},
		{"default", Tutorial001(), "/docs/init.js", `"deepLinking":true`},
		{"setting with members", Tutorial002(), "/docs/init.js", `"syntaxHighlight":{"theme":"obsidian"}`},
		{"the API", Tutorial001(), "/users/foo", `{"message":"Hello foo"}`},
	} {
		if resp := signettest.New(t, tt.app).GET(tt.path).Want(200); !strings.Contains(resp.Text(), tt.has) {
			t.Errorf("%s: GET %s = %s; want %s", tt.name, tt.path, resp, tt.has)
		}
	}
}
