package requestfiles

import (
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	t.Parallel()
	one := signettest.Form{signettest.File("file", "test.txt", "text/plain", "<file content>")}
	two := signettest.Form{
		signettest.File("files", "test.txt", "text/plain", "<file content>"),
		signettest.File("files", "test2.txt", "text/plain", "<file content2>"),
	}
	const missing = `{"detail":[{"type":"missing","loc":["body","file"],"msg":"is required","input":null}]}`
	for _, tt := range []struct {
		name   string
		app    *signet.App
		path   string
		body   any
		status int
		answer string
	}{
		{"content", Tutorial001(), "/files/", one, 200, `{"file_size":14}`},
		{"name", Tutorial001(), "/uploadfile/", one, 200, `{"filename":"test.txt"}`},
		{"nothing", Tutorial001(), "/files/", nil, 422, missing},
		{"JSON", Tutorial001(), "/uploadfile/", `{"file":"Foo"}`, 422, `{"detail":[{"type":"missing","loc":["body","file"],"msg":"is required, in a body of type multipart/form-data","input":null}]}`},
		{"optional content", Tutorial001x02(), "/files/", one, 200, `{"file_size":14}`},
		{"optional content, absent", Tutorial001x02(), "/files/", nil, 200, `{"message":"No file sent"}`},
		{"optional upload", Tutorial001x02(), "/uploadfile/", one, 200, `{"filename":"test.txt"}`},
		{"optional upload, absent", Tutorial001x02(), "/uploadfile/", nil, 200, `{"message":"No upload file sent"}`},
		{"contents", Tutorial002(), "/files/", two, 200, `{"file_sizes":[14,15]}`},
		{"names", Tutorial002(), "/uploadfiles/", two, 200, `{"filenames":["test.txt","test2.txt"]}`},
		{"described contents", Tutorial003(), "/files/", two, 200, `{"file_sizes":[14,15]}`},
		{"described names", Tutorial003(), "/uploadfiles/", two, 200, `{"filenames":["test.txt","test2.txt"]}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			signettest.New(t, tt.app).POST(tt.path, tt.body).Want(tt.status).WantJSON(tt.answer)
		})
	}
}
