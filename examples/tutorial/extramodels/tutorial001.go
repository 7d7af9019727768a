package extramodels

import "github.com/signet-go/signet"

func createUser(in *CreateUser) UserInDB { return save(in.User) }

// Tutorial001 returns the stored user and answers with what others may see.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createUser, app.POST("/user/", signet.ResponseModel[UserOut]()))
	return app
}
