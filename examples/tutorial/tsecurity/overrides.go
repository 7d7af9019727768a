package tsecurity

import "github.com/signet-go/signet"

// User is who asks, with the scopes that the route requires.
type User struct {
	Name   string
	Scopes signet.Scopes
}

// Data is what there is to see.
type Data []int

// Seen is the answer.
type Seen struct {
	User   string   `json:"user"`
	Scopes []string `json:"scopes"`
	Data   Data     `json:"data"`
}

func john(need signet.Scopes) *User { return &User{"john", need} }

func sampleData() Data { return Data{1, 2, 3} }

func readUser(user *User, data Data) Seen { return Seen{user.Name, user.Scopes, data} }

// SecurityOverrides has a user and data that tests replace; the scopes stay.
func SecurityOverrides() *signet.App {
	app := signet.New(signet.Provide(john, signet.RequireScopes("foo", "bar")), signet.Provide(sampleData))
	app.Handle(readUser, app.GET("/user"))
	return app
}
