// Auth is a service that is closed by default: who calls signs in with the
// OAuth2 password flow, carries a JWT, and needs the scopes and the role of the
// route. Run it, open /docs, and press Authorize: ada and bob have the password
// "correct horse battery staple"; only ada may write and is an administrator.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/signet-go/signet"
)

var addr = flag.String("addr", ":8000", "address to listen on: host:port, :port or unix:/path")

// The scopes that a token may carry.
var scopes = map[string]string{
	"me":          "Read your own account.",
	"items:read":  "Read items.",
	"items:write": "Add items.",
}

func main() {
	flag.Parse()
	if err := newApp(strong).Run(context.Background(), *addr); err != nil {
		log.Fatal(err)
	}
}

// newApp returns the service. Its first line closes every route to those who
// have not signed in; Public opens some again.
func newApp(cost hashCost) *signet.App {
	app := signet.New(
		signet.Title("Auth"), signet.Version("1.0.0"),
		signet.Scheme("login", signet.OAuth2{Password: &signet.Flow{TokenURL: "token", Scopes: scopes}}),
		signet.Depends(currentUser, signet.Raises(errToken)),
		signet.Depends(hasRole),
	)
	app.Provide(newKeys)
	app.Provide(func() (*Accounts, error) { return demoAccounts(cost) })
	app.Provide(newItems)

	app.Handle(health, app.GET("/health", signet.Public(), signet.Tags("open")))
	app.Handle(signIn, app.POST("/token", signet.Public(), signet.Tags("open"),
		signet.Summary("Sign in"),
		signet.Description("The token has those of the wanted scopes that the account may have."),
		signet.MaxBody(maxForm), signet.Raises(errLogin)))

	app.Handle(me, app.GET("/me", signet.RequireScopes("me"), signet.Tags("account")))

	items := app.Group("/items", signet.Tags("items"))
	app.Handle(listItems, items.GET("", signet.RequireScopes("items:read")))
	app.Handle(addItem, items.POST("", signet.RequireScopes("items:write"), signet.Status(201)))

	admin := app.Group("/admin", signet.Roles("admin"), signet.Tags("admin"), signet.Raises(errRole))
	app.Handle(listAccounts, admin.GET("/accounts"))
	return app
}

func health() string { return "ok" }
