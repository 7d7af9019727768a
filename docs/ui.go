package docs

import (
	"errors"
	"net/http"
	"slices"
)

// UI is a kind of documentation page: Config, which is Swagger UI, or a Bundle.
type UI interface {
	// Handler serves the page at p.Path and its files below it. An error means
	// that p or the UI's own settings are wrong.
	Handler(p Page) (http.Handler, error)
}

// Page is what an app tells a UI about the page that it is to show.
type Page struct {
	Title    string       // of the API
	Path     string       // of the page, as the handler sees it in Request.URL
	SpecURL  string       // of the document, in JSON
	OAuth    *OAuth       // what authorization dialogs are filled with; may be nil
	Origins  []string     // those that the page may ask for tokens
	NotFound http.Handler // answers where there is no file; may be nil
}

// Handler is SwaggerUI for a page of an app, which says where the page and its
// document are: Path, SpecURL and NotFound are empty in c.
func (c Config) Handler(p Page) (http.Handler, error) {
	if c.Path != "" || c.SpecURL != "" || c.NotFound != nil {
		return nil, errors.New("config: Path, SpecURL and NotFound are the app's to say; leave them empty")
	}
	c.Path, c.SpecURL, c.NotFound = p.Path, p.SpecURL, p.NotFound
	if c.Title == "" {
		c.Title = p.Title + " - " + defaultTitle
	}
	if c.OAuth == nil {
		c.OAuth = p.OAuth
	}
	c.Origins = slices.Concat(c.Origins, p.Origins)
	return SwaggerUI(c)
}
