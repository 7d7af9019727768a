package securityschemes

import "github.com/signet-go/signet"

// openID declares a provider.
func openID(description string) signet.Option {
	return signet.Scheme("OpenIdConnect", signet.OpenIDConnect{URL: "/openid", Description: description})
}

// byToken shows the token as it was sent.
func byToken(token signet.Bearer) User { return User{"Bearer " + string(token)} }

func perhapsByToken(token signet.Opt[signet.Bearer]) any {
	if token, ok := token.Get(); ok {
		return byToken(token)
	}
	return advice
}

// OpenID takes the tokens of an OpenID Connect provider: Bearer, and no others.
func OpenID() *signet.App { return one(byToken, openID("")) }

// OpenIDDescription describes its scheme.
func OpenIDDescription() *signet.App { return one(byToken, openID("OpenIdConnect security scheme")) }

// OpenIDOptional serves clients without a token too.
func OpenIDOptional() *signet.App { return one(perhapsByToken, openID("")) }
