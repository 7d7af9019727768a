package dependencies

import "github.com/signet-go/signet"

// User is an answer.
type User struct {
	Username string `json:"username"`
}

func listGadgets() []Product { return []Product{{"Portal Gun"}, {"Plumbus"}} }

func listUsers() []User { return []User{{"Rick"}, {"Morty"}} }

// Tutorial012 runs dependencies in front of every route of the app.
func Tutorial012() *signet.App {
	app := signet.New(signet.Depends(verifyToken), signet.Depends(verifyKey))
	app.Handle(listGadgets, app.GET("/items/"))
	app.Handle(listUsers, app.GET("/users/"))
	return app
}
