package biggerapplications

import "github.com/signet-go/signet"

// User is an answer.
type User struct {
	Username string `json:"username"`
}

// ReadUser asks for a user.
type ReadUser struct {
	Username string `path:"username"`
}

func listUsers() []User { return []User{{"Rick"}, {"Morty"}} }

func readMe() User { return User{"fakecurrentuser"} }

func readUser(in *ReadUser) User { return User(*in) }

// users is the group of the users. /users/me stands before /users/{username},
// for the first route that matches wins.
func users() *signet.Group {
	group := signet.NewGroup(signet.Tags("users"))
	group.Handle(listUsers, group.GET("/users/"))
	group.Handle(readMe, group.GET("/users/me"))
	group.Handle(readUser, group.GET("/users/{username}"))
	return group
}
