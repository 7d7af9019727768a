package responsemodel

import "github.com/signet-go/signet"

// PublicUser is what others see of a user.
type PublicUser struct {
	Username string  `json:"username"`
	Email    string  `json:"email" validate:"email"`
	FullName *string `json:"full_name"`
}

// Tutorial003 uses the same function, and the password stays inside.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(createUser, app.POST("/user/", signet.ResponseModel[PublicUser]()))
	return app
}
