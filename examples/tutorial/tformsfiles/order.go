package tformsfiles

import "github.com/signet-go/signet"

// FileBefore has the file in front of the field; the parts may come in any order.
type FileBefore struct {
	File []byte `file:"file"`
	City string `form:"city"`
}

// FileAfter is FileBefore the other way around.
type FileAfter struct {
	City string `form:"city"`
	File []byte `file:"file"`
}

// FilesBefore has several files.
type FilesBefore struct {
	Files [][]byte `file:"files"`
	City  string   `form:"city"`
}

// FilesAfter is FilesBefore the other way around.
type FilesAfter struct {
	City  string   `form:"city"`
	Files [][]byte `file:"files"`
}

// One is the answer for a file.
type One struct {
	Content string `json:"file_content"`
	City    string `json:"city"`
}

// Several is the answer for several.
type Several struct {
	Contents []string `json:"file_contents"`
	City     string   `json:"city"`
}

func fileBefore(in *FileBefore) One { return One{string(in.File), in.City} }
func fileAfter(in *FileAfter) One   { return One{string(in.File), in.City} }

func filesBefore(in *FilesBefore) Several { return Several{texts(in.Files), in.City} }
func filesAfter(in *FilesAfter) Several   { return Several{texts(in.Files), in.City} }

func texts(contents [][]byte) (list []string) {
	for _, content := range contents {
		list = append(list, string(content))
	}
	return list
}

// Order reads files and fields, whichever come first.
func Order() *signet.App {
	app := signet.New()
	app.Handle(fileBefore, app.POST("/file_before_form"))
	app.Handle(fileAfter, app.POST("/file_after_form"))
	app.Handle(filesBefore, app.POST("/file_list_before_form"))
	app.Handle(filesAfter, app.POST("/file_list_after_form"))
	return app
}
