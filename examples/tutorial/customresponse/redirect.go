package customresponse

import "github.com/signet-go/signet"

func redirectTyper() signet.Redirect {
	return signet.Redirect{URL: "https://typer.tiangolo.com", External: true}
}

// Tutorial006 redirects to another host, which has to be said.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(redirectTyper, app.GET("/typer"))
	return app
}

func redirectPydantic() signet.Redirect {
	return signet.Redirect{URL: "https://docs.pydantic.dev/", External: true}
}

// Tutorial006c redirects with another status.
func Tutorial006c() *signet.App {
	app := signet.New()
	app.Handle(redirectPydantic, app.GET("/pydantic", signet.Status(302)))
	return app
}
