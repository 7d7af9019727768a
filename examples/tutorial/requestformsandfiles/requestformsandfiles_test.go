package requestformsandfiles

import (
	"testing"

	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, Tutorial001())
	client.POST("/files/", signettest.Form{
		signettest.Field("token", "foo"),
		signettest.File("file", "test.txt", "text/plain", "<file content>"),
		signettest.File("fileb", "testb.txt", "text/plain", "<file b content>"),
	}).Want(200).WantJSON(`{"file_size":14,"token":"foo","fileb_content_type":"text/plain"}`)
	client.POST("/files/", signettest.Form{signettest.File("file", "test.txt", "text/plain", "x")}).Want(422).WantJSON(`{"detail":[
		{"type":"missing","loc":["body","fileb"],"msg":"is required","input":null},
		{"type":"missing","loc":["body","token"],"msg":"is required","input":null}]}`)
}
