package requestformsandfiles

import "github.com/signet-go/signet"

// CreateFile takes two files and a field.
type CreateFile struct {
	File  []byte            `file:"file"`
	FileB signet.UploadFile `file:"fileb"`
	Token string            `form:"token"`
}

// Shown is the answer.
type Shown struct {
	FileSize         int    `json:"file_size"`
	Token            string `json:"token"`
	FileBContentType string `json:"fileb_content_type"`
}

func createFile(in *CreateFile) Shown {
	return Shown{len(in.File), in.Token, in.FileB.ContentType}
}

// Tutorial001 reads files and a field from one form.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(createFile, app.POST("/files/"))
	return app
}
