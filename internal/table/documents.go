package table

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/openapi"
)

// Document says what the app's document holds besides its operations, and where
// it is shown.
type Document struct {
	openapi.Info
	Servers      []openapi.Server
	Tags         []openapi.Tag
	ExternalDocs *openapi.ExternalDocs

	OAuth *docs.OAuth // fills in the page's authorization dialog; may be nil

	SpecPath string // of the JSON form; empty: no document is served
	DocsPath string // of Swagger UI; empty: none
}

// documents builds the document of a table on first demand and keeps it.
type documents struct {
	base       Document
	builder    *openapi.Builder
	compat     bool
	declared   operation.Schemes
	operations []*operation.Operation

	build  func() (*openapi.Rendered, error)
	refuse func(http.ResponseWriter, *http.Request, error)
}

// addDocuments enters the routes of the document and its page, which stand
// first, so that no wide route of the app takes them.
func (l *linker) addDocuments() {
	d := &documents{base: l.options.Document, builder: l.kit.Documents(), compat: l.kit.Compat, declared: l.kit.Schemes}
	d.build = sync.OnceValues(d.render)
	d.refuse = func(w http.ResponseWriter, r *http.Request, err error) {
		l.table.refusals.Write(w, r, err)
	}
	l.table.documents = d
	if d.base.SpecPath == "" {
		return
	}
	l.addPage(d.base.SpecPath, "", d.serve((*openapi.Rendered).JSON))
	if yaml, ok := strings.CutSuffix(d.base.SpecPath, ".json"); ok {
		l.addPage(yaml+".yaml", "", d.serve((*openapi.Rendered).YAML))
	}
	if d.base.DocsPath == "" || d.base.DocsPath == d.base.SpecPath {
		return
	}
	ui, err := docs.SwaggerUI(docs.Config{
		Title: d.base.Title + " - Swagger UI", Path: d.base.DocsPath, SpecURL: d.base.SpecPath,
		OAuth: d.oauth(), Origins: d.origins(), NotFound: http.HandlerFunc(l.table.notFound),
	})
	if err != nil {
		l.report(l.place+": New: DocsPath", err)
		return
	}
	l.addPage(d.base.DocsPath, "", ui)
	l.addPage(d.base.DocsPath, "/{file:path}", ui)
}

// addPage enters one of the app's own pages.
func (l *linker) addPage(path, below string, h http.Handler) {
	l.add(&Entry{
		Place:   caller.Place{Name: "the app's own pages"},
		Layers:  []*layer.Settings{},
		Path:    path + below,
		Methods: []string{http.MethodGet, http.MethodHead},
		Handler: h,
	})
}

func (d *documents) describe(operations []*operation.Operation) { d.operations = operations }

// serve answers with one form of the document. Building it can fail only for
// types that the document cannot describe; the error is for the log.
func (d *documents) serve(form func(*openapi.Rendered) *openapi.File) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rendered, err := d.build()
		if err != nil {
			d.refuse(w, r, fmt.Errorf("describe the app: %w", err))
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

func (d *documents) render() (*openapi.Rendered, error) {
	doc := &openapi.Document{
		Info: d.base.Info, Servers: d.base.Servers, Tags: d.base.Tags, ExternalDocs: d.base.ExternalDocs, Compat: d.compat,
	}
	for _, s := range d.schemes() {
		doc.Schemes = append(doc.Schemes, s.Scheme)
	}
	for _, op := range d.operations {
		if !documented(op) {
			continue
		}
		described, err := op.Describe()
		if err != nil {
			return nil, err
		}
		doc.Operations = append(doc.Operations, described)
	}
	return d.builder.Build(doc)
}

// documented reports whether the document has the operation.
func documented(op *operation.Operation) bool { return !op.Info.Hidden && !op.Shadowed }

// Document returns the rendered document, built at the first call.
func (t *Table) Document() (*openapi.Rendered, error) { return t.documents.build() }
