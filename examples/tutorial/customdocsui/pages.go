package customdocsui

import (
	"strings"

	"github.com/signet-go/signet"
)

const swaggerPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Swagger UI</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<div id="swagger-ui"></div>
<script src="{script}"></script>
<script>
SwaggerUIBundle({
	url: "/openapi.json",
	dom_id: "#swagger-ui",
	presets: [SwaggerUIBundle.presets.apis],
	oauth2RedirectUrl: new URL("/docs/oauth2-redirect", location).href,
});
</script>
</body>
</html>
`

// redirectPage hands the answer of an identity provider to the page that opened
// it, unless it answers somebody else's question.
const redirectPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Signing in</title>
</head>
<body>
<script>
const {auth, state, redirectUrl, callback, errCb} = window.opener.swaggerUIRedirectOauth2;
const answer = Object.fromEntries(new URLSearchParams(location.search || location.hash.slice(1)));
if (answer.error || answer.state !== state) {
	errCb({authId: auth.name, source: "auth", level: "error", message: answer.error || "the answer has another state"});
} else if (answer.code) {
	auth.code = answer.code;
	callback({auth, redirectUrl});
} else {
	callback({auth, token: answer, isValid: true, redirectUrl});
}
window.close();
</script>
</body>
</html>
`

const redocPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Redoc</title>
</head>
<body>
<redoc spec-url="/openapi.json"></redoc>
<script src="{script}"></script>
</body>
</html>
`

// assets are the URLs of what the pages load.
type assets struct{ swaggerScript, swaggerStyle, redocScript string }

func (a assets) swagger() signet.HTML {
	return signet.HTML(strings.NewReplacer("{script}", a.swaggerScript, "{style}", a.swaggerStyle).Replace(swaggerPage))
}

func (a assets) redoc() signet.HTML {
	return signet.HTML(strings.ReplaceAll(redocPage, "{script}", a.redocScript))
}

func redirect() signet.HTML { return redirectPage }

// Message is an answer.
type Message struct {
	Message string `json:"message"`
}

type readUserInput struct {
	Username string `path:"username"`
}

func readUser(in *readUserInput) Message { return Message{"Hello " + in.Username} }

// newApp has the three pages, which its document does not list.
func newApp(a assets) *signet.App {
	app := signet.New(signet.DocsPath(""))
	app.Handle(a.swagger, app.GET("/docs", signet.Name("docs"), signet.Hidden()))
	app.Handle(redirect, app.GET("/docs/oauth2-redirect", signet.Hidden()))
	app.Handle(a.redoc, app.GET("/redoc", signet.Name("redoc"), signet.Hidden()))
	app.Handle(readUser, app.GET("/users/{username}"))
	return app
}
