package main

import (
	"bytes"
	"net/http"
	"slices"
	"time"

	"github.com/signet-go/signet"
)

// maxPicture limits a picture with the form around it, in bytes.
const maxPicture = 1 << 20

var (
	errNoPicture  = signet.NewError(404, "the resource has no picture")
	errNotPicture = signet.NewError(415, "the file is no PNG, JPEG, GIF or WebP")
)

// Picture is what a resource looks like.
type Picture struct {
	content     []byte
	contentType string
	added       time.Time
}

// SetPicture is a form with a file, and the resource that it shows.
type SetPicture struct {
	One
	File signet.UploadFile `file:"picture"` // PNG, JPEG, GIF or WebP.
}

// setPicture gives a resource a picture, or another one. The content decides what
// it is, not the type that is sent along.
func setPicture(in *SetPicture, store *Store) error {
	content, err := in.File.Bytes()
	if err != nil {
		return err
	}
	contentType := http.DetectContentType(content)
	if !slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, contentType) {
		return errNotPicture
	}
	_, err = store.change(in.ID, func(r *Resource) {
		r.picture = &Picture{content: content, contentType: contentType, added: time.Now()}
	})
	return err
}

// showPicture sends the picture of a resource. Ranges and conditional requests are
// answered as well.
func showPicture(in *One, store *Store) (signet.File, error) {
	r, err := store.get(in.ID)
	if err != nil {
		return signet.File{}, err
	}
	if r.picture == nil {
		return signet.File{}, errNoPicture
	}
	p := r.picture
	return signet.File{Content: bytes.NewReader(p.content), ModTime: p.added, ContentType: p.contentType}, nil
}
