package signet

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/doccomment"
	"github.com/signet-go/signet/internal/table"
)

// pages are the choices about documentation pages, and about documents beside
// the app's own.
type pages struct {
	swagger    docs.Config
	redoc      docs.UI // nil: none
	redocPath  string
	redocMoved bool // RedocPath was called
	own        Section
	others     []others
}

// others is a document beside the app's own.
type others struct {
	name    string
	section Section
	place   caller.Place
}

// SwaggerUI changes the page at DocsPath: its settings, style and script. Path,
// SpecURL and NotFound of the Config are the app's to say and stay empty.
// Whoever can open the page can read everything in it, OAuth.ClientSecret too.
func SwaggerUI(c docs.Config) Option {
	return appOption{"SwaggerUI", func(conf *config) { conf.pages.swagger = c }}
}

// Redoc shows the documents with another UI too, at RedocPath: that of the
// module contrib/redoc, or any docs.UI.
func Redoc(ui docs.UI) Option {
	return appOption{"Redoc", func(c *config) { c.pages.redoc = ui }}
}

// RedocPath is where the page of Redoc is served; the default is /redoc, empty
// turns it off.
func RedocPath(path string) Option {
	return appOption{"RedocPath", func(c *config) { c.pages.redocPath, c.pages.redocMoved = path, path != "" }}
}

// Section says which operations a document holds, and who may read it.
type Section struct {
	// Tags are those of the operations that the document holds: one of them is
	// enough. Empty does not choose by tag.
	Tags []string

	// Holds chooses operations further; nil takes all.
	Holds func(*RouteInfo) bool

	// Guards run before the document, its YAML form and its pages are sent; what
	// they return as an error is the answer. They may ask for what the app
	// provides, and are made by Depends.
	Guards []Dependency

	// Title, Description and Version are the app's where they are empty.
	Title, Description, Version string

	// OpenAPIPath, DocsPath and RedocPath are where it is served. The defaults
	// are /NAME/openapi.json, /NAME/docs and /NAME/redoc; "-" turns one off. The
	// app's own document has options for them.
	OpenAPIPath, DocsPath, RedocPath string
}

// Document adds a document of some of the app's operations, such as those for
// one audience. The empty name is that of the app's own document: this narrows
// and guards it.
func Document(name string, s Section) Option {
	at := caller.Here(1)
	return appOption{"Document", func(c *config) {
		if name == "" {
			c.pages.own = s
			return
		}
		c.pages.others = append(c.pages.others, others{name, s, at})
	}}
}

// checkPages reports what no page can follow.
func (c *config) checkPages() {
	p := &c.pages
	c.mistakeIf(p.redoc == nil && p.redocMoved, "RedocPath(%q): there is no page to show; pass signet.Redoc with the UI of the module contrib/redoc", p.redocPath)
	c.mistakeIf(p.own.OpenAPIPath+p.own.DocsPath+p.own.RedocPath != "", `Document(""): the paths of the app's own document are set by OpenAPIPath, DocsPath and RedocPath`)
	if c.commentMistake != nil {
		c.mistakeIf(true, "DocComments: %w", c.commentMistake)
	}
	known := map[string]bool{}
	for _, o := range slices.Concat([]others{{"", p.own, c.settings.Place}}, p.others) {
		c.mistakeIf(known[o.name], "Document(%q): there is a document of this name already", o.name)
		known[o.name] = true
		for i, g := range o.section.Guards {
			c.mistakeIf(g.declared == nil || !g.declared.Runs, "Document(%q): guard %d is not made by signet.Depends, so it would never run", o.name, i+1)
		}
	}
}

// documents returns the app's own document, and the others.
func (c *config) documents() (own table.Document, list []table.Document) {
	own = c.document
	own.Place = c.settings.Place.String() + ": New"
	own.Pages = c.pages.list(c.docsPath, c.pages.redocPath)
	c.pages.own.narrow(&own)
	for i, o := range c.pages.others {
		if slices.ContainsFunc(c.pages.others[:i], func(known others) bool { return known.name == o.name }) {
			continue // reported
		}
		d := c.document
		d.Name, d.Place = o.name, fmt.Sprintf("%v: Document(%q)", o.place, o.name)
		d.SpecPath = o.path(o.section.OpenAPIPath, "openapi.json")
		d.Pages = c.pages.list(o.path(o.section.DocsPath, "docs"), o.path(o.section.RedocPath, "redoc"))
		o.section.narrow(&d)
		list = append(list, d)
	}
	return own, list
}

func (p *pages) list(docsPath, redocPath string) []table.Page {
	list := []table.Page{{Option: "DocsPath", Path: docsPath, UI: p.swagger}}
	if p.redoc != nil {
		list = append(list, table.Page{Option: "RedocPath", Path: redocPath, UI: p.redoc})
	}
	return list
}

// path is a chosen path, or the default for the document.
func (o *others) path(chosen, last string) string {
	switch chosen {
	case "":
		return "/" + o.name + "/" + last
	case "-":
		return ""
	}
	return chosen
}

// narrow applies what the section says to a document of the whole app.
func (s *Section) narrow(d *table.Document) {
	for text, chosen := range map[*string]string{&d.Title: s.Title, &d.Description: s.Description, &d.Version: s.Version} {
		if chosen != "" {
			*text = chosen
		}
	}
	if len(s.Tags) > 0 || s.Holds != nil {
		d.Holds = s.holds
	}
	if len(s.Tags) > 0 {
		d.Tags = slices.DeleteFunc(slices.Clone(d.Tags), func(t Tag) bool { return !slices.Contains(s.Tags, t.Name) })
	}
	for _, g := range s.Guards {
		if g.declared != nil {
			d.Guards = append(d.Guards, g.declared)
		}
	}
}

func (s *Section) holds(r *RouteInfo) bool {
	tagged := len(s.Tags) == 0 || slices.ContainsFunc(r.Tags, func(t string) bool { return slices.Contains(s.Tags, t) })
	return tagged && (s.Holds == nil || s.Holds(r))
}

// WriteDocument writes the document of the name as JSON; see Document. The
// empty name is that of the app's own, as for WriteOpenAPI. The error of a name
// that no document has says so.
func WriteDocument(w io.Writer, app *App, name string) error {
	t := app.current()
	if t == nil {
		return app.Err()
	}
	document, err := t.Document(name)
	if err != nil {
		return fmt.Errorf("describe the app: %w", err)
	}
	_, err = w.Write(document.JSON().Body)
	return err
}

// DocComments takes descriptions from the comments of Go source: the first
// sentence about a handler is its summary and the rest its description, comments
// about types and fields describe schemas and parameters. Tags and options win.
// The source is embedded where it stands, //go:embed *.go, or below, and is
// parsed once, in New.
//
// A folder is that of a package if the package's import path ends in it; of the
// files at the root the package's name decides, of several programs in a tree the
// path of the one that runs. Closures have no comments, and neither has what
// cannot be told apart.
func DocComments(files fs.FS) Option {
	return appOption{"DocComments", func(c *config) {
		if files == nil {
			c.commentMistake = errors.New("the file system is nil; embed the source with //go:embed *.go")
			return
		}
		comments, err := doccomment.Read(files)
		if err != nil {
			c.commentMistake = err
			return
		}
		c.comments = comments // the one place that names the parser, so that other programs do not link it
	}}
}
