package operation

import (
	"bufio"
	"io"
	"net"
	"net/http"
)

// takenWriter is the http.ResponseWriter of a handler that writes the answer
// itself. It remembers the first write: from then on an error cannot be
// answered any more.
type takenWriter struct {
	http.ResponseWriter
	wrote  bool
	failed error // of the first write that did not go through
}

// note keeps the first error of a write.
func (w *takenWriter) note(err error) {
	if w.failed == nil {
		w.failed = err
	}
}

func (w *takenWriter) WriteHeader(status int) {
	w.wrote = w.wrote || status >= 200
	w.ResponseWriter.WriteHeader(status)
}

func (w *takenWriter) Write(b []byte) (int, error) {
	w.wrote = true
	n, err := w.ResponseWriter.Write(b)
	w.note(err)
	return n, err
}

// WriteString spares io.WriteString a copy of the text.
func (w *takenWriter) WriteString(s string) (int, error) {
	w.wrote = true
	n, err := io.WriteString(w.ResponseWriter, s)
	w.note(err)
	return n, err
}

// ReadFrom lets io.Copy reach the server's writer, which sends files without
// reading them.
func (w *takenWriter) ReadFrom(from io.Reader) (int64, error) {
	w.wrote = true
	return io.Copy(w.ResponseWriter, from)
}

// Unwrap lets http.ResponseController reach the server's writer.
func (w *takenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush exists for code that asks for http.Flusher directly.
func (w *takenWriter) Flush() {
	w.wrote = true
	_ = http.NewResponseController(w.ResponseWriter).Flush() // a writer that cannot flush sends later
}

// Hijack hands the connection over, and with it the answer.
func (w *takenWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.wrote = true
	return http.NewResponseController(w.ResponseWriter).Hijack()
}
