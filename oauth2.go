package signet

import "strings"

// OAuth2PasswordForm is what a client sends to the token endpoint of the OAuth2
// password flow (RFC 6749, 4.3.2): a request struct, to be taken as an argument
// or embedded in another one. A client may leave grant_type out; see
// OAuth2StrictPasswordForm.
type OAuth2PasswordForm struct {
	GrantType    *string `form:"grant_type" pattern:"^password$"`
	Username     string  `form:"username"`
	Password     string  `form:"password" format:"password"`
	Scope        string  `form:"scope" default:"" description:"Separated by spaces."`
	ClientID     *string `form:"client_id"`
	ClientSecret *string `form:"client_secret" format:"password"`
}

// Scopes are those that the client asks for, split at white space.
func (f *OAuth2PasswordForm) Scopes() []string { return strings.Fields(f.Scope) }

// OAuth2StrictPasswordForm is an OAuth2PasswordForm that has to have its
// grant_type, as the RFC says.
type OAuth2StrictPasswordForm struct {
	GrantType    string  `form:"grant_type" pattern:"^password$"`
	Username     string  `form:"username"`
	Password     string  `form:"password" format:"password"`
	Scope        string  `form:"scope" default:"" description:"Separated by spaces."`
	ClientID     *string `form:"client_id"`
	ClientSecret *string `form:"client_secret" format:"password"`
}

// Scopes are those that the client asks for, split at white space.
func (f *OAuth2StrictPasswordForm) Scopes() []string { return strings.Fields(f.Scope) }
