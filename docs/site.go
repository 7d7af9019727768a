package docs

import (
	_ "embed"
	"html"
	"net/http"
	"strings"
)

// site is a page at its location, with its files below. It is immutable once it
// serves.
type site struct {
	at       location
	policy   string // of the page
	index    asset
	files    map[string]asset  // by the name below the location
	policies map[string]string // of files that are pages themselves

	notFound http.Handler
}

func newSite(path string, notFound http.Handler) (*site, error) {
	at, err := locationOf(path)
	if err != nil {
		return nil, err
	}
	if notFound == nil {
		notFound = http.NotFoundHandler()
	}
	return &site{at: at, files: map[string]asset{}, notFound: notFound}, nil
}

//go:embed web/index.html
var indexPage string

// content is what pages differ in.
type content struct {
	element        string // id of what the UI fills
	title, spec    string
	links, scripts []string // elements
}

// show makes the page.
func (s *site) show(c content) {
	s.index = text(typeHTML, strings.NewReplacer(
		"{element}", c.element,
		"{title}", html.EscapeString(c.title),
		"{spec}", html.EscapeString(c.spec),
		"{links}", strings.Join(c.links, "\n"),
		"{scripts}", strings.Join(c.scripts, "\n"),
	).Replace(indexPage))
}

func (s *site) styleLink(name string) string {
	return `<link rel="stylesheet" href="` + s.reference(name) + `">`
}

func (s *site) script(name string) string {
	return `<script src="` + s.reference(name) + `"></script>`
}

// reference returns the escaped reference to a file in its present version.
func (s *site) reference(name string) string {
	return html.EscapeString(s.at.below(name) + "?v=" + s.files[name].version)
}

// ServeHTTP answers for the location and what is below it.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rest, ok := strings.CutPrefix(r.URL.Path, string(s.at))
	if !ok {
		s.notFound.ServeHTTP(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	switch {
	case rest == "" || rest == "/" && s.at == "":
		protect(w.Header(), s.policy)
		s.index.serve(w, r)
	case rest == "/":
		s.redirectToIndex(w, r)
	default:
		s.serveFile(w, r, rest)
	}
}

func (s *site) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	name, _ := strings.CutPrefix(rest, "/")
	file, ok := s.files[name]
	if !ok || rest == name {
		s.notFound.ServeHTTP(w, r)
		return
	}
	if policy := s.policies[name]; policy != "" {
		protect(w.Header(), policy)
	}
	file.serve(w, r)
}

// redirectToIndex takes the slash off. The target is relative: only the
// browser knows what a proxy has put in front of the path.
func (s *site) redirectToIndex(w http.ResponseWriter, r *http.Request) {
	target := "../" + s.at.segment()
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", target)
	w.WriteHeader(http.StatusTemporaryRedirect)
}
