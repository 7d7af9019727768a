package securityschemes

import "github.com/signet-go/signet"

// Token is the answer.
type Token struct {
	Token string `json:"token"`
}

func showToken(token signet.Bearer) Token { return Token{string(token)} }

func perhapsToken(token signet.Opt[signet.Bearer]) any {
	if token, ok := token.Get(); ok {
		return Token{string(token)}
	}
	return advice
}

// codeBearer declares the authorization code flow.
func codeBearer(scopes map[string]string) signet.Option {
	return signet.Scheme("OAuth2AuthorizationCodeBearer", signet.OAuth2{
		AuthorizationCode: &signet.Flow{AuthorizationURL: "authorize", TokenURL: "token", Scopes: scopes},
	})
}

// CodeBearer takes tokens of the authorization code flow.
func CodeBearer() *signet.App {
	app := signet.New(codeBearer(nil))
	app.Handle(showToken, app.GET("/items/"))
	return app
}

// PasswordBearerOptional serves clients without a token too.
func PasswordBearerOptional() *signet.App {
	app := signet.New(signet.Scheme("OAuth2PasswordBearer", signet.OAuth2{
		Description: "OAuth2PasswordBearer security scheme", Password: &signet.Flow{TokenURL: "/token"},
	}))
	app.Handle(perhapsToken, app.GET("/items/"))
	return app
}

func admin() Greeting { return Greeting{"Admin Access"} }

func hello() Greeting { return Greeting{"Hello World"} }

// granted compares the scopes of the route with those of the token: here all
// tokens have the same.
func granted(_ signet.Bearer, need signet.Scopes) error {
	if missing := need.Missing("read", "write"); missing != nil {
		return signet.NewError(403, missing)
	}
	return nil
}

// CodeBearerScopes requires scopes of some routes, in the document and in the
// dependency that all routes have.
func CodeBearerScopes() *signet.App {
	app := signet.New(codeBearer(map[string]string{"read": "Read access", "write": "Write access"}), signet.Depends(granted))
	all := signet.RequireScopes("read", "write")
	app.Handle(hello, app.GET("/"))
	app.Handle(admin, app.GET("/with-oauth2-scheme", all), app.GET("/with-get-token", all))
	app.Handle(showToken, app.GET("/items/", signet.RequireScopes("read")), app.POST("/items/", all))
	return app
}

// CodeBearerScopesSimple requires scopes of one route.
func CodeBearerScopesSimple() *signet.App {
	app := signet.New(codeBearer(map[string]string{"read": "Read access", "write": "Write access"}))
	app.Handle(admin, app.GET("/admin", signet.Depends(granted, signet.RequireScopes("read", "write"))))
	return app
}

type (
	first  []string
	second []string
	// Chains is what each of two dependencies has to see to.
	Chains struct {
		Dep1 []string `json:"dep1"`
		Dep2 []string `json:"dep2"`
	}
)

func firstScopes(s signet.Scopes) first          { return first(s) }
func secondScopes(s signet.Scopes) second        { return second(s) }
func bothScopes(a first, b second) *Chains       { return &Chains{a, b} }
func showChains(chains *Chains) (*Chains, error) { return chains, nil }

// ScopesStayInTheirChain: a dependency sees the scopes of who needs it and its
// own, not those of its sibling.
func ScopesStayInTheirChain() *signet.App {
	app := signet.New(
		signet.Provide(firstScopes, signet.RequireScopes("scope1")),
		signet.Provide(secondScopes, signet.RequireScopes("scope2")),
		signet.Provide(bothScopes, signet.RequireScopes("scope3")),
	)
	app.Handle(showChains, app.GET("/scopes"))
	return app
}
