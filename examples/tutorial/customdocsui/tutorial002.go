package customdocsui

import (
	"embed"
	"io/fs"

	"github.com/signet-go/signet"
)

//go:embed static
var embedded embed.FS

// Tutorial002 serves the files itself: those of the folder static, in which the
// three are to be put.
func Tutorial002() *signet.App {
	app := newApp(assets{
		swaggerScript: "/static/swagger-ui-bundle.js",
		swaggerStyle:  "/static/swagger-ui.css",
		redocScript:   "/static/redoc.standalone.js",
	})
	static, err := fs.Sub(embedded, "static")
	if err != nil {
		panic(err) // never: the name is valid
	}
	app.Static("/static", static)
	return app
}
