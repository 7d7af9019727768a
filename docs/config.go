package docs

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// DefaultPath is where the page is unless Config.Path says otherwise.
const DefaultPath = "/docs"

const defaultTitle = "Swagger UI"

// standaloneLayout is the layout that needs a script of its own.
const standaloneLayout = "StandaloneLayout"

// Config says what SwaggerUI shows and where. SpecURL is required.
//
// URLs that begin with a slash name paths of the same app. The page refers to
// them relative to itself, so they stay right behind a proxy that strips a
// prefix, and where the app is mounted in another.
type Config struct {
	// Title is the title of the browser's window; empty means "Swagger UI".
	Title string

	// Path is where the handler is mounted, as it sees it in Request.URL: the
	// page is at Path itself, its files are below. Empty means DefaultPath.
	Path string

	// SpecURL is where the OpenAPI document is, in JSON or YAML.
	SpecURL string

	// Settings are parameters of Swagger UI, as its documentation names them:
	// "persistAuthorization", "docExpansion", "filter", "tryItOutEnabled", ….
	// They are written as JSON over these defaults: deepLinking,
	// showExtensions and showCommonExtensions true, layout "BaseLayout",
	// validatorUrl null (the page asks nobody else). Layout "StandaloneLayout"
	// with "urls" shows several documents.
	Settings map[string]any

	// OAuth is what the authorization dialog is filled with. Nil fills nothing.
	OAuth *OAuth

	// Origins are those that the page may talk to besides its own and
	// SpecURL's: servers that the document lists elsewhere, token URLs, images
	// in descriptions. Each is a scheme and a host, such as
	// "https://login.example.com" or "https://*.example.com".
	Origins []string

	// Favicon is the URL of the page's icon; empty means Swagger UI's. Its
	// origin is allowed.
	Favicon string

	// NotFound answers where there is no file; nil means http.NotFoundHandler.
	NotFound http.Handler

	// Style is CSS that comes after Swagger UI's own.
	Style string

	// Script is JavaScript that runs before the page is built. It may set
	// window.swaggerUISettings to an object whose members win over Settings:
	// the place for what JSON cannot say, as requestInterceptor or plugins.
	Script string
}

// OAuth is what Swagger UI's initOAuth takes. Everything here is readable by
// whoever can open the page, ClientSecret too.
type OAuth struct {
	ClientID       string   `json:"clientId,omitempty"`
	ClientSecret   string   `json:"clientSecret,omitempty"`
	Realm          string   `json:"realm,omitempty"`
	AppName        string   `json:"appName,omitempty"`
	ScopeSeparator string   `json:"scopeSeparator,omitempty"` // empty means a space
	Scopes         []string `json:"scopes,omitempty"`         // those selected at first

	// Query is added to the authorization URL.
	Query map[string]string `json:"additionalQueryStringParams,omitempty"`

	// PKCE sends a code challenge in the authorization code flow.
	PKCE bool `json:"usePkceWithAuthorizationCodeGrant,omitempty"`

	// BasicAuth sends the client's password in a header, not in the form, when
	// a code is exchanged for a token.
	BasicAuth bool `json:"useBasicAuthenticationWithAccessCodeGrant,omitempty"`
}

// fixedSetting returns what to do instead of a setting that the page makes
// itself; "" for every other.
func fixedSetting(name string) string {
	switch name {
	case "url":
		return "set SpecURL"
	case "dom_id", "domNode":
		return "the page has its own"
	case "presets", "plugins":
		return "set it in Script"
	}
	return ""
}

// settings returns the defaults overlaid with the user's settings.
func (c Config) settings(specURL string) (map[string]any, error) {
	all := map[string]any{
		"url":                  specURL,
		"layout":               "BaseLayout",
		"deepLinking":          true,
		"showExtensions":       true,
		"showCommonExtensions": true,
		"validatorUrl":         nil,
	}
	for name := range c.Settings {
		if cure := fixedSetting(name); cure != "" {
			return nil, fmt.Errorf("setting %q is fixed: %s", name, cure)
		}
	}
	maps.Copy(all, c.Settings)
	return all, nil
}

// initScript returns the script that builds the page. json.Marshal escapes <,
// >, & and U+2028, so the text is safe wherever a script may stand.
func (c Config) initScript(at location) (string, error) {
	specURL, err := at.refer(c.SpecURL)
	if err != nil {
		return "", fmt.Errorf("config: SpecURL: %w", err)
	}
	settings, err := c.settings(specURL)
	if err != nil {
		return "", err
	}
	arguments, err := json.Marshal(map[string]any{
		"settings":       settings,
		"oauth2Redirect": at.below(redirectName),
		"oauth":          c.OAuth,
	})
	if err != nil {
		return "", fmt.Errorf("settings: %w: what JSON cannot say belongs in Script", err)
	}
	return "(" + strings.TrimSpace(initFunction) + ")(" + string(arguments) + ");\n", nil
}

// origins returns every origin that the page may talk to.
func (c Config) origins() ([]string, error) {
	if err := checkOrigins(c.Origins); err != nil {
		return nil, err
	}
	all := slices.Clone(c.Origins)
	for _, address := range []string{c.SpecURL, c.Favicon} {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			all = append(all, originOf(u))
		}
	}
	return all, nil
}

// checkOrigins reports what must not be written into a header: it could end its
// directive.
func checkOrigins(origins []string) error {
	for _, o := range origins {
		u, err := url.Parse(o)
		if err != nil || originOf(u) != o || strings.ContainsAny(o, " ;,'") {
			return fmt.Errorf("origin %q is no scheme and host: write it as %q", o, "https://api.example.com")
		}
	}
	return nil
}

// originOf returns the scheme and host of a URL, or "" if it lacks a host. A
// URL without a scheme has the page's, and so has its origin.
func originOf(u *url.URL) string {
	if u.Host == "" || u.Scheme == "" {
		return u.Host
	}
	return u.Scheme + "://" + u.Host
}

var errNoSpec = errors.New(`no SpecURL: name the OpenAPI document, such as "/openapi.json"`)
