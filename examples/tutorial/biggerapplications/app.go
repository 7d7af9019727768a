package biggerapplications

import (
	"net/http"

	"github.com/signet-go/signet"
)

func root() Message { return Message{"Hello Bigger Applications!"} }

// App puts the groups together. What the admin group lacks is said here.
func App() *signet.App {
	app := signet.New(signet.Depends(checkQuery, signet.Raises(errQuery)))
	app.Include(users())
	app.Include(items())
	app.Include(admin(),
		signet.Prefix("/admin"),
		signet.Tags("admin"),
		signet.Depends(checkHeader, signet.Raises(errHeader)),
		signet.Response(http.StatusTeapot, nil, "I'm a teapot"),
	)
	app.Handle(root, app.GET("/"))
	return app
}
