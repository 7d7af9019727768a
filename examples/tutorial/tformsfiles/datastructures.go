package tformsfiles

import "github.com/signet-go/signet"

// Upload is a file.
type Upload struct {
	File signet.UploadFile `file:"file"`
}

// Filename is the answer.
type Filename struct {
	Filename string `json:"filename"`
}

func upload(in *Upload) Filename { return Filename{in.File.Filename} }

// Datastructures receives a file.
func Datastructures() *signet.App {
	app := signet.New()
	app.Handle(upload, app.POST("/uploadfile/"))
	return app
}
