package binding

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/file"
	"github.com/signet-go/signet/internal/vocab"
)

// Streams reports whether the body is written piece by piece: Append then writes
// no body, and one of Stream and Discard must follow it.
func (o *Output) Streams() bool { return o.streamed != nil }

// Stream writes the body of the result at p. The first write commits the answer,
// with status unless w.WriteHeader is told another. An error before that leaves
// the answer to the caller; after one that comes later the client has part of a
// body. The body of a HEAD is not written.
func (o *Output) Stream(w http.ResponseWriter, r *http.Request, status int, p unsafe.Pointer) error {
	return o.streamed.stream(w, r, status, o.bodyOf(p))
}

// Discard gives up the result at p, which is not streamed after all.
func (o *Output) Discard(p unsafe.Pointer) { o.streamed.discard(o.bodyOf(p)) }

// fileAnswer sends a vocab.File.
type fileAnswer struct{ content string }

func (f fileAnswer) stream(w http.ResponseWriter, r *http.Request, status int, p unsafe.Pointer) error {
	if p == nil {
		return errors.New("the file is a nil pointer")
	}
	return file.Send(w, r, status, (*vocab.File)(p), f.content)
}

func (f fileAnswer) discard(p unsafe.Pointer) {
	if p != nil {
		file.Close((*vocab.File)(p).Content)
	}
}

// selfMade is a result that writes itself.
type selfMade struct{ typ reflect.Type }

func (s selfMade) stream(w http.ResponseWriter, r *http.Request, status int, p unsafe.Pointer) error {
	answer, ok := reflect.NewAt(s.typ, p).Elem().Interface().(vocab.Streamer)
	if !ok {
		return fmt.Errorf("the handler returned a nil %v and no error", s.typ)
	}
	return answer.Stream(w, r, status)
}

func (s selfMade) discard(p unsafe.Pointer) { file.Close(reflect.NewAt(s.typ, p).Elem().Interface()) }

// reader copies an io.Reader, and closes it if it is an io.Closer.
type reader struct{ typ reflect.Type }

func (s reader) stream(w http.ResponseWriter, r *http.Request, status int, p unsafe.Pointer) error {
	from, ok := reflect.NewAt(s.typ, p).Elem().Interface().(io.Reader)
	if !ok {
		return fmt.Errorf("the handler returned a nil %v and no error", s.typ)
	}
	defer file.Close(from)
	if r.Method == http.MethodHead {
		w.WriteHeader(status)
		return nil
	}
	return copyLive(w, from)
}

func (s reader) discard(p unsafe.Pointer) { file.Close(reflect.NewAt(s.typ, p).Elem().Interface()) }

// copyLive copies, and lets the client see at once what a slow reader has: one
// that leaves the buffer partly empty may take its time for the rest.
func copyLive(w http.ResponseWriter, from io.Reader) error {
	buf := make([]byte, 32<<10)
	control := http.NewResponseController(w)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if _, failed := w.Write(buf[:n]); failed != nil {
				return failed
			}
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("read the answer: %w", err)
		case n > 0 && n < len(buf):
			_ = control.Flush() // a writer that cannot flush sends later
		}
	}
}
