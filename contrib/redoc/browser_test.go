package redoc_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/contrib/redoc"
	"github.com/signet-go/signet/internal/browser"
)

const patience = 20 * time.Second

type item struct {
	Name  string  `json:"name" description:"What it is called."`
	Price float64 `json:"price" validate:"gt=0"`
}

type getItem struct {
	ID int `path:"item_id" description:"The number on its label."`
}

func readItem(*getItem) (*item, error) { return &item{"Lamp", 1}, nil }

func shop(options ...signet.Option) *signet.App {
	app := signet.New(append(options, signet.Title("Shop"), signet.Version("2.3.4"))...)
	app.Handle(readItem, app.GET("/items/{item_id}", signet.Tags("items"), signet.Summary("Show an item")))
	return app
}

// checkQuiet checks that the page stayed within its policy and its origin.
func checkQuiet(t *testing.T, p *browser.Page, base string) {
	t.Helper()
	for _, line := range p.Console() {
		t.Errorf("the console says: %s", line)
	}
	for _, request := range p.Requests() {
		u, err := url.Parse(strings.TrimPrefix(request, "blob:"))
		if err != nil || !strings.HasPrefix(u.String(), base) && u.Scheme != "data" {
			t.Errorf("the page asked for %.100s, which is not of its origin", request)
		}
	}
}

func TestBrowser(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/api/v1"} { // which a proxy strips
		t.Run("prefix "+prefix, func(t *testing.T) {
			t.Parallel()
			app := shop(signet.Redoc(redoc.UI{Style: "h1 { letter-spacing: 3px; }"}))
			srv := httptest.NewServer(http.StripPrefix(prefix, app))
			t.Cleanup(srv.Close)
			p := browser.Open(t, srv.URL+prefix+"/redoc")
			p.WaitFor(`document.querySelector("[data-section-id='tag/items/operation/readItem']")`, patience)
			if title := p.Eval("document.title"); title != "Shop - Redoc" {
				t.Errorf("title = %q", title)
			}
			page := p.Text("#page")
			for _, want := range []string{"Shop (2.3.4)", "Show an item", "The number on its label.", "/items/{item_id}", "422"} {
				if !strings.Contains(page, want) {
					t.Errorf("the page lacks %q: %q", want, page)
				}
			}
			// Its own styles are applied, and ours.
			p.WaitFor(`getComputedStyle(document.querySelector(".menu-content")).position === "sticky"`, patience)
			p.WaitFor(`getComputedStyle(document.querySelector("h1")).letterSpacing === "3px"`, patience)
			p.Fill("input[aria-label=Search]", "show")
			p.WaitFor(`document.querySelector("[data-role='search:results'] li")`, patience)
			p.Screenshot(filepath.Join(t.ArtifactDir(), "redoc.png"))
			checkQuiet(t, p, srv.URL)
		})
	}
}

// What a description smuggles in does not run: Redoc cleans it, and the policy
// would stop it.
func TestBrowserHostileDescription(t *testing.T) {
	t.Parallel()
	for name, ui := range map[string]redoc.UI{
		"cleaned":     {},
		"not cleaned": {Settings: map[string]any{"sanitize": false}},
	} {
		srv := httptest.NewServer(shop(signet.Redoc(ui), signet.Description(
			"<b id=seen onclick='window.smuggled = 2'>Click</b><script>window.smuggled = 3</script><img src=x onerror='window.smuggled = 4'>")))
		t.Cleanup(srv.Close)
		p := browser.Open(t, srv.URL+"/redoc")
		p.Click("#seen, .api-info b")
		if got := p.Eval("String(window.smuggled)"); got != "undefined" {
			t.Errorf("%s: script %v of the description ran", name, got)
		}
	}
}
