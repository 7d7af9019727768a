package staticfiles

import (
	"embed"
	"io/fs"

	"github.com/signet-go/signet"
)

//go:embed static
var files embed.FS

// Tutorial001 serves the files that the program carries. In place of them may
// stand os.DirFS("static"), or the FS of an os.Root, which no symbolic link leaves.
func Tutorial001() *signet.App {
	static, err := fs.Sub(files, "static")
	if err != nil {
		panic(err) // the name is a constant
	}
	app := signet.New()
	app.Static("/static", static)
	return app
}
