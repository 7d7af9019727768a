package customdocsui

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
		{"script from elsewhere", Tutorial001(), "/docs", `<script src="https://unpkg.com/swagger-ui-dist@5/swagger-ui-bundle.js">`},
		{"redirect", Tutorial001(), "/docs/oauth2-redirect", "window.opener.swaggerUIRedirectOauth2"},
		{"Redoc from elsewhere", Tutorial001(), "/redoc", `<script src="https://unpkg.com/redoc@2/bundles/redoc.standalone.js">`},
		{"style from here", Tutorial002(), "/docs", `<link rel="stylesheet" href="/static/swagger-ui.css">`},
		{"a file", Tutorial002(), "/static/README.txt", "put them here"},
		{"Redoc from here", Tutorial002(), "/redoc", `<script src="/static/redoc.standalone.js">`},
		{"the API", Tutorial002(), "/users/john", `{"message":"Hello john"}`},
	} {
		if resp := signettest.New(t, tt.app).GET(tt.path).Want(200); !strings.Contains(resp.Text(), tt.has) {
			t.Errorf("%s: GET %s = %s; want %s", tt.name, tt.path, resp, tt.has)
		}
	}
}
