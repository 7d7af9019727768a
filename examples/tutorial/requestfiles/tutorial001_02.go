package requestfiles

import "github.com/signet-go/signet"

// MaybeFile takes a file that need not be sent.
type MaybeFile struct {
	File signet.Opt[[]byte] `file:"file"`
}

// MaybeUpload takes a file that need not be sent.
type MaybeUpload struct {
	File *signet.UploadFile `file:"file"`
}

// Message is an answer.
type Message struct {
	Message string `json:"message"`
}

func maybeFile(in *MaybeFile) any {
	if content, ok := in.File.Get(); ok {
		return FileSize{len(content)}
	}
	return Message{"No file sent"}
}

func maybeUpload(in *MaybeUpload) any {
	if in.File == nil {
		return Message{"No upload file sent"}
	}
	return Filename{in.File.Filename}
}

// Tutorial001x02 receives a file that need not be sent.
func Tutorial001x02() *signet.App {
	app := signet.New()
	app.Handle(maybeFile, app.POST("/files/"))
	app.Handle(maybeUpload, app.POST("/uploadfile/"))
	return app
}
