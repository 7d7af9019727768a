package signet

import (
	"fmt"
	"io/fs"
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/file"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/table"
)

// Frontend serves the build of an application that runs in the browser below
// prefix, "/" for all paths, where nothing else is found: routes and mounts come
// first wherever they are registered, their slash redirects and 405s included. Of
// several front ends the one with the longest prefix answers.
//
// Files are sent as Static sends them. For what is not there, GET and HEAD get
// 404.html with status 404 if files have it; else a navigation gets index.html,
// so that the application can show its own routes. A request navigates if its
// Accept names text/html or application/xhtml+xml and its Sec-Fetch-Mode, if any,
// is navigate. Fallback chooses another page. All else is a 404, and a 405 for
// other methods where there is a file.
//
// What the layers declare with Depends runs before a file is looked for. A front
// end is not in the document; App.Mounts lists it.
func (l *registrar) Frontend(prefix string, files fs.FS, opts ...FrontendOption) {
	at := caller.Here(1)
	root := rooted(prefix)
	if !l.tree.CheckPrefix(root, at) {
		return
	}
	f := &frontend{settings: &layer.Settings{Name: "front end", Place: at}, pages: []string{"404.html", "index.html"}}
	for _, o := range opts {
		if o != nil {
			o.applyToFrontend(f)
		}
	}
	find, err := f.compile(files)
	if err != nil {
		l.tree.Mistake(at, fmt.Errorf("Frontend(%q): %w", prefix, err))
		return
	}
	l.tree.Record(table.Registration{
		Place: at, Chain: append(slices.Clone(l.chain), f.settings), Path: root, Frontend: true,
		Handling: &table.Handling{Func: find, Settings: f.settings, Place: at, Name: f.settings.Name},
	})
}

// frontend gathers the options of one Frontend.
type frontend struct {
	settings *layer.Settings
	pages    []string // may answer for what is not there
	chosen   bool     // by Fallback
}

func (f *frontend) compile(files fs.FS) (find func(*http.Request) (*file.Answer, error), err error) {
	site, err := file.NewFrontend(files, f.pages...)
	if err != nil {
		return nil, err
	}
	for _, page := range f.pages {
		if err := site.Has(page); err != nil && f.chosen {
			return nil, fmt.Errorf("Fallback(%q): %w", page, err)
		}
	}
	return finder(site.Find), nil
}

// Fallback names the page that a front end sends for what is not there: one
// called 404.html with status 404 whoever asks, any other for navigations, as a
// view of the application. "" stands for none.
func Fallback(page string) FrontendOption { return fallback(page) }

type fallback string

func (p fallback) applyToFrontend(f *frontend) {
	f.pages, f.chosen = []string{string(p)}, true
	if p == "" {
		f.pages = nil
	}
}

// String is the option's name.
func (p fallback) String() string { return "Fallback" }
