package requestfiles

import "github.com/signet-go/signet"

// DescribedFiles is CreateFiles with a description for its field.
type DescribedFiles struct {
	Files [][]byte `file:"files" validate:"required" description:"Multiple files as bytes"`
}

func describedFiles(in *DescribedFiles) FileSizes {
	return createFiles(&CreateFiles{in.Files})
}

// DescribedUploads is CreateUploads with a description for its field.
type DescribedUploads struct {
	Files []signet.UploadFile `file:"files" validate:"required" description:"Multiple files as UploadFile"`
}

func describedUploads(in *DescribedUploads) Filenames {
	return createUploads(&CreateUploads{in.Files})
}

// Tutorial003 describes the files that it receives.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(describedFiles, app.POST("/files/", signet.OperationID("createFiles")))
	app.Handle(describedUploads, app.POST("/uploadfiles/", signet.OperationID("createUploads")))
	app.Handle(showForm, app.GET("/"))
	return app
}
