package tdependencies

import (
	"net/http"

	"github.com/signet-go/signet"
)

// UserPath names a user.
type UserPath struct {
	UserID int `path:"user_id"`
}

// userExists stands in for a look into a database.
func userExists(*UserPath) error { return nil }

func readNothing(*UserPath) {}

// ParamInPathAndDependency has a parameter that two functions read. It is one
// parameter in the document.
func ParamInPathAndDependency() *signet.App {
	app := signet.New()
	app.Handle(readNothing, app.GET("/users/{user_id}", signet.Status(http.StatusOK)), signet.Depends(userExists))
	return app
}
