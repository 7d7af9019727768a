package file

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// missing names the page for what is not there: it is sent with status 404, to
// whoever asks. Any other page stands for a view of the application.
const missing = "404.html"

// Frontend is the site of an application that runs in the browser: one of its
// pages answers for paths that only the application knows.
type Frontend struct {
	*Site
	pages []string // the first that is there is sent for a path that is not
}

// NewFrontend returns the front end of files. pages are those that may answer for
// what is not there, the best first.
func NewFrontend(files fs.FS, pages ...string) (*Frontend, error) {
	site, err := NewSite(files)
	if err != nil {
		return nil, err
	}
	return &Frontend{Site: site, pages: pages}, nil
}

// Has reports why a page cannot be sent, nil if it can.
func (f *Frontend) Has(page string) error {
	if !usable(page) {
		return fmt.Errorf("%q is no name of a file: it has no slash in front and no dots", page)
	}
	info, err := fs.Stat(f.files, page)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%q is no file", page)
	}
	return nil
}

// Find chooses the answer for the path below the front end's prefix: a file, or
// the page for what is not there. An error is for the client: 404, or 405 where a
// method other than GET and HEAD asks for what is there.
func (f *Frontend) Find(r *http.Request, name string) (*Answer, error) {
	answer, err := f.Site.Find(r, name)
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch {
	case err == nil && !reads:
		return nil, errMethod
	case errors.Is(err, notFound) && reads:
		return f.instead(r)
	}
	return answer, err
}

var errMethod = vocab.NewError(http.StatusMethodNotAllowed, nil, vocab.ErrorHeader("Allow", "GET, HEAD"))

// instead answers for what is not there.
func (f *Frontend) instead(r *http.Request) (*Answer, error) {
	for _, page := range f.pages {
		switch {
		case f.Has(page) != nil:
		case path.Base(page) == missing:
			return &Answer{site: f.Site, name: page, status: http.StatusNotFound}, nil
		case navigates(r):
			return &Answer{site: f.Site, name: page, vary: asksForPage}, nil
		default:
			return nil, noPage
		}
	}
	return nil, notFound
}

// asksForPage are the headers that tell a navigation.
const asksForPage = "Accept, Sec-Fetch-Mode"

var noPage = vocab.NewError(http.StatusNotFound, nil, vocab.ErrorHeader("Vary", asksForPage))

// navigates reports whether somebody goes to a page, in contrast to a script that
// loads something: then a page in place of what is missing would only confuse.
// Browsers say so; of others the Accept names HTML, which "*/*" does not.
func navigates(r *http.Request) bool {
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" && mode != "navigate" {
		return false
	}
	for _, line := range r.Header.Values("Accept") {
		for part := range strings.SplitSeq(line, ",") {
			media, parameters, _ := strings.Cut(part, ";")
			media = strings.TrimSpace(media)
			if (strings.EqualFold(media, "text/html") || strings.EqualFold(media, "application/xhtml+xml")) && !refused(parameters) {
				return true
			}
		}
	}
	return false
}

// refused reports whether the parameters of a media range weigh it with nothing.
func refused(parameters string) bool {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, weight, _ := strings.Cut(parameter, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			weight = strings.TrimSpace(weight)
			return strings.HasPrefix(weight, "0") && strings.Trim(weight, "0.") == ""
		}
	}
	return false
}
