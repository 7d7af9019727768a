package responsemodel

import "github.com/signet-go/signet"

// NewUser is a user who signs up.
type NewUser struct {
	Username string  `json:"username"`
	Password string  `json:"password"`
	Email    string  `json:"email" validate:"email"`
	FullName *string `json:"full_name"`
}

// CreateUser signs a user up.
type CreateUser struct {
	User NewUser `body:""`
}

func createUser(in *CreateUser) NewUser {
	return in.User
}

// Tutorial002 answers with all that it was sent, the password too. Don't.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(createUser, app.POST("/user/"))
	return app
}
