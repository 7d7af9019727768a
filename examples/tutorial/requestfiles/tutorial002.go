package requestfiles

import "github.com/signet-go/signet"

// CreateFiles takes several files; one has to be sent at least.
type CreateFiles struct {
	Files [][]byte `file:"files" validate:"required"`
}

// FileSizes is the answer.
type FileSizes struct {
	Sizes []int `json:"file_sizes"`
}

func createFiles(in *CreateFiles) (sizes FileSizes) {
	for _, content := range in.Files {
		sizes.Sizes = append(sizes.Sizes, len(content))
	}
	return sizes
}

// CreateUploads takes several files with their names and types.
type CreateUploads struct {
	Files []signet.UploadFile `file:"files" validate:"required"`
}

// Filenames is the answer.
type Filenames struct {
	Filenames []string `json:"filenames"`
}

func createUploads(in *CreateUploads) (names Filenames) {
	for _, file := range in.Files {
		names.Filenames = append(names.Filenames, file.Filename)
	}
	return names
}

const page = `<form action="/uploadfiles/" enctype="multipart/form-data" method="post">
<input name="files" type="file" multiple>
<input type="submit">
</form>`

func showForm() signet.HTML { return page }

// Tutorial002 receives several files, and shows a form to send them.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(createFiles, app.POST("/files/"))
	app.Handle(createUploads, app.POST("/uploadfiles/"))
	app.Handle(showForm, app.GET("/"))
	return app
}
