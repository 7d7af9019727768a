package signettest_test

import (
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func TestForm(t *testing.T) {
	t.Parallel()
	type upload struct {
		Title string            `form:"a \"title\""`
		Tags  []string          `form:"tags"`
		Point map[string]int    `form:"point"`
		Photo signet.UploadFile `file:"photo"`
	}
	app := signet.New()
	app.Handle(func(in *upload) map[string]any {
		return map[string]any{"title": in.Title, "tags": in.Tags, "point": in.Point, "file": in.Photo.Filename, "type": in.Photo.ContentType, "size": in.Photo.Size}
	}, app.POST("/photos"))
	client := signettest.New(t, app)
	client.POST("/photos", signettest.Form{
		signettest.Field(`a "title"`, "Beach\r\n"),
		signettest.Field("tags", "a"), signettest.Field("tags", "b"),
		signettest.JSONField("point", `{"x":1}`),
		signettest.File("photo", `be"ach.png`, "image/png", "…"),
	}).Want(200).WantJSON(`{"title":"Beach\r\n","tags":["a","b"],"point":{"x":1},"file":"be\"ach.png","type":"image/png","size":3}`)
	client.POST("/photos", signettest.Form{}).Want(422)
}
