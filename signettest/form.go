package signettest

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"strings"
)

// Form is a multipart body: one part after the other. For a urlencoded body
// there is url.Values.
type Form []FormPart

// FormPart is one part of a Form: what Field, File and JSONField return.
type FormPart struct {
	header  textproto.MIMEHeader
	content string
}

// Field is a part that is text, without a Content-Type.
func Field(name, value string) FormPart { return newPart(name, nil, "", value) }

// JSONField is a part with the Content-Type application/json: what a struct in a
// form is read from.
func JSONField(name, value string) FormPart { return newPart(name, nil, "application/json", value) }

// File is a part that is a file. An empty content type leaves the header out.
func File(name, filename, contentType, content string) FormPart {
	return newPart(name, &filename, contentType, content)
}

var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "%0D", "\n", "%0A")

func newPart(name string, filename *string, contentType, content string) FormPart {
	disposition := `form-data; name="` + quoted.Replace(name) + `"`
	if filename != nil {
		disposition += `; filename="` + quoted.Replace(*filename) + `"`
	}
	h := textproto.MIMEHeader{"Content-Disposition": {disposition}}
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	return FormPart{h, content}
}

// encode returns the body and its media type.
func (f Form) encode() (content io.Reader, mediaType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range f {
		part, err := w.CreatePart(p.header)
		if err == nil {
			_, err = io.WriteString(part, p.content)
		}
		if err != nil {
			return nil, "", fmt.Errorf("encode the form: %w", err)
		}
	}
	return &b, w.FormDataContentType(), w.Close()
}

// String names the parts, for messages.
func (f Form) String() string {
	names := make([]string, len(f))
	for i, p := range f {
		names[i] = strings.TrimPrefix(p.header.Get("Content-Disposition"), "form-data; ")
	}
	return "form(" + strings.Join(names, ", ") + ")"
}
