package docs

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	_ "embed"
)

// Bundle is a UI made of one script that builds the page, embedded in the
// program. A name that ends in .gz is of a file that is stored compressed.
type Bundle struct {
	Name     string         // of the UI, in the title of the window
	Files    fs.FS          // holds Script and Icon
	Script   string         // defines what Init calls
	Icon     string         // a PNG file; may be empty
	Init     string         // a JavaScript function of (specURL, element, settings)
	Style    string         // CSS of the page
	Settings map[string]any // the third argument of Init; written as JSON

	// Policy adds sources to directives of the content security policy, such as
	// "style-src": {"'sha256-…'"}. Scripts come from the page's origin, styles,
	// pictures and requests too.
	Policy map[string][]string
}

// Handler serves the page at p.Path and its files below it, which it reads once.
// It keeps no state: one handler may serve many requests at the same time. An
// error says what of b or p is wrong.
func (b Bundle) Handler(p Page) (http.Handler, error) {
	s, err := b.site(p)
	if err != nil {
		return nil, fmt.Errorf("docs: %w", err)
	}
	return s, nil
}

func (b Bundle) site(p Page) (*site, error) {
	if p.SpecURL == "" {
		return nil, errNoSpec
	}
	if err := checkOrigins(p.Origins); err != nil {
		return nil, err
	}
	s, err := newSite(p.Path, p.NotFound)
	if err != nil {
		return nil, err
	}
	spec, err := s.at.refer(p.SpecURL)
	if err != nil {
		return nil, fmt.Errorf("SpecURL: %w", err)
	}
	settings, err := json.Marshal(b.Settings)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	address, err := json.Marshal(spec)
	if err != nil {
		return nil, err
	}
	call := fmt.Sprintf("(%s)(%s, document.getElementById(\"page\"), %s);\n", strings.TrimSpace(b.Init), address, settings)
	s.files["init.js"] = text(typeJS, call)
	s.files["page.css"] = text(typeCSS, pageStyle+b.Style)
	script, icon := served(b.Script), served(b.Icon)
	if s.files[script], err = vendored(b.Files, typeJS, b.Script); err != nil {
		return nil, err
	}
	links := []string{`<link rel="icon" href="data:,">`} // else browsers ask the app for one
	if icon != "" {
		if s.files[icon], err = vendored(b.Files, typePNG, b.Icon); err != nil {
			return nil, err
		}
		links[0] = `<link rel="icon" type="image/png" href="` + s.reference(icon) + `">`
	}
	if s.policy, err = bundlePolicy(b.Policy, p.Origins); err != nil {
		return nil, err
	}
	s.show(content{
		element: "page",
		title:   strings.TrimPrefix(p.Title+" - "+b.Name, " - "),
		spec:    spec,
		links:   append(links, s.styleLink("page.css")),
		scripts: []string{s.script(script), s.script("init.js")},
	})
	return s, nil
}

// served is the name under which a file is sent.
func served(stored string) string {
	if stored == "" {
		return ""
	}
	return strings.TrimSuffix(path.Base(stored), ".gz")
}
