package frontend

import (
	"embed"
	"io/fs"

	"github.com/signet-go/signet"
)

//go:embed dist
var builds embed.FS

// build is the part of builds that an app serves.
func build(name string) fs.FS {
	files, err := fs.Sub(builds, "dist/"+name)
	if err != nil {
		panic(err) // the names are constants
	}
	return files
}

// Tutorial001 serves a build.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Frontend("/", build("tutorial001"))
	return app
}

// Tutorial003 sends a page with status 404 for what is not there.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Frontend("/", build("tutorial003"), signet.Fallback("404.html"))
	return app
}

// Tutorial004 leaves navigations to the application, under the prefix of a group.
func Tutorial004() *signet.App {
	site := signet.NewGroup()
	site.Frontend("/", build("tutorial004"), signet.Fallback("index.html"))
	app := signet.New()
	app.Include(site, signet.Prefix("/app"))
	return app
}

// Tutorial005 serves files and nothing in place of those that are not there.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Frontend("/", build("tutorial004"), signet.Fallback(""))
	return app
}
