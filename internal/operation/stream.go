package operation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/vocab"
)

// stream delivers a result that is written piece by piece: commit, stream,
// cleanups with the stream's error. What fails before the first write is answered
// as an error, for nothing is committed yet.
func (x *exchange) stream(handler *step) error {
	buf := x.takeBuffer()
	status, err := x.encode(handler, buf) // headers of an envelope, no body
	x.release(buf)
	if err == nil {
		err = x.undelivered()
	}
	if err != nil {
		x.op.output.Discard(handler.result(x))
		return x.unwind(err)
	}
	w := x.openStream(status)
	err = x.op.output.Stream(w, x.request, status, handler.result(x))
	if w.failed != nil {
		err = fmt.Errorf("%w: %w", errGone, w.failed)
	} else if err != nil && x.committed && errors.Is(x.request.Context().Err(), context.Canceled) {
		err = fmt.Errorf("%w: %w", errGone, err) // the server ends the context when a write fails
	}
	if err == nil {
		w.finish()
	}
	return w.tooLate(x.unwind(err))
}

func (x *exchange) openStream(status int) *streamWriter {
	w := &streamWriter{takenWriter: takenWriter{ResponseWriter: x.writer}, x: x, status: status, header: x.header}
	if w.header == nil {
		w.header = http.Header{}
	}
	return w
}

// streamWriter is the http.ResponseWriter of a streamed result. Its headers reach
// the answer with the commit, which is the first write: until then an error can
// still be answered.
type streamWriter struct {
	takenWriter
	x      *exchange
	status int
	header http.Header
}

func (w *streamWriter) Header() http.Header { return w.header }

func (w *streamWriter) WriteHeader(status int) {
	if w.x.committed || status < 200 {
		return
	}
	w.x.committed = true
	h := w.ResponseWriter.Header()
	vocab.MergeHeader(h, w.header)
	if _, chosen := w.header["Content-Type"]; !chosen && !failure.Bodyless(status) && w.x.op.contentType != nil {
		h["Content-Type"] = w.x.op.contentType
	}
	w.takenWriter.WriteHeader(status)
}

func (w *streamWriter) Write(b []byte) (int, error) {
	w.WriteHeader(w.status)
	if w.x.request.Method == http.MethodHead {
		return len(b), nil
	}
	return w.takenWriter.Write(b)
}

// WriteString spares io.WriteString a copy of the text.
func (w *streamWriter) WriteString(s string) (int, error) {
	w.WriteHeader(w.status)
	if w.x.request.Method == http.MethodHead {
		return len(s), nil
	}
	return w.takenWriter.WriteString(s)
}

// ReadFrom lets io.Copy reach the server's writer, which sends files without
// reading them.
func (w *streamWriter) ReadFrom(from io.Reader) (int64, error) {
	w.WriteHeader(w.status)
	if w.x.request.Method == http.MethodHead {
		return io.Copy(io.Discard, from)
	}
	return w.takenWriter.ReadFrom(from)
}

// Unwrap lets http.ResponseController reach the server's writer. What it does
// there, such as a flush, is for after the commit.
func (w *streamWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// FlushError commits, and sends what is written.
func (w *streamWriter) FlushError() error {
	w.WriteHeader(w.status)
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// Flush exists for code that asks for http.Flusher directly.
func (w *streamWriter) Flush() { _ = w.FlushError() } // a writer that cannot flush sends later

// finish commits an answer without content.
func (w *streamWriter) finish() {
	if w.x.committed {
		return
	}
	if w.x.request.Method != http.MethodHead && !failure.Bodyless(w.status) {
		w.header["Content-Length"] = noLength
	}
	w.WriteHeader(w.status)
}

// tooLate makes an error the log's: the client has the status already, and the
// caller cuts the connection. A client that is gone is no news.
func (w *streamWriter) tooLate(err error) error {
	if err == nil || !w.x.committed || failure.Internal(err) || errors.Is(err, errGone) {
		return err
	}
	return fmt.Errorf("after the answer has begun: %v", err)
}
