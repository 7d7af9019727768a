package advancedmiddleware

import (
	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
)

// Tutorial002 answers for example.com and its subdomains alone.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Use(middleware.TrustedHosts(middleware.TrustedHostsOptions{Hosts: []string{"example.com", "*.example.com"}}))
	app.Handle(greet, app.GET("/"))
	return app
}
