package signet

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/openapi"
)

// SchemeDef is a way to authenticate: OAuth2, OpenIDConnect, HTTPBearer,
// HTTPBasic, HTTPDigest or APIKeyScheme.
type SchemeDef interface {
	define() (operation.Scheme, error)
}

// Scheme declares a way to authenticate under the name that it has in the
// document. Credentials of its kind use it if it is the only one of the kind;
// of several, a field of a request struct picks one with the tag scheme:"name",
// or some, separated by commas, for a token that may be of either.
//
// Without a declaration a Bearer uses the scheme HTTPBearer, a Basic HTTPBasic,
// a Digest HTTPDigest, and an APIKey APIKeyHeader, APIKeyQuery or APIKeyCookie.
// An APIKey field uses the declared scheme of its place, if there is one; with
// the tag scheme it needs no source tag.
func Scheme(name string, def SchemeDef) Option {
	at := caller.Here(1)
	return appOption{"Scheme", func(c *config) {
		if err := c.addScheme(name, def); err != nil {
			c.mistakes = append(c.mistakes, fmt.Errorf("signet: %v: Scheme(%q): %w", at, name, err))
		}
	}}
}

// schemeName is what OpenAPI lets stand as the name of a component.
var schemeName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// httpToken is a token (RFC 9110, 5.6.2), as names of headers and cookies are.
var httpToken = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")

func (c *config) addScheme(name string, def SchemeDef) error {
	if !schemeName.MatchString(name) {
		return errors.New("a name consists of letters, digits, dots, underscores and hyphens")
	}
	if def == nil {
		return errors.New("the definition is nil; pass one such as signet.HTTPBearer{}")
	}
	for _, known := range c.schemes {
		if known.Name == name {
			return errors.New("the name is declared already; give one of the two another")
		}
	}
	s, err := def.define()
	if err != nil {
		return err
	}
	s.Name = name
	c.schemes = append(c.schemes, &s)
	return nil
}

// Flow says where an OAuth2 client gets a token, and which scopes it may ask
// for. URLs may be relative to the document's.
type Flow = openapi.Flow

// OAuth2 is the scheme of tokens that an OAuth2 server (RFC 6749) gives by one or
// more flows. Requests carry them as Bearer. Swagger UI uses PKCE (RFC 7636) in
// the authorization code flow, unless DocsOAuth says otherwise.
type OAuth2 struct {
	Description string // Markdown

	Password          *Flow // needs TokenURL
	ClientCredentials *Flow // needs TokenURL
	AuthorizationCode *Flow // needs AuthorizationURL and TokenURL
	Implicit          *Flow // needs AuthorizationURL; tokens show up in URLs, so prefer AuthorizationCode
}

func (o OAuth2) define() (operation.Scheme, error) {
	flows := []struct {
		name           string
		flow           *Flow
		authorize, get bool // the URLs that it needs
	}{
		{"Password", o.Password, false, true},
		{"ClientCredentials", o.ClientCredentials, false, true},
		{"AuthorizationCode", o.AuthorizationCode, true, true},
		{"Implicit", o.Implicit, true, false},
	}
	none := true
	for _, f := range flows {
		switch {
		case f.flow == nil:
			continue
		case f.authorize && f.flow.AuthorizationURL == "":
			return operation.Scheme{}, fmt.Errorf("the flow %s needs an AuthorizationURL", f.name)
		case f.get && f.flow.TokenURL == "":
			return operation.Scheme{}, fmt.Errorf("the flow %s needs a TokenURL", f.name)
		}
		none = false
	}
	if none {
		return operation.Scheme{}, errors.New("OAuth2 needs a flow: set Password, ClientCredentials, AuthorizationCode or Implicit")
	}
	return operation.Scheme{Scheme: openapi.Scheme{
		Type:        openapi.OAuth2,
		Description: o.Description,
		Flows: openapi.Flows{
			Password: o.Password, ClientCredentials: o.ClientCredentials, AuthorizationCode: o.AuthorizationCode, Implicit: o.Implicit,
		},
	}}, nil
}

// OpenIDConnect is the scheme of tokens of an OpenID Connect provider. Requests
// carry them as Bearer.
type OpenIDConnect struct {
	URL         string // of the provider's configuration: https://…/.well-known/openid-configuration
	Description string // Markdown
}

func (o OpenIDConnect) define() (operation.Scheme, error) {
	if o.URL == "" {
		return operation.Scheme{}, errors.New("the URL of the provider's configuration is missing")
	}
	return operation.Scheme{Scheme: openapi.Scheme{Type: openapi.OpenIDConnect, Description: o.Description, OpenIDURL: o.URL}}, nil
}

// HTTPBearer is the scheme of tokens from elsewhere that requests carry as Bearer.
type HTTPBearer struct {
	Format      string // a hint such as JWT
	Realm       string // in the challenge of a 401; empty leaves it out
	Description string // Markdown
}

func (b HTTPBearer) define() (operation.Scheme, error) {
	if err := checkRealm(b.Realm); err != nil {
		return operation.Scheme{}, err
	}
	return operation.Scheme{
		Scheme: openapi.Scheme{Type: openapi.HTTP, HTTP: "bearer", BearerFormat: b.Format, Description: b.Description}, Realm: b.Realm,
	}, nil
}

// HTTPBasic is the scheme of names and passwords (RFC 7617), for which browsers
// ask by themselves.
type HTTPBasic struct {
	Realm       string // in the challenge of a 401; empty leaves it out
	Description string // Markdown
}

func (b HTTPBasic) define() (operation.Scheme, error) {
	if err := checkRealm(b.Realm); err != nil {
		return operation.Scheme{}, err
	}
	return operation.Scheme{Scheme: openapi.Scheme{Type: openapi.HTTP, HTTP: "basic", Description: b.Description}, Realm: b.Realm}, nil
}

// HTTPDigest is the scheme of RFC 7616. Signet hands over what the client sent,
// and challenges a client that sent nothing with a random nonce, SHA-256 and
// the quality auth. It does not remember nonces: the functions that take Digest
// verify the response, and answer 401 with challenges of their own where a
// nonce has to be one that they have given.
type HTTPDigest struct {
	Realm       string // in the challenge of a 401
	Description string // Markdown
}

func (d HTTPDigest) define() (operation.Scheme, error) {
	if err := checkRealm(d.Realm); err != nil {
		return operation.Scheme{}, err
	}
	return operation.Scheme{Scheme: openapi.Scheme{Type: openapi.HTTP, HTTP: "digest", Description: d.Description}, Realm: d.Realm}, nil
}

// checkRealm refuses what no quoted string of a header may hold (RFC 9110, 5.6.4).
func checkRealm(realm string) error {
	if !utf8.ValidString(realm) || strings.ContainsFunc(realm, unicode.IsControl) {
		return fmt.Errorf("the realm %q is not fit for a header; it is text without control characters", realm)
	}
	return nil
}

// APIKeyScheme is the scheme of a key in a header, a query parameter or a
// cookie. A key in a query ends up in logs and histories.
type APIKeyScheme struct {
	In          string // header, query or cookie
	Name        string // of the header, the query parameter or the cookie
	Description string // Markdown
}

func (k APIKeyScheme) define() (operation.Scheme, error) {
	switch {
	case k.In != "header" && k.In != "query" && k.In != "cookie":
		return operation.Scheme{}, fmt.Errorf("the key is in %q; an API key is in a header, a query or a cookie", k.In)
	case k.Name == "":
		return operation.Scheme{}, fmt.Errorf("an API key in a %s needs the Name of it", k.In)
	case k.In == "query" && strings.ContainsFunc(k.Name, unicode.IsControl), k.In != "query" && !httpToken.MatchString(k.Name):
		return operation.Scheme{}, fmt.Errorf("%q is no name of a %s", k.Name, k.In)
	}
	return operation.Scheme{Scheme: openapi.Scheme{Type: openapi.APIKey, In: k.In, Key: k.Name, Description: k.Description}}, nil
}

// OAuthClient is what the authorization dialog of Swagger UI is filled with.
// Whoever can open the page can read it.
type OAuthClient = docs.OAuth

// DocsOAuth fills in the authorization dialog of Swagger UI. Set its PKCE (RFC 7636)
// for the authorization code flow: without DocsOAuth that is on where a declared
// scheme has the flow, with it the client says.
func DocsOAuth(client OAuthClient) Option {
	return appOption{"DocsOAuth", func(c *config) { c.document.OAuth = &client }}
}

// chainOption is a setting of a layer, or of one dependency.
type chainOption struct {
	layerOption
	dependency func(*layer.Dependency)
}

func (o chainOption) applyToDependency(d *layer.Dependency) { o.dependency(d) }

// ChainOption is for any layer, and for one dependency.
type ChainOption interface {
	LayerOption
	DependOption
}

// Raises documents the errors that functions of the layer, or the dependency,
// answer with: each with its body as an example and with its headers. Several of
// one status become one entry. A status that Response describes stays as it says.
func Raises(errs ...*Error) ChainOption {
	return chainOption{
		layerOption{"Raises", func(s *layer.Settings) { s.Raises = append(s.Raises, errs...) }},
		func(d *layer.Dependency) { d.Raises = append(d.Raises, errs...) },
	}
}

// RequireScopes requires OAuth2 scopes of the routes of a layer, or of all routes
// that a dependency is part of. They are in the document, and in the argument
// Scopes of the functions that they lead to: of a layer, all functions of its
// routes; of a dependency, itself and what it needs. To compare them with those
// of the token is for the function that reads it. Scopes that no function takes
// are a mistake that App.Err reports.
func RequireScopes(scopes ...string) ChainOption {
	return chainOption{
		layerOption{"RequireScopes", func(s *layer.Settings) { s.Scopes = append(s.Scopes, scopes...) }},
		func(d *layer.Dependency) { d.Scopes = append(d.Scopes, scopes...) },
	}
}

// Roles names the roles that the routes of a layer are for. Signet does not know
// who has them: a dependency compares them with RouteInfo.Roles. Roles of a route
// whose RouteInfo nothing can read are a mistake that App.Err reports.
func Roles(names ...string) LayerOption {
	return layerOption{"Roles", func(s *layer.Settings) { s.Roles = append(s.Roles, names...) }}
}

// PlaceOption is for a group, a route or a front end.
type PlaceOption interface {
	GroupOption
	RouteOption
	FrontendOption
}

// placeOption is a setting of a group, a route or a front end.
type placeOption struct {
	name string
	set  func(*layer.Settings)
}

func (o placeOption) applyToGroup(s *layer.Settings) { o.set(s) }
func (o placeOption) applyToRoute(s *layer.Settings) { o.set(s) }
func (o placeOption) applyToFrontend(f *frontend)    { o.set(f.settings) }

// String is the option's name.
func (o placeOption) String() string { return o.name }

// Public opens a group or a route to clients without credentials: of the
// dependencies of outer layers, those that read credentials, directly or through
// others, do not count here. All others still run. A function here that needs
// the value of one that does not count is a mistake that App.Err reports.
//
// A group made by NewGroup that opens itself, or one of its routes, opens them
// wherever it is included, under the guards of the app and of Include too: so a
// login route stays reachable. Who includes a group of others finds such routes
// with signettest.Guarded.
func Public() PlaceOption {
	return placeOption{"Public", func(s *layer.Settings) { s.Public = true }}
}
