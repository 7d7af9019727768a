package securityschemes

import "github.com/signet-go/signet"

// Login is what a client has sent to sign in.
type Login struct {
	GrantType    string   `json:"grant_type"`
	Username     string   `json:"username"`
	Password     string   `json:"password"`
	Scopes       []string `json:"scopes"`
	ClientID     *string  `json:"client_id"`
	ClientSecret *string  `json:"client_secret"`
}

func showLogin(f *signet.OAuth2StrictPasswordForm) Login {
	return Login{f.GrantType, f.Username, f.Password, f.Scopes(), f.ClientID, f.ClientSecret}
}

// PasswordFlow takes the form of the password flow, and its tokens: Bearer, and
// no others.
func PasswordFlow() *signet.App {
	app := one(byToken, signet.Scheme("OAuth2", signet.OAuth2{Password: &signet.Flow{
		TokenURL: "token", Scopes: map[string]string{"read:users": "Read the users", "write:users": "Create users"},
	}}))
	app.Handle(showLogin, app.POST("/login"))
	return app
}
