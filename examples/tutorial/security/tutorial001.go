package security

import "github.com/signet-go/signet"

// passwordFlow declares what Swagger UI's Authorize dialog asks for.
func passwordFlow(scopes map[string]string) signet.Option {
	return signet.Scheme("OAuth2PasswordBearer", signet.OAuth2{Password: &signet.Flow{TokenURL: "token", Scopes: scopes}})
}

// Shown is the answer.
type Shown struct {
	Token string `json:"token"`
}

func showToken(token signet.Bearer) Shown { return Shown{string(token)} }

// Tutorial001 shows the token that it was sent.
func Tutorial001() *signet.App {
	app := signet.New(passwordFlow(nil))
	app.Handle(showToken, app.GET("/items/"))
	return app
}
