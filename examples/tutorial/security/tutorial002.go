package security

import "github.com/signet-go/signet"

// User is who sent the request.
type User struct {
	Username string  `json:"username"`
	Email    *string `json:"email"`
	FullName *string `json:"full_name"`
	Disabled *bool   `json:"disabled"`
}

// currentUser believes every token; a real one looks it up.
func currentUser(token signet.Bearer) *User {
	email, name := "john@example.com", "John Doe"
	return &User{Username: string(token) + "fakedecoded", Email: &email, FullName: &name}
}

func readMe(user *User) *User { return user }

// Tutorial002 turns the token into a user, for whoever takes a *User.
func Tutorial002() *signet.App {
	app := signet.New(passwordFlow(nil), signet.Provide(currentUser))
	app.Handle(readMe, app.GET("/users/me"))
	return app
}
