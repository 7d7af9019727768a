package tformsfiles

import "github.com/signet-go/signet"

// Aged has a field that browsers send empty when nobody fills it in.
type Aged struct {
	Age *int `form:"age"`
}

// AgedWithFile has a file as well, so the form is multipart.
type AgedWithFile struct {
	Aged
	File *signet.UploadFile `file:"file"`
}

// Seen is the answer to a form with a file.
type Seen struct {
	File *string `json:"file"`
	Age  *int    `json:"age"`
}

func urlencoded(in *Aged) signet.Opt[int] {
	if in.Age == nil {
		return signet.Null[int]()
	}
	return signet.Some(*in.Age)
}

func multipart(in *AgedWithFile) Seen {
	seen := Seen{Age: in.Age}
	if in.File != nil {
		seen.File = &in.File.Filename
	}
	return seen
}

// Defaults takes an empty field for one that was not sent.
func Defaults() *signet.App {
	app := signet.New()
	app.Handle(urlencoded, app.POST("/urlencoded"))
	app.Handle(multipart, app.POST("/multipart"))
	return app
}
