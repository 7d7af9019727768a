package vocab

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
)

// UploadFile is a file of a multipart form. It may be copied, and its content
// may be read by several goroutines, until the answer is given: then the content
// is gone.
type UploadFile struct {
	// Filename is the name that the client gives, without directories and
	// control characters; it may be empty. It is a text of the client's: never
	// make a path of it.
	Filename string
	// ContentType is what the client says that the content is; nobody has looked.
	ContentType string
	// Size is the number of bytes that have arrived.
	Size int64
	// Header holds the headers of the part, as they were sent.
	Header textproto.MIMEHeader

	content io.ReaderAt
}

// NewUploadFile returns a file with the given content, of which Size bytes are
// read.
func NewUploadFile(f UploadFile, content io.ReaderAt) UploadFile {
	f.content = content
	return f
}

// ErrUploadGone is wrapped by the errors of an UploadFile that is read after the
// answer, and of one that no request has filled.
var ErrUploadGone = errors.New("the upload is gone: its content lasts until the answer is given")

// Open returns the content from its beginning. Each call returns a reader of its
// own; closing it is allowed and not needed.
func (f UploadFile) Open() (multipart.File, error) {
	if f.content == nil {
		return nil, fmt.Errorf("open %q: %w", f.Filename, ErrUploadGone)
	}
	if _, err := f.content.ReadAt(nil, 0); err != nil && err != io.EOF {
		return nil, fmt.Errorf("open %q: %w", f.Filename, err)
	}
	return upload{io.NewSectionReader(f.content, 0, f.Size)}, nil
}

// Bytes returns a copy of the whole content.
func (f UploadFile) Bytes() ([]byte, error) {
	content, err := f.Open()
	if err != nil {
		return nil, err
	}
	all := make([]byte, f.Size)
	if _, err := io.ReadFull(content, all); err != nil {
		return nil, fmt.Errorf("read %q: %w", f.Filename, err)
	}
	return all, nil
}

// upload is an open file.
type upload struct{ *io.SectionReader }

// Close does nothing: the request owns the content.
func (upload) Close() error { return nil }

// BytesUpload returns a file whose content is in memory. It does not go.
func BytesUpload(filename, contentType string, content []byte) UploadFile {
	return NewUploadFile(UploadFile{Filename: filename, ContentType: contentType, Size: int64(len(content))}, bytes.NewReader(content))
}

// Part is one part of a multipart body that is read as it arrives. It lasts
// until the next one is asked for.
type Part struct {
	Name        string // of the field
	Filename    string // as in UploadFile; empty for a part that is no file
	ContentType string // what the client says; often empty for a part that is no file
	Header      textproto.MIMEHeader

	content io.Reader
}

// NewPart returns a part with the given content.
func NewPart(p Part, content io.Reader) *Part {
	p.content = content
	return &p
}

// Read reads the content of the part. Its errors are those of the whole body:
// a handler that returns one answers with 413 for a body over the limit, and
// with 400 for one that is broken.
func (p *Part) Read(b []byte) (int, error) { return p.content.Read(b) }

// RawBody is the whole body of a request, of any content type. The handler may
// keep it.
type RawBody []byte
