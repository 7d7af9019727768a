package openapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"
)

// Rendered is a finished document. It does not change and is safe for
// concurrent use.
type Rendered struct {
	json File
	yaml func() *File
}

// File is the document in one form, ready to be served. Nobody may change its
// bytes.
type File struct {
	MediaType string
	Body      []byte
	ETag      string // strong and quoted; of Body

	zipped func() []byte
}

func newRendered(text []byte) *Rendered {
	return &Rendered{
		json: newFile("application/json", text),
		yaml: sync.OnceValue(func() *File {
			f := newFile("application/yaml", toYAML(text))
			return &f
		}),
	}
}

func newFile(mediaType string, body []byte) File {
	sum := sha256.Sum256(body)
	return File{
		MediaType: mediaType,
		Body:      body,
		ETag:      `"` + hex.EncodeToString(sum[:12]) + `"`,
		zipped:    sync.OnceValue(func() []byte { return zip(body) }),
	}
}

// JSON returns the document as JSON.
func (r *Rendered) JSON() *File { return &r.json }

// YAML returns the document as YAML, which is made at the first call.
func (r *Rendered) YAML() *File { return r.yaml() }

// Gzip returns the compressed body, made at the first call, and its own ETag.
func (f *File) Gzip() (body []byte, etag string) {
	return f.zipped(), strings.TrimSuffix(f.ETag, `"`) + `-gzip"`
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	_, _ = w.Write(body)                                  // a bytes.Buffer takes everything
	_ = w.Close()
	return b.Bytes()
}
