package signettest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"strconv"
	"testing/iotest"
)

// exchange is the http.ResponseWriter of one request. It keeps a small answer
// until it is complete or flushed, as a server does.
type exchange struct {
	request *http.Request   // the server's
	life    context.Context // of the test
	cancel  func(why error)

	header http.Header
	status int    // zero until WriteHeader
	held   []byte // of the body, not on its way yet
	limit  int64  // bytes that Content-Length promises; -1 for no promise
	length int64  // bytes written

	response *http.Response // the client's; complete when begun is closed
	begun    chan struct{}
	ended    chan struct{} // the handler has returned
	body     *io.PipeReader
	out      *io.PipeWriter

	connection *connection // not nil from Hijack on
}

// holds is how much of a body a server keeps back, in bytes.
const holds = 2048

func newExchange(life context.Context, client, server *http.Request, cancel func(error)) *exchange {
	x := &exchange{
		request: server, life: life, cancel: cancel, header: http.Header{}, limit: -1,
		begun: make(chan struct{}), ended: make(chan struct{}),
	}
	x.response = &http.Response{Request: client, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, TLS: server.TLS}
	x.body, x.out = io.Pipe()
	// Who reads or writes the body learns that the other side is gone.
	context.AfterFunc(server.Context(), func() { x.out.CloseWithError(context.Cause(server.Context())) })
	return x
}

// Header returns the headers to send, which WriteHeader takes over.
func (x *exchange) Header() http.Header { return x.header }

// WriteHeader settles the status and the headers. Informational answers reach
// the client's trace (net/http/httptrace) at once.
func (x *exchange) WriteHeader(status int) {
	if x.status != 0 || x.connection != nil {
		return
	}
	if status < 200 && status != http.StatusSwitchingProtocols {
		x.inform(status)
		return
	}
	x.status = status
	x.response.StatusCode = status
	text := http.StatusText(status)
	if text == "" {
		text = fmt.Sprintf("status code %d", status)
	}
	x.response.Status = fmt.Sprintf("%03d %s", status, text)
	x.response.Header = x.header.Clone()
	if n, err := strconv.ParseInt(x.header.Get("Content-Length"), 10, 64); err == nil && n >= 0 {
		x.limit = n
	}
}

// inform sends an informational answer.
func (x *exchange) inform(status int) {
	trace := httptrace.ContextClientTrace(x.response.Request.Context())
	if trace == nil || trace.Got1xxResponse == nil || status < 100 {
		return
	}
	h := x.header.Clone()
	h.Del("Content-Length") // of the answer to come
	h.Del("Transfer-Encoding")
	if err := trace.Got1xxResponse(status, textproto.MIMEHeader(h)); err != nil {
		x.cancel(err)
	}
}

// Write holds a part of the body or sends it.
func (x *exchange) Write(part []byte) (int, error) {
	if x.connection != nil {
		return 0, http.ErrHijacked
	}
	if x.status == 0 {
		x.WriteHeader(http.StatusOK)
	}
	if bodyless(x.status) {
		return 0, http.ErrBodyNotAllowed
	}
	x.length += int64(len(part))
	if x.limit >= 0 && x.length > x.limit {
		return 0, http.ErrContentLength
	}
	x.held = append(x.held, part...)
	if len(x.held) <= holds {
		return len(part), nil
	}
	return len(part), x.FlushError()
}

// Flush sends what was written.
func (x *exchange) Flush() { _ = x.FlushError() } // the next Write says it again

// FlushError is Flush for http.ResponseController.
func (x *exchange) FlushError() error {
	if x.connection != nil {
		return http.ErrHijacked
	}
	if x.status == 0 {
		x.WriteHeader(http.StatusOK)
	}
	x.begin(x.limit, &answerBody{x})
	return x.send()
}

// begin hands the answer to the client, once: its head, and a body to read.
func (x *exchange) begin(length int64, body io.ReadCloser) {
	if happened(x.begun) {
		return
	}
	h := x.response.Header
	if _, chosen := h["Content-Type"]; !chosen && len(x.held) > 0 && h.Get("Content-Encoding") == "" {
		h.Set("Content-Type", http.DetectContentType(x.held))
	}
	x.announce(length < 0 && x.request.Method != http.MethodHead && !bodyless(x.status))
	maps.DeleteFunc(h, func(_ string, values []string) bool { return len(values) == 0 })
	x.response.ContentLength, x.response.Body = length, body
	if x.request.Method == http.MethodHead {
		x.response.Body = http.NoBody
	}
	if bodyless(x.status) {
		x.response.ContentLength, x.response.Body = 0, http.NoBody
	}
	close(x.begun)
}

// send lets the client read what is held. It waits for the reader.
func (x *exchange) send() error {
	part := x.held
	x.held = nil
	if x.request.Method == http.MethodHead || len(part) == 0 {
		return nil
	}
	_, err := x.out.Write(part)
	return err
}

// finish completes the answer after the handler has returned.
func (x *exchange) finish() {
	if x.connection != nil { // it may outlive the handler
		x.cancel(nil)
		return
	}
	if x.status == 0 {
		x.WriteHeader(http.StatusOK)
	}
	if !happened(x.begun) && !announcesTrailers(x.response.Header) {
		x.finishWhole()
	} else {
		x.finishStream()
	}
	x.out.Close()
	close(x.ended)
	x.cancel(nil)
}

// finishStream sends the rest of an answer whose reader may be there already.
func (x *exchange) finishStream() {
	if x.FlushError() == nil && x.length < x.limit && x.request.Method != http.MethodHead {
		x.out.CloseWithError(io.ErrUnexpectedEOF) // the handler broke its promise
	}
	x.sendTrailers()
}

// finishWhole hands over an answer that was never flushed: nobody has to wait
// for its reader.
func (x *exchange) finishWhole() {
	if x.limit < 0 && !bodyless(x.status) {
		x.limit = x.length
		x.response.Header.Set("Content-Length", strconv.FormatInt(x.length, 10))
	}
	var rest error = io.EOF
	if x.length < x.limit {
		rest = io.ErrUnexpectedEOF
	}
	x.begin(x.limit, io.NopCloser(io.MultiReader(bytes.NewReader(x.held), iotest.ErrReader(rest))))
}

// cut ends the answer so that the client can tell.
func (x *exchange) cut() {
	if x.connection != nil {
		x.connection.close()
		x.cancel(nil)
		return
	}
	close(x.ended)
	x.out.CloseWithError(io.ErrUnexpectedEOF)
	x.cancel(nil)
}

// answerBody is the body that the client reads.
type answerBody struct{ x *exchange }

func (b *answerBody) Read(p []byte) (int, error) { return b.x.body.Read(p) }

// Close tells a handler that still runs that the client is gone.
func (b *answerBody) Close() error {
	b.x.cancel(errGone)
	return b.x.body.Close()
}

var errGone = fmt.Errorf("the client closed the answer: %w", context.Canceled)

// bodyless reports whether an answer with the status has no body (RFC 9110, 6.4.1).
func bodyless(status int) bool {
	return status == http.StatusSwitchingProtocols || status == http.StatusNoContent || status == http.StatusNotModified
}
