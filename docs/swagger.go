// Package docs shows an OpenAPI document in a browser. The page and all its
// files come from the program itself: it works without a network, loads nothing
// from elsewhere, and runs under a strict content security policy.
package docs

import (
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"net/http"
	"strings"

	"github.com/swaggest/swgui/v5/static"
)

// redirectName is the page below Config.Path to which an identity provider
// sends the browser back.
const redirectName = "oauth2-redirect"

var (
	//go:embed web/page.css
	pageStyle string
	//go:embed web/init.js
	initFunction string
	//go:embed web/oauth2-redirect.html
	redirectPage string
	//go:embed web/oauth2-redirect.js
	redirectScript string
)

// swaggerUI is the site of Swagger UI while it is put together.
type swaggerUI struct{ *site }

// SwaggerUI returns a handler for Config.Path and everything below it: the page
// at Path itself, the redirect page of OAuth 2 at Path/oauth2-redirect, and
// the page's files. It answers GET and HEAD. It keeps no state: one handler may
// serve many requests at the same time.
//
// An error means that c is wrong; it says where and what to write.
func SwaggerUI(c Config) (http.Handler, error) {
	ui, err := newSwaggerUI(c)
	if err != nil {
		return nil, fmt.Errorf("docs: %w", err)
	}
	return ui.site, nil
}

func newSwaggerUI(c Config) (*swaggerUI, error) {
	if c.SpecURL == "" {
		return nil, errNoSpec
	}
	s, err := newSite(c.Path, c.NotFound)
	if err != nil {
		return nil, err
	}
	origins, err := c.origins()
	if err != nil {
		return nil, err
	}
	script, err := c.initScript(s.at)
	if err != nil {
		return nil, err
	}
	ui := &swaggerUI{s}
	ui.policy = pagePolicy(c.Settings["layout"], origins)
	ui.policies = map[string]string{redirectName: redirectPolicy}
	ui.files = map[string]asset{
		"init.js":            text(typeJS, script),
		"page.css":           text(typeCSS, pageStyle+c.Style),
		"custom.js":          text(typeJS, c.Script),
		"oauth2-redirect.js": text(typeJS, redirectScript),
	}
	if err := ui.addVendored(); err != nil {
		return nil, err
	}
	ui.files[redirectName] = text(typeHTML, strings.NewReplacer(
		// This page is below the location, beside its script.
		"{script}", "./oauth2-redirect.js?v="+ui.files["oauth2-redirect.js"].version,
	).Replace(redirectPage))
	return ui, ui.lay(c)
}

func (ui *swaggerUI) addVendored() error {
	for _, f := range []struct{ name, stored, mediaType string }{
		{"swagger-ui.css", "swagger-ui.css.gz", typeCSS},
		{"swagger-ui-bundle.js", "swagger-ui-bundle.js.gz", typeJS},
		{"swagger-ui-standalone-preset.js", "swagger-ui-standalone-preset.js.gz", typeJS},
		{"favicon-16x16.png", "favicon-16x16.png", typePNG},
		{"favicon-32x32.png", "favicon-32x32.png", typePNG},
	} {
		a, err := vendored(static.FS, f.mediaType, f.stored)
		if err != nil {
			return err
		}
		ui.files[f.name] = a
	}
	return nil
}

// lay puts together the page itself, when its files are there.
func (ui *swaggerUI) lay(c Config) error {
	spec, err := ui.at.refer(c.SpecURL)
	if err != nil {
		return fmt.Errorf("config: SpecURL: %w", err)
	}
	icons, err := ui.icons(c.Favicon)
	if err != nil {
		return fmt.Errorf("config: Favicon: %w", err)
	}
	links := append(icons, ui.styleLink("swagger-ui.css"), ui.styleLink("page.css"))
	scripts := []string{ui.script("swagger-ui-bundle.js")}
	if c.Settings["layout"] == standaloneLayout {
		scripts = append(scripts, ui.script("swagger-ui-standalone-preset.js"))
	}
	if c.Script != "" {
		scripts = append(scripts, ui.script("custom.js"))
	}
	scripts = append(scripts, ui.script("init.js"))

	ui.show(content{element: "swagger-ui", title: cmp.Or(c.Title, defaultTitle), spec: spec, links: links, scripts: scripts})
	return nil
}

func (ui *swaggerUI) icons(favicon string) ([]string, error) {
	if favicon != "" {
		address, err := ui.at.refer(favicon)
		return []string{`<link rel="icon" href="` + html.EscapeString(address) + `">`}, err
	}
	var links []string
	for _, size := range []string{"32x32", "16x16"} {
		links = append(links, `<link rel="icon" type="image/png" sizes="`+size+`" href="`+ui.reference("favicon-"+size+".png")+`">`)
	}
	return links, nil
}
