package openapi

import (
	"fmt"

	"github.com/swaggest/openapi-go/openapi31"
)

// Scheme is a way to authenticate. The Type decides which fields count.
type Scheme struct {
	Name        string // what a Requirement refers to
	Description string
	Type        SchemeType

	HTTP         string // HTTP: basic, bearer, digest, …
	BearerFormat string // HTTP bearer: a hint such as JWT
	Key          string // APIKey: the name of the header, query parameter or cookie
	In           string // APIKey: header, query or cookie
	Flows        Flows  // OAuth2
	OpenIDURL    string // OpenIDConnect: where its configuration is
}

// SchemeType is a kind of authentication that OpenAPI knows.
type SchemeType string

// The types of schemes.
const (
	HTTP          SchemeType = "http"
	APIKey        SchemeType = "apiKey"
	OAuth2        SchemeType = "oauth2"
	OpenIDConnect SchemeType = "openIdConnect"
	MutualTLS     SchemeType = "mutualTLS"
)

// Flows are the ways in which an OAuth2 server gives a token.
type Flows struct {
	Implicit          *Flow
	Password          *Flow
	ClientCredentials *Flow
	AuthorizationCode *Flow
}

// Flow says where a token comes from and which scopes it may have.
type Flow struct {
	AuthorizationURL string            // Implicit, AuthorizationCode
	TokenURL         string            // all but Implicit
	RefreshURL       string            // may be empty
	Scopes           map[string]string // with their descriptions
}

// Requirement names schemes that are all needed, with the scopes of each. An
// empty one means that no credential is needed.
type Requirement map[string][]string

func (s *Scheme) entity() (openapi31.SecurityScheme, error) {
	e := openapi31.SecurityScheme{Description: optional(s.Description)}
	switch {
	case s.Type == HTTP && s.HTTP == "bearer":
		e.HTTPBearer = &openapi31.SecuritySchemeHTTPBearer{Scheme: s.HTTP, BearerFormat: optional(s.BearerFormat)}
	case s.Type == HTTP:
		e.HTTP = &openapi31.SecuritySchemeHTTP{Scheme: s.HTTP}
	case s.Type == APIKey:
		e.APIKey = &openapi31.SecuritySchemeAPIKey{Name: s.Key, In: openapi31.SecuritySchemeAPIKeyIn(s.In)}
	case s.Type == OAuth2:
		e.Oauth2 = &openapi31.SecuritySchemeOauth2{Flows: s.Flows.entity()}
	case s.Type == OpenIDConnect:
		e.Oidc = &openapi31.SecuritySchemeOidc{OpenIDConnectURL: s.OpenIDURL}
	case s.Type == MutualTLS:
		e.MutualTLS = &openapi31.MutualTLS{}
	default:
		return e, fmt.Errorf("security scheme %q: type %q is none of http, apiKey, oauth2, openIdConnect and mutualTLS", s.Name, s.Type)
	}
	return e, nil
}

func (f *Flows) entity() (e openapi31.OauthFlows) {
	if f := f.Implicit; f != nil {
		e.Implicit = &openapi31.OauthFlowsDefsImplicit{AuthorizationURL: f.AuthorizationURL, RefreshURL: optional(f.RefreshURL), Scopes: f.scopes()}
	}
	if f := f.Password; f != nil {
		e.Password = &openapi31.OauthFlowsDefsPassword{TokenURL: f.TokenURL, RefreshURL: optional(f.RefreshURL), Scopes: f.scopes()}
	}
	if f := f.ClientCredentials; f != nil {
		e.ClientCredentials = &openapi31.OauthFlowsDefsClientCredentials{TokenURL: f.TokenURL, RefreshURL: optional(f.RefreshURL), Scopes: f.scopes()}
	}
	if f := f.AuthorizationCode; f != nil {
		e.AuthorizationCode = &openapi31.OauthFlowsDefsAuthorizationCode{
			AuthorizationURL: f.AuthorizationURL, TokenURL: f.TokenURL, RefreshURL: optional(f.RefreshURL), Scopes: f.scopes(),
		}
	}
	return e
}

// scopes is never nil: OpenAPI wants the member even when there are none.
func (f *Flow) scopes() map[string]string {
	if f.Scopes == nil {
		return map[string]string{}
	}
	return f.Scopes
}
