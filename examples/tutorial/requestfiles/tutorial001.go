package requestfiles

import "github.com/signet-go/signet"

// CreateFile takes the content of a file into memory.
type CreateFile struct {
	File []byte `file:"file"`
}

// FileSize is the answer.
type FileSize struct {
	Size int `json:"file_size"`
}

func createFile(in *CreateFile) FileSize { return FileSize{len(in.File)} }

// CreateUpload takes a file with its name and type.
type CreateUpload struct {
	File signet.UploadFile `file:"file"`
}

// Filename is the answer.
type Filename struct {
	Filename string `json:"filename"`
}

func createUpload(in *CreateUpload) Filename { return Filename{in.File.Filename} }

// Tutorial001 receives a file, in both ways.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createFile, app.POST("/files/"))
	app.Handle(createUpload, app.POST("/uploadfile/"))
	return app
}
