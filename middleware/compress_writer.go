package middleware

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// compressWriter holds the first bytes of an answer back until it is known
// whether they are compressed. After that it passes on what is written, through
// the compressor or not.
type compressWriter struct {
	http.ResponseWriter
	compression *compression
	pool        *compressors // nil: nothing is compressed

	status     int // as the handler set it; 0 before
	held       []byte
	begun      bool // the header is sent
	compressor Compressor
	hijacked   bool
}

// Unwrap is for http.ResponseController. What is written to the inner writer
// passes the compressor by.
func (w *compressWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader sends the header at once if it shows that nothing is compressed.
func (w *compressWriter) WriteHeader(status int) {
	switch {
	case informational(status), w.begun: // a second one is left to net/http, which logs it
		w.ResponseWriter.WriteHeader(status)
	case w.status == 0:
		w.status = status
		if !w.suits() {
			w.begin(false)
		}
	}
}

// suits reports whether the header lets the answer be compressed. Without a
// Content-Type that is up to the first bytes.
func (w *compressWriter) suits() bool {
	h := w.Header()
	switch {
	case w.pool == nil,
		w.status < 200, w.status == http.StatusNoContent, w.status == http.StatusResetContent,
		w.status == http.StatusPartialContent, w.status == http.StatusNotModified,
		h.Get("Content-Encoding") != "", h.Get("Content-Range") != "", listed(h["Cache-Control"], "no-transform"):
		return false
	}
	if size, err := strconv.Atoi(h.Get("Content-Length")); err == nil && size < w.compression.least {
		return false
	}
	contentType, set := h["Content-Type"]
	return !set || len(contentType) > 0 && w.compression.types.has(contentType[0])
}

// Write holds back fewer than MinSize bytes.
func (w *compressWriter) Write(p []byte) (int, error) {
	if w.status == 0 && !w.hijacked {
		w.WriteHeader(http.StatusOK)
	}
	if w.begun || w.hijacked {
		return w.pass(p)
	}
	if len(w.held)+len(p) < w.compression.least {
		w.held = append(w.held, p...)
		return len(p), nil
	}
	if err := w.decide(p); err != nil {
		return 0, err
	}
	return w.pass(p)
}

// pass writes after the header.
func (w *compressWriter) pass(p []byte) (int, error) {
	if w.compressor != nil {
		return w.compressor.Write(p)
	}
	return w.ResponseWriter.Write(p)
}

// decide begins an answer that is large enough; next is what is written after
// the held bytes.
func (w *compressWriter) decide(next []byte) error {
	h := w.Header()
	if _, set := h["Content-Type"]; !set {
		// net/http does not sniff encoded content, so it has to be done here.
		sample := append(w.held[:len(w.held):len(w.held)], next[:min(len(next), 512)]...)
		if len(sample) > 0 {
			h.Set("Content-Type", http.DetectContentType(sample))
		}
	}
	return w.begin(w.compression.types.has(h.Get("Content-Type")))
}

// begin sends the header and the held bytes.
func (w *compressWriter) begin(compress bool) error {
	h := w.Header()
	vary(h, "Accept-Encoding")
	if compress {
		describe(h, w.pool.encoding.Name)
		w.compressor = w.pool.take(w.ResponseWriter)
	}
	w.begun = true
	w.ResponseWriter.WriteHeader(w.status)
	held := w.held
	w.held = nil
	if len(held) == 0 {
		return nil
	}
	_, err := w.pass(held)
	return err
}

// describe makes the header that of an encoded body.
func describe(h http.Header, encoding string) {
	h.Set("Content-Encoding", encoding)
	for _, name := range [...]string{"Content-Length", "Accept-Ranges", "Content-Digest", "Content-Md5", "Digest"} {
		h.Del(name) // they hold for the bytes before
	}
	if tag := h.Get("Etag"); tag != "" && !strings.HasPrefix(tag, "W/") {
		h.Set("Etag", "W/"+tag)
	}
}

// ReadFrom keeps the server's way to send files without copying, for those that
// are not compressed.
func (w *compressWriter) ReadFrom(src io.Reader) (int64, error) {
	if w.status == 0 && !w.hijacked {
		w.WriteHeader(http.StatusOK)
	}
	if w.begun && w.compressor == nil {
		return io.Copy(w.ResponseWriter, src)
	}
	return io.Copy(onlyWriter{w}, src)
}

// onlyWriter hides ReadFrom.
type onlyWriter struct{ io.Writer }

// FlushError sends what was written so far.
func (w *compressWriter) FlushError() error {
	if w.status == 0 && !w.hijacked {
		w.WriteHeader(http.StatusOK)
	}
	if !w.begun && !w.hijacked {
		if err := w.decide(nil); err != nil {
			return err
		}
	}
	if w.compressor != nil {
		if err := w.compressor.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// Flush is FlushError for those who ask for an http.Flusher.
func (w *compressWriter) Flush() { _ = w.FlushError() } // a Flusher cannot tell

// Hijack hands the connection over.
func (w *compressWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(w.ResponseWriter).Hijack()
	w.hijacked = w.hijacked || err == nil
	return conn, rw, err
}

// finish ends the answer after the handler. An error means that the client has
// gone, which the handler could not have helped.
func (w *compressWriter) finish() {
	switch {
	case w.hijacked:
	case w.status == 0:
		vary(w.Header(), "Accept-Encoding") // the server sends the empty answer
	case !w.begun:
		_ = w.begin(false)
	case w.compressor != nil:
		if err := w.compressor.Close(); err == nil {
			w.pool.put(w.compressor)
		}
		w.compressor = nil
	}
}
