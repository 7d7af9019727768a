package vocab

import (
	"io"
	"io/fs"
	"net/http"
	"reflect"
	"time"
)

// HTML is an answer of text/html in UTF-8, written as it is: whatever came from
// outside has to be escaped before.
type HTML string

// Text is an answer of text/plain in UTF-8.
type Text string

// Redirect sends the client to another URL.
//
// The URL stays on this host: it is a path that begins with one slash, or
// relative to the request's. One that names a scheme or a host, also in ways that
// only browsers understand, is answered with 400, so that text from a client cannot
// send people elsewhere; External allows it. A control character is a 400 in any
// case: it could begin another header.
type Redirect struct {
	URL      string
	Status   int  // 301, 302, 303, 307 or 308; 0 means the route's Status, by default 307
	External bool // the URL may name another host; never one that would run a script
}

// File is an answer with the content of a file: of Name in FS, or Content.
//
// Ranges of GET, and conditions of GET and HEAD (RFC 9110, 13 and 14), are answered
// where the status is 200. The content is what is in the file when it is sent. A name that is
// not in FS, or that is a directory, is answered with 404; so is one that fs.ValidPath
// refuses, such as "../x": no name leads out of FS. The file system itself
// decides about symbolic links: os.DirFS follows them, the FS of an os.Root does
// not leave its root.
type File struct {
	FS   fs.FS
	Name string // in FS, with slashes; beside Content only its extension counts

	Content io.ReadSeeker // in place of FS; closed after the answer if it is an io.Closer
	ModTime time.Time     // of Content; zero: unknown, so that no answer says "not modified"

	// Filename is what the client is to call the file (RFC 6266); empty sends no
	// Content-Disposition. Only its last element counts.
	Filename string
	Inline   bool // shown if the client can, not saved; with a Filename only

	ContentType string // empty: the route's ContentType, else by the extension of the name
}

// View is an answer of text/html that the Renderer of the innermost layer makes,
// before the status is sent: a template that fails is an opaque 500.
type View struct {
	Name string // of the template
	Data any
}

// Renderer makes views. *html/template.Template is one. It must be safe for
// concurrent use.
type Renderer interface {
	ExecuteTemplate(w io.Writer, name string, data any) error
}

// Streamer is a result that writes itself. The first write commits the answer,
// with status unless WriteHeader was told another; an error before is answered as
// any error, a later one aborts the connection.
type Streamer interface {
	Stream(w http.ResponseWriter, r *http.Request, status int) error
}

// IsWhole reports whether values of type t, or what it points to, are an answer
// of their own; the structs among them cannot be part of JSON.
func IsWhole(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[HTML](), reflect.TypeFor[Text](), reflect.TypeFor[Redirect](), reflect.TypeFor[File](), reflect.TypeFor[View]():
		return true
	}
	return false
}
