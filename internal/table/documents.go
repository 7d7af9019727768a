package table

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

// Document says what a document holds, and where it is shown.
type Document struct {
	Name string // of a document beside the app's own, whose name is empty

	openapi.Info
	Servers      []openapi.Server
	Tags         []openapi.Tag
	ExternalDocs *openapi.ExternalDocs
	Webhooks     []layer.Outgoing
	Holds        func(*vocab.RouteInfo) bool // which operations; nil: all

	SpecPath string // of the JSON form; empty: no document is served
	Pages    []Page
	OAuth    *docs.OAuth         // fills in the pages' authorization dialogs; may be nil
	Guards   []*layer.Dependency // run before the document and its pages are sent
	Place    string              // of the option, for mistakes
}

// Page is a documentation page of a document.
type Page struct {
	Option string // for mistakes
	Path   string // empty: none
	UI     docs.UI
}

// document is built on first demand and kept.
type document struct {
	base     Document
	table    *Table
	builder  *openapi.Builder
	compat   bool
	declared operation.Schemes

	build func() (*openapi.Rendered, error)
}

// addDocuments enters the routes of the documents and their pages, which stand
// first, so that no wide route of the app takes them.
func (l *linker) addDocuments() {
	l.addDocument(l.options.Document)
	for _, base := range l.options.Documents {
		l.addDocument(base)
	}
}

func (l *linker) addDocument(base Document) {
	d := &document{base: base, table: l.table, builder: l.kit.Documents(), compat: l.kit.Compat, declared: l.kit.Schemes}
	d.build = sync.OnceValues(d.render)
	l.table.documents = append(l.table.documents, d)
	if base.SpecPath == "" {
		return
	}
	if !l.addPage(d, base.SpecPath, d.serve((*openapi.Rendered).JSON)) {
		return
	}
	if yaml, ok := strings.CutSuffix(base.SpecPath, ".json"); ok {
		l.addPage(d, yaml+".yaml", d.serve((*openapi.Rendered).YAML))
	}
	for _, p := range base.Pages {
		if p.Path == "" || p.Path == base.SpecPath {
			continue
		}
		h, err := p.UI.Handler(docs.Page{
			Title: base.Title, Path: p.Path, SpecURL: base.SpecPath,
			OAuth: d.oauth(), Origins: d.origins(), NotFound: http.HandlerFunc(l.table.notFound),
		})
		if err != nil {
			l.report(base.Place+": "+p.Option, err)
			continue
		}
		l.addPage(d, p.Path, h)
		l.addPage(d, p.Path+"/{file:path}", h)
	}
}

// addPage enters one of the app's own pages, behind the document's guards. It
// reports whether they can be in front of it: then of the others too.
func (l *linker) addPage(d *document, path string, h http.Handler) bool {
	e := &Entry{
		Place:   caller.Place{Name: "the app's own pages"},
		Layers:  []*layer.Settings{},
		Path:    path,
		Methods: []string{http.MethodGet, http.MethodHead},
		Handler: h,
	}
	if d.base.Name != "" {
		e.Place.Name = d.base.Place
	}
	if len(d.base.Guards) > 0 {
		e.Layers = []*layer.Settings{l.appForGuards(), {Name: strings.TrimSpace("document " + d.base.Name), Depends: d.base.Guards}}
	}
	known := len(l.mistakes)
	l.add(e)
	return len(l.mistakes) == known
}

// appForGuards is the app's layer without what runs for every route of the app:
// who may read a document is for its own guards to say.
func (l *linker) appForGuards() *layer.Settings {
	s := *l.app
	s.Middleware = nil
	s.Depends = slices.DeleteFunc(slices.Clone(s.Depends), func(d *layer.Dependency) bool { return d.Runs })
	return &s
}

// serve answers with one form of the document. Building it can fail only for
// types that the document cannot describe; the error is for the log.
func (d *document) serve(form func(*openapi.Rendered) *openapi.File) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rendered, err := d.build()
		if err != nil {
			d.table.refusals.Write(w, r, fmt.Errorf("describe the app: %w", err))
			return
		}
		sendFile(w, r, form(rendered))
	})
}

// sendFile sends a form of the document, compressed if the client takes gzip,
// or 304 if it has this version.
func sendFile(w http.ResponseWriter, r *http.Request, f *openapi.File) {
	body, etag := f.Body, f.ETag
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if takesGzip(r.Header.Values("Accept-Encoding")) {
		body, etag = f.Gzip()
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", f.MediaType)
	h.Set("Cache-Control", "no-cache") // to be asked for again, which the ETag makes cheap
	h.Set("ETag", etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// takesGzip reports whether gzip is acceptable: by name, else by "*" (RFC 9110,
// 12.5.3).
func takesGzip(accept []string) bool {
	wildcard := false
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		_, q, weighted := strings.Cut(parameters, "q=")
		v, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		taken := !weighted || err == nil && v > 0
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip":
			return taken
		case "*":
			wildcard = taken
		}
	}
	return wildcard
}

func (d *document) render() (*openapi.Rendered, error) {
	doc := &openapi.Document{
		Info: d.base.Info, Servers: d.base.Servers, Tags: d.base.Tags, ExternalDocs: d.base.ExternalDocs, Compat: d.compat,
	}
	for _, s := range d.schemes() {
		doc.Schemes = append(doc.Schemes, s.Scheme)
	}
	for op := range d.operations {
		described, err := op.Describe()
		if err != nil {
			return nil, err
		}
		d.cutLinks(described)
		doc.Operations = append(doc.Operations, described)
	}
	for _, w := range d.webhooks() {
		described, err := w.Describe()
		if err != nil {
			return nil, err
		}
		d.cutLinks(described)
		doc.Webhooks = append(doc.Webhooks, openapi.Webhook{Name: w.Name, Operation: described})
	}
	return d.builder.Build(doc)
}

// operations yields those that the document holds.
func (d *document) operations(yield func(*operation.Operation) bool) {
	for _, op := range d.table.operations {
		if d.holds(op) && !yield(op) {
			return
		}
	}
}

func (d *document) holds(op *operation.Operation) bool {
	return documented(op) && (d.base.Holds == nil || d.base.Holds(op.Info))
}

// webhooks are in the app's own document.
func (d *document) webhooks() []*operation.Outgoing {
	if d.base.Name != "" {
		return nil
	}
	return d.table.webhooks
}

// cutLinks leaves out links to operations that another document holds.
func (d *document) cutLinks(op *openapi.Operation) {
	for i := range op.Responses {
		r := &op.Responses[i]
		r.Links = slices.DeleteFunc(r.Links, func(link openapi.Link) bool {
			for held := range d.operations {
				if held.Info.OperationID == link.Operation {
					return false
				}
			}
			return true
		})
	}
	for _, c := range op.Callbacks {
		d.cutLinks(c.Operation)
	}
}

// documented reports whether documents may have the operation.
func documented(op *operation.Operation) bool { return !op.Info.Hidden && !op.Shadowed }

// Document returns the rendered document of the name, built at the first call.
// The app's own has none.
func (t *Table) Document(name string) (*openapi.Rendered, error) {
	for _, d := range t.documents {
		if d.base.Name == name {
			return d.build()
		}
	}
	return nil, fmt.Errorf("there is no document %q", name)
}
