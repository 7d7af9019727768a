package binding

import (
	"bytes"
	"io"
)

// ending is a multipart body that knows its last boundary. Anywhere else its end
// is an error: multipart.Reader takes a body that is cut off in the headers of a
// part for a complete one.
type ending struct {
	from io.Reader
	last string // boundary
	tail []byte // of what was read: enough to hold last, and blanks behind it
}

// tailRoom is how many blanks may stand between the last boundary and the end.
const tailRoom = 64

func newEnding(from io.Reader, boundary string) *ending {
	return &ending{from: from, last: "--" + boundary + "--"}
}

func (e *ending) Read(p []byte) (int, error) {
	n, err := e.from.Read(p)
	e.keep(p[:n])
	if err == io.EOF && !bytes.HasSuffix(bytes.TrimRight(e.tail, " \t\r\n"), []byte(e.last)) {
		err = errMultipart
	}
	return n, err
}

// keep moves the end of what was read into the tail.
func (e *ending) keep(p []byte) {
	most := len(e.last) + tailRoom
	if len(p) >= most {
		e.tail = append(e.tail[:0], p[len(p)-most:]...)
		return
	}
	if surplus := len(e.tail) + len(p) - most; surplus > 0 {
		e.tail = append(e.tail[:0], e.tail[surplus:]...)
	}
	e.tail = append(e.tail, p...)
}
