package main

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/browser"
)

const patience = 20 * time.Second

// call unfolds an operation of the docs page, executes it, and returns the
// status and the answer shown.
func call(p *browser.Page, operation string) (status, answer string) {
	at := "#operations-" + operation
	p.Click(at + " .opblock-summary-control")
	// Execute does nothing until the page has resolved the operation's schemas.
	p.WaitFor("document.querySelector('"+at+" .responses-table:not(.live-responses-table) tr.response')", patience)
	p.Click(at + " .try-out__btn")
	p.Click(at + " .execute")
	live := at + " .live-responses-table .response "
	return strings.TrimSpace(p.Text(live + ".response-col_status")), p.Text(live + ".response-col_description")
}

// TestBrowserSignsIn does what a developer does with the docs page: press
// Authorize, give name and password, choose scopes, and call what is guarded.
func TestBrowserSignsIn(t *testing.T) {
	t.Parallel()
	app := newApp(weak)
	if err := app.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(app)
	t.Cleanup(server.Close)
	p := browser.Open(t, server.URL+"/docs")
	p.WaitFor("document.querySelectorAll('.opblock').length === 6", patience)

	if status, answer := call(p, "items-listItems"); !strings.HasPrefix(status, "401") {
		t.Errorf("GET /items before signing in shows %s %s; want 401", status, answer)
	}
	authorize(p, "ada", "items:read", "me")
	p.Screenshot(filepath.Join(t.ArtifactDir(), "authorized.png"))
	p.Click(".btn-done")

	if status, answer := call(p, "account-me"); !strings.HasPrefix(status, "200") || !strings.Contains(answer, `"name": "ada"`) {
		t.Errorf("GET /me after signing in shows %s %s; want ada", status, answer)
	}
	if status, answer := call(p, "items-addItem"); !strings.HasPrefix(status, "403") {
		t.Errorf("POST /items without its scope shows %s %s; want 403", status, answer)
	}
}

// authorize fills in the dialog behind the page's Authorize button.
func authorize(p *browser.Page, name string, scopes ...string) {
	p.Click(".auth-wrapper .authorize")
	p.Fill("#oauth_username", name)
	p.Fill("#oauth_password", password)
	for _, scope := range scopes {
		p.Click(`.auth-container .scopes label[for="` + scope + `-password-checkbox-login"]`)
	}
	p.Click(".auth-container .modal-btn.authorize")
	p.WaitFor(`document.querySelector(".auth-container").innerText.includes("Authorized")`, patience)
}
