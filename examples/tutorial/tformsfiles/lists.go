package tformsfiles

import (
	"slices"

	"github.com/signet-go/signet"
)

// Items is a field that is sent several times.
type Items struct {
	Items []string `form:"items"`
}

func list(in *Items) []string { return in.Items }

// set answers each item once.
func set(in *Items) []string {
	slices.Sort(in.Items)
	return slices.Compact(in.Items)
}

// Lists reads repeated fields.
func Lists() *signet.App {
	app := signet.New()
	app.Handle(list, app.POST("/form/python-list"), app.POST("/form/python-tuple"))
	app.Handle(set, app.POST("/form/python-set"))
	return app
}

// Single is one field.
type Single struct {
	Username string `form:"username"`
}

func single(in *Single) string { return in.Username }

// SingleField reads one field.
func SingleField() *signet.App {
	app := signet.New()
	app.Handle(single, app.POST("/form/"))
	return app
}
