package tdependencies

import "github.com/signet-go/signet"

// UserName names a user.
type UserName struct {
	UserID string `path:"user_id"`
}

// Routed is a user, and the pattern of the route that led to it.
type Routed struct {
	UserID string `json:"user_id"`
	Path   string `json:"path"`
}

func readRouted(in *UserName, route *signet.RouteInfo) Routed {
	return Routed{in.UserID, route.Pattern}
}

// RouteScope tells a handler on which route it is.
func RouteScope() *signet.App {
	app := signet.New()
	app.Handle(readRouted, app.GET("/users/{user_id}"))
	return app
}
