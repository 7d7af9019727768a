package templates

import (
	"strings"
	"testing"

	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	client := signettest.New(t, Tutorial001())
	tests := []struct{ target, content, want string }{
		{"/items/foo", "text/html; charset=utf-8", `/items/foo">Item ID: foo</a></h1>`},
		{"/items/foo", "text/html; charset=utf-8", `<link href="/static/styles.css" rel="stylesheet">`},
		{"/items/%3Cscript%3E", "text/html; charset=utf-8", `/items/%3Cscript%3E">Item ID: &lt;script&gt;</a></h1>`},
		{"/static/styles.css", "text/css; charset=utf-8", "color: green;"},
	}
	for _, tt := range tests {
		got := client.GET(tt.target)
		if content := got.Header.Get("Content-Type"); got.Status != 200 || content != tt.content || !strings.Contains(got.Text(), tt.want) {
			t.Errorf("GET %s = %d %s\n%s\nwant %s that holds %s", tt.target, got.Status, content, got.Text(), tt.content, tt.want)
		}
	}
}
