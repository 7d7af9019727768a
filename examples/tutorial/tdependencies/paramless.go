package tdependencies

import (
	"net/http"
	"slices"

	"github.com/signet-go/signet"
)

var errScopes = signet.NewError(http.StatusUnauthorized, "a or b not in scopes")

// Credentials are a token with the scopes that the route requires.
type Credentials struct {
	Token  string   `json:"token"`
	Scopes []string `json:"scopes"`
}

// checkScopes shows that a function learns which scopes lead to it. One that
// guards something compares them with those of the token.
func checkScopes(token signet.Bearer, need signet.Scopes) (*Credentials, error) {
	if !slices.Contains(need, "a") || !slices.Contains(need, "b") {
		return nil, errScopes
	}
	return &Credentials{string(token), need}, nil
}

// Condition is an answer.
type Condition struct {
	Status string `json:"status"`
}

func readCredentials(c *Credentials) *Credentials { return c }

func readCondition() Condition { return Condition{"ok"} }

// DependencyParamless requires scopes where a dependency is declared, whether
// or not an argument asks for its value.
func DependencyParamless() *signet.App {
	app := signet.New(signet.Scheme("OAuth2PasswordBearer", signet.OAuth2{Password: &signet.Flow{TokenURL: "token"}}))
	scoped := signet.Depends(checkScopes, signet.RequireScopes("a", "b"))
	app.Handle(readCredentials, app.GET("/get-credentials"), scoped)
	app.Handle(readCondition,
		app.GET("/parameterless-with-scopes", scoped),
		app.GET("/parameterless-without-scopes", signet.Depends(checkScopes)))
	return app
}
