// Package redoc shows an app's documents with Redoc, at /redoc:
//
//	app := signet.New(signet.Redoc(redoc.UI{}))
//
// Redoc is embedded: the page works without a network, loads nothing from
// elsewhere, and runs under a strict content security policy, as /docs does. It
// adds 330 KB to the program; a browser that has the page keeps it.
package redoc

import (
	"embed"
	"maps"
	"net/http"
	"slices"

	"github.com/signet-go/signet/docs"
)

// Version is that of the Redoc that is embedded.
const Version = "2.5.4"

//go:generate ./refresh
//go:embed web/redoc.standalone.js.gz
var files embed.FS

// initFunction starts Redoc. The document's URL is made absolute, as links to
// parts of the page must not change it.
const initFunction = `function (specURL, element, settings) {
	Redoc.init(new URL(specURL, document.baseURI).href, settings, element);
}`

// The style elements that the policy allows: an empty one, to which Redoc's
// script adds its styles, and that of its scroll bars. A browser test notices
// when Redoc changes them.
const (
	emptyStyle      = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
	scrollBarsStyle = "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='"
)

// UI is a page of Redoc, for signet.Redoc. The zero value is right for most.
type UI struct {
	// Settings are options of Redoc, as its documentation names them:
	// "hideDownloadButtons", "requiredPropsFirst", "theme", …. They are written
	// as JSON over one default: sanitize is true, so that the
	// HTML of descriptions is cleaned.
	Settings map[string]any

	// Style is CSS of the page, beside Redoc's own.
	Style string

	// Origins are those besides the page's own from which it may show pictures,
	// those of descriptions and x-logo: "https://images.example.com".
	Origins []string
}

// Handler serves the page at p.Path and its files below it. It keeps no state:
// one handler may serve many requests at the same time. An error means that u
// or p is wrong.
func (u UI) Handler(p docs.Page) (http.Handler, error) {
	settings := map[string]any{"sanitize": true}
	maps.Copy(settings, u.Settings)
	p.Origins = slices.Concat(p.Origins, u.Origins)
	return docs.Bundle{
		Name:     "Redoc",
		Files:    files,
		Script:   "web/redoc.standalone.js.gz",
		Init:     initFunction,
		Style:    u.Style,
		Settings: settings,
		Policy: map[string][]string{
			"style-src":  {emptyStyle, scrollBarsStyle},
			"worker-src": {"blob:"}, // the search
		},
	}.Handler(p)
}
