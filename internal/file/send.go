package file

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// Send answers with f. content is the Content-Type of a file that has none; if it
// is empty, the name decides. Only an answer of status 200 to GET or HEAD has
// ranges and conditions. An error before the first write is for the caller to answer.
func Send(w http.ResponseWriter, r *http.Request, status int, f *vocab.File, content string) error {
	o, err := openAnswer(f)
	if err != nil {
		return err
	}
	defer o.close()
	h := w.Header()
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", contentOf(f, content))
	}
	if f.Filename != "" {
		h.Set("Content-Disposition", Disposition(f.Inline, f.Filename))
	}
	if h.Get("Etag") == "" && !o.modTime.IsZero() {
		h.Set("Etag", stamp(o.modTime, o.size, ""))
	}
	return o.send(w, r, status)
}

func openAnswer(f *vocab.File) (*opened, error) {
	switch {
	case f.Content != nil && f.FS != nil:
		Close(f.Content)
		return nil, errors.New("the File has both FS and Content; set one of them")
	case f.Content != nil:
		return openContent(f)
	case f.FS != nil:
		return open(f.FS, f.Name)
	}
	return nil, errors.New("the File has no content: set FS and Name, or Content")
}

func openContent(f *vocab.File) (*opened, error) {
	size, err := f.Content.Seek(0, io.SeekEnd)
	if err != nil {
		Close(f.Content)
		return nil, fmt.Errorf("find the size of the File's Content: %w", err)
	}
	return &opened{ReadSeeker: f.Content, size: size, modTime: f.ModTime}, nil
}

func contentOf(f *vocab.File, content string) string {
	switch {
	case f.ContentType != "":
		return f.ContentType
	case content != "":
		return content
	case f.Name != "":
		return MediaType(f.Name)
	}
	return MediaType(path.Base(strings.ReplaceAll(f.Filename, `\`, "/")))
}

// send answers with the file, or with the part of it that the request asks for.
func (o *opened) send(w http.ResponseWriter, r *http.Request, status int) error {
	h := w.Header()
	if reads := r.Method == http.MethodGet || r.Method == http.MethodHead; status != http.StatusOK || !reads {
		return o.sendWhole(w, r, status)
	}
	if h.Get("Content-Encoding") != "" {
		h.Set("Content-Length", strconv.FormatInt(o.size, 10)) // ServeContent leaves it out there
	}
	guard := &guard{ResponseWriter: w}
	http.ServeContent(guard, withRange(r, o.size), "", o.modTime, o.ReadSeeker)
	return guard.err
}

func (o *opened) sendWhole(w http.ResponseWriter, r *http.Request, status int) error {
	if _, err := o.Seek(0, io.SeekStart); err != nil {
		return err
	}
	w.Header().Set("Content-Length", strconv.FormatInt(o.size, 10))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := io.CopyN(w, o, o.size)
	return err
}

// guard keeps http.ServeContent from answering with errors: those are the
// caller's, in the style of the route. It also keeps the error of a write, which
// ServeContent drops.
type guard struct {
	http.ResponseWriter
	err     error
	refused bool
}

func (g *guard) WriteHeader(status int) {
	switch {
	case status == http.StatusRequestedRangeNotSatisfiable:
		g.refuse(vocab.NewError(status, nil, vocab.ErrorHeader("Content-Range", g.Header().Get("Content-Range"))))
	case status == http.StatusPreconditionFailed:
		g.refuse(vocab.NewError(status, nil))
	case status >= 500:
		g.refuse(errors.New("the file cannot be read or does not seek"))
	default:
		g.ResponseWriter.WriteHeader(status)
	}
}

func (g *guard) refuse(err error) { g.err, g.refused = err, true }

func (g *guard) Write(b []byte) (int, error) {
	if g.refused {
		return len(b), nil // the text of an error that the caller answers
	}
	n, err := g.ResponseWriter.Write(b)
	g.note(err)
	return n, err
}

// ReadFrom lets the server send a file without reading it.
func (g *guard) ReadFrom(from io.Reader) (int64, error) {
	n, err := io.Copy(g.ResponseWriter, from)
	g.note(err)
	return n, err
}

func (g *guard) note(err error) {
	if g.err == nil {
		g.err = err
	}
}

// Unwrap lets http.ResponseController reach the server's writer.
func (g *guard) Unwrap() http.ResponseWriter { return g.ResponseWriter }
