package customresponse

import (
	"embed"
	"io/fs"

	"github.com/signet-go/signet"
)

const video = "large-video-file.mp4"

//go:embed large-video-file.mp4
var files embed.FS

func openVideo() (fs.File, error) { return files.Open(video) }

// Tutorial008 streams what it reads, and closes it.
func Tutorial008() *signet.App {
	app := signet.New()
	app.Handle(openVideo, app.GET("/", signet.ContentType("video/mp4")))
	return app
}

func sendVideo() signet.File { return signet.File{FS: files, Name: video} }

// Tutorial009 sends a file, or the parts of it that players ask for.
func Tutorial009() *signet.App {
	app := signet.New()
	app.Handle(sendVideo, app.GET("/"))
	return app
}

func saveVideo() *signet.File {
	return &signet.File{FS: files, Name: video, Filename: "video.mp4"}
}

// Tutorial009b names the file that the client is to save.
func Tutorial009b() *signet.App {
	app := signet.New()
	app.Handle(saveVideo, app.GET("/", signet.ContentType("video/mp4")))
	return app
}
