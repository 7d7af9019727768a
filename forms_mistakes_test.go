package signet_test

import (
	"io"
	"iter"
	"mime/multipart"
	"testing"

	"github.com/signet-go/signet"
)

// fileBody is what dependencies and handlers of the cases below share.
type fileBody struct {
	F signet.UploadFile `file:"f"`
}

// bodyMistakes are wrong ways to read a body.
var bodyMistakes = []struct {
	name     string
	register func(*signet.App)
}{
	{"form and JSON", func(a *signet.App) {
		a.Handle(in[struct {
			Name string `form:"name"`
			Item thing  `body:""`
		}], a.POST("/a"))
	}},
	{"form and JSON in two structs", func(a *signet.App) {
		type item struct {
			Item thing `body:"item"`
		}
		a.Handle(func(*fileBody, *item) {}, a.POST("/a"))
	}},
	{"stream beside a form", func(a *signet.App) {
		a.Handle(in[struct {
			Name string    `form:"name"`
			Body io.Reader `body:""`
		}], a.POST("/a"))
	}},
	{"stream beside a raw body", func(a *signet.App) {
		a.Handle(in[struct {
			Raw  signet.RawBody    `body:""`
			Body *multipart.Reader `body:""`
		}], a.POST("/a"))
	}},
	{"two streams", func(a *signet.App) {
		type parts struct {
			Parts iter.Seq2[*signet.Part, error] `body:""`
		}
		type again struct {
			Body io.Reader `body:""`
		}
		a.Handle(func(*parts, *again) {}, a.POST("/a"))
	}},
	{"raw body beside files", func(a *signet.App) {
		type raw struct {
			Raw signet.RawBody `body:""`
		}
		a.Handle(func(*fileBody, *raw) {}, a.POST("/a"))
	}},
	{"file as a number", func(a *signet.App) {
		a.Handle(in[struct {
			F int `file:"f"`
		}], a.POST("/a"))
	}},
	{"file with a default", func(a *signet.App) {
		a.Handle(in[struct {
			F []byte `file:"f" default:"x"`
		}], a.POST("/a"))
	}},
	{"UploadFile in a form field", func(a *signet.App) {
		a.Handle(in[struct {
			F []signet.UploadFile `form:"f"`
		}], a.POST("/a"))
	}},
	{"UploadFile in JSON", func(a *signet.App) {
		a.Handle(in[struct {
			Body struct {
				F *signet.UploadFile `json:"f"`
			} `body:""`
		}], a.POST("/a"))
	}},
	{"UploadFile as the body", func(a *signet.App) {
		a.Handle(in[struct {
			F signet.UploadFile `body:""`
		}], a.POST("/a"))
	}},
	{"part of a form that JSON cannot fill", func(a *signet.App) {
		a.Handle(in[struct {
			F map[string]rival `form:"f"`
		}], a.POST("/a"))
	}},
	{"content type of a text", func(a *signet.App) {
		a.Handle(in[struct {
			F string `form:"f" contentType:"text/plain"`
		}], a.POST("/a"))
	}},
	{"content type that is none", func(a *signet.App) {
		a.Handle(in[struct {
			F []byte `file:"f" contentType:"png"`
		}], a.POST("/a"))
	}},
	{"negative upload limit", func(a *signet.App) { a.Handle(get, a.GET("/a", signet.MaxUpload(-1))) }},
}

func TestBodyMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range bodyMistakes {
		list.of(t, m.name, nil, m.register)
	}
	golden(t, "testdata/body_mistakes.txt", list.text.Bytes())
}
