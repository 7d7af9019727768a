package signet

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"

	"github.com/swaggest/openapi-go/openapi31"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/table"
	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

// config is what New's options set.
type config struct {
	settings *layer.Settings // the app's layer
	document table.Document  // of the whole app
	docsPath string
	pages    pages
	table    table.Options
	logger   *slog.Logger
	debug    bool
	compat   bool
	tls      tlsFiles
	schemes  operation.Schemes
	comments operation.Comments // of the source; nil without
	unions   []model.UnionDeclaration
	codecs   []binding.Codec
	mistakes []error

	commentMistake error // of DocComments

	lifespans []*layer.Dependency
	overrides []layer.Override // of a twin
	ownLogger bool             // logger is the developer's choice
}

func newConfig() *config {
	return &config{
		settings: &layer.Settings{Name: "app"},
		logger:   slog.Default(),
		document: table.Document{
			Info:     openapi.Info{Title: "Signet", Version: "0.1.0"},
			SpecPath: "/openapi.json",
		},
		docsPath: "/docs",
		pages:    pages{redocPath: "/redoc"},
	}
}

// check reports what the document could not say.
func (c *config) check() {
	d := &c.document
	c.mistakeIf(d.License != nil && d.License.Identifier != "" && d.License.URL != "",
		"License: it has an SPDX identifier or a URL, not both")
	c.mistakeIf(c.docsPath != "" && c.docsPath == d.SpecPath, "DocsPath and OpenAPIPath are both %q", d.SpecPath)
	c.checkPages()
	c.checkCodecs()
	seen := map[string]bool{}
	for _, t := range d.Tags {
		c.mistakeIf(t.Name == "", "TagInfo: a tag has no name")
		c.mistakeIf(seen[t.Name], "TagInfo: %q is described twice", t.Name)
		seen[t.Name] = true
	}
	for _, s := range d.Servers {
		for _, variable := range regexp.MustCompile(`\{([^}]*)\}`).FindAllStringSubmatch(s.URL, -1) {
			known := slices.ContainsFunc(s.Variables, func(v openapi.ServerVariable) bool { return v.Name == variable[1] })
			c.mistakeIf(!known, "Servers: %q has a variable {%s} that Variables does not describe", s.URL, variable[1])
		}
	}
}

func (c *config) mistakeIf(wrong bool, format string, args ...any) {
	if wrong {
		c.mistakes = append(c.mistakes, fmt.Errorf("signet: %v: New: "+format, append([]any{c.settings.Place}, args...)...))
	}
}

// kit returns what all operations share, and the mistakes of unions, which are
// declared before any type is read.
func (c *config) kit() (kit *operation.Kit, mistakes []error) {
	kit = operation.NewKit(c.logger, c.debug, c.compat)
	kit.Schemes, kit.Codecs, kit.Comments = c.schemes, c.codecs, c.comments
	for _, u := range c.unions {
		for _, err := range kit.Types.DeclareUnion(u) {
			mistakes = append(mistakes, fmt.Errorf("Union[%v](…): %w", u.Interface, err))
		}
	}
	return kit, mistakes
}

func (c *config) options(provided []*layer.Dependency) table.Options {
	o := c.table
	o.Provided = slices.Concat(c.lifespans, provided)
	o.Overrides = c.overrides
	o.Document, o.Documents = c.documents()
	return o
}

// appOption is a setting of the app alone.
type appOption struct {
	name string
	set  func(*config)
}

func (o appOption) applyToApp(c *config) { o.set(c) }

// String is the option's name.
func (o appOption) String() string { return o.name }

// TitleOption is for New and for NewError.
type TitleOption interface {
	Option
	ErrorOption
}

// Title is the name of the API in New, whose default is "Signet", and the
// problem title (RFC 9457) of an error in NewError.
func Title(text string) TitleOption {
	return title{appOption{"Title", func(c *config) { c.document.Title = text }}, vocab.ErrorTitle(text)}
}

type title struct {
	appOption
	ErrorOption
}

// Version is the version of the API in the document. The default is "0.1.0".
func Version(text string) Option {
	return appOption{"Version", func(c *config) { c.document.Version = text }}
}

// TermsOfService is the URL of the API's terms, in the document.
func TermsOfService(url string) Option {
	return appOption{"TermsOfService", func(c *config) { c.document.TermsOfService = url }}
}

// ContactInfo says whom to ask about the API; any field may be empty.
type ContactInfo = openapi.Contact

// Contact says whom to ask about the API.
func Contact(info ContactInfo) Option {
	return appOption{"Contact", func(c *config) { c.document.Contact = &info }}
}

// LicenseInfo names a license, by SPDX identifier or by URL, not both.
type LicenseInfo = openapi.License

// License names the API's license.
func License(info LicenseInfo) Option {
	return appOption{"License", func(c *config) { c.document.License = &info }}
}

// Server is where the API is served; URL may hold {variables}.
type Server = openapi.Server

// Servers lists where the API is served. The default is none, which means where
// the document comes from. A {variable} of a URL that Variables does not describe
// is a mistake that App.Err reports.
func Servers(list ...Server) Option {
	return appOption{"Servers", func(c *config) { c.document.Servers = append(c.document.Servers, list...) }}
}

// Tag describes a tag in the document.
type Tag = openapi.Tag

// TagInfo describes tags; their order is the order of the docs page. One without a
// name, or described twice, is a mistake that App.Err reports.
func TagInfo(list ...Tag) Option {
	return appOption{"TagInfo", func(c *config) { c.document.Tags = append(c.document.Tags, list...) }}
}

// Docs is a link to documentation elsewhere.
type Docs = openapi.ExternalDocs

// ExternalDocs links the API's documentation elsewhere.
func ExternalDocs(link Docs) Option {
	return appOption{"ExternalDocs", func(c *config) { c.document.ExternalDocs = &link }}
}

// OpenAPIPath is where the document is served; the default is /openapi.json,
// with the YAML form beside it. Empty turns it off, and the pages with it.
func OpenAPIPath(path string) Option {
	return appOption{"OpenAPIPath", func(c *config) { c.document.SpecPath = path }}
}

// DocsPath is where Swagger UI is served; the default is /docs, empty turns it off.
func DocsPath(path string) Option {
	return appOption{"DocsPath", func(c *config) { c.docsPath = path }}
}

// NoHeadFromGet answers HEAD only where a route for HEAD is registered, else with
// 405. The default is the route for GET, whose handler runs.
func NoHeadFromGet() Option {
	return appOption{"NoHeadFromGet", func(c *config) { c.table.Route.NoHeadFromGet = true }}
}

// NoAutoOptions answers OPTIONS only where a route for OPTIONS is registered, else
// with 405. The default is 204 and Allow, without a function.
func NoAutoOptions() Option {
	return appOption{"NoAutoOptions", func(c *config) { c.table.Route.NoAutoOptions = true }}
}

// NoSlashRedirect answers 404 where a path differs from a route's by its last
// slash. The default is a redirect (307) that keeps method, body and query.
func NoSlashRedirect() Option {
	return appOption{"NoSlashRedirect", func(c *config) { c.table.Route.NoSlashRedirect = true }}
}

// AllowShadowed logs a route that an earlier one shadows, where it is a mistake
// by default.
func AllowShadowed() Option {
	return appOption{"AllowShadowed", func(c *config) { c.table.AllowShadowed = true }}
}

// Debug shows internal errors to clients: a 500 holds the error's text, what it
// wraps, and the stack of a panic; as a page where the client takes text/html.
// Never use it in production.
func Debug() Option {
	return appOption{"Debug", func(c *config) { c.debug = true }}
}

// FastAPICompat writes documents with FastAPI's texts, ids and titles, and echoes
// in a 422 also the objects and lists that are wrong. What a 422 says of a mistake
// stays. It changes no order, limit, header or secret, and does not read the body
// before authentication.
func FastAPICompat() Option {
	return appOption{"FastAPICompat", func(c *config) { c.compat = true }}
}

// Logger is where the app logs: internal errors, and its start in Run. The
// default is slog.Default, taken when New is called.
func Logger(l *slog.Logger) Option {
	return appOption{"Logger", func(c *config) { c.logger, c.ownLogger = l, true }}
}

// OpenAPI returns the document, the caller's own copy. Its error is that of
// Err, or says what the document cannot describe.
func (a *App) OpenAPI() (*openapi31.Spec, error) {
	t := a.current()
	if t == nil {
		return nil, a.Err()
	}
	document, err := t.Document("")
	if err != nil {
		return nil, fmt.Errorf("describe the app: %w", err)
	}
	return document.Spec()
}

// WriteOpenAPI writes the app's document as JSON, the bytes that OpenAPIPath
// serves; the app need not serve. The error is that of Err, says what the document
// cannot describe, or is w's.
func WriteOpenAPI(w io.Writer, app *App) error { return WriteDocument(w, app, "") }
