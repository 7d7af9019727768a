package pathparams

import "github.com/signet-go/signet"

// ReadFile asks for a file by its path.
type ReadFile struct {
	FilePath string `path:"file_path"`
}

// File is the answer.
type File struct {
	FilePath string `json:"file_path"`
}

func readFile(in *ReadFile) File {
	return File(*in)
}

// Tutorial004 reads the rest of the path, slashes included.
func Tutorial004() *signet.App {
	app := signet.New()
	app.Handle(readFile, app.GET("/files/{file_path:path}"))
	return app
}
