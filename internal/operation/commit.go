package operation

import (
	"fmt"
	"net/http"
	"unsafe"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/vocab"
)

// buffer is a pooled space to encode into.
type buffer struct{ data []byte }

const (
	ownBuffer  = 2 << 10  // the largest buffer that an exchange keeps for its next request
	keptBuffer = 64 << 10 // the largest that goes back to the pool: one huge answer must not keep its memory for ever
)

func (x *exchange) takeBuffer() *buffer {
	if x.buffer != nil {
		return x.buffer
	}
	if b, ok := x.op.kit.buffers.Get().(*buffer); ok {
		return b
	}
	return &buffer{data: make([]byte, 0, 1024)}
}

func (x *exchange) release(b *buffer) {
	b.data = b.data[:0]
	x.buffer = nil
	switch n := cap(b.data); {
	case n <= ownBuffer:
		x.buffer = b
	case n <= keptBuffer:
		x.op.kit.buffers.Put(b)
	}
}

// encode writes the handler's result into buf and the headers of an envelope
// into x.header, and settles the status: envelope, Reply, Status(n), default.
func (x *exchange) encode(handler *step, buf *buffer) (status int, err error) {
	op := x.op
	status, err = x.head()
	if op.output == nil {
		return status, err
	}
	if op.pointer && *at[unsafe.Pointer](x.frame, handler.resultAt) == nil {
		return 0, fmt.Errorf("returned a nil %v without an error: return an error such as signet.NewError(404, …), or an Opt", op.fn.ResultType())
	}
	output, result := op.output, handler.result(x)
	if output.Outcomes() != nil {
		if output, result, status, err = x.choose(result); err != nil {
			return 0, err
		}
	}
	if x.header == nil && output.SetsHeaders() {
		x.header = http.Header{}
	}
	var own int
	buf.data, own, err = output.Append(buf.data, result, x.header)
	if err != nil {
		return 0, unencoded(err)
	}
	if output.Pages() {
		if links := output.Links(result, x.request.URL.RawQuery); links != "" {
			x.header.Add("Link", links)
		}
	}
	if own != 0 {
		status = own
	}
	if op.offers != nil {
		if err := x.recode(buf); err != nil {
			return 0, err
		}
	}
	if op.tags != nil && status == http.StatusOK {
		return x.tag(output, result, buf.data)
	}
	return status, checkStatus(status)
}

// unencoded says that the result cannot be sent. An Error that a MarshalJSON returned
// is no answer to this request; that of a Redirect which would leave the host is.
func unencoded(err error) error {
	if binding.RefusesURL(err) {
		return fmt.Errorf("encode the result: %w", err)
	}
	return fmt.Errorf("encode the result: %v", err)
}

// head settles what is known of the answer's head before its body: the status,
// unless an envelope has another, and the headers of a Reply.
func (x *exchange) head() (status int, err error) {
	status = x.op.status
	if x.reply != nil {
		set, header := vocab.ReplyParts(x.reply)
		x.header = header
		if set != 0 {
			status = set
		}
	}
	return status, checkStatus(status)
}

// choose finds which of several outcomes the result is; its status is settled.
func (x *exchange) choose(result unsafe.Pointer) (*binding.Output, unsafe.Pointer, int, error) {
	outcome, at, err := x.op.output.Choose(result)
	if err != nil {
		return nil, nil, 0, err
	}
	x.chosen = outcome.Output
	return outcome.Output, at, outcome.Status, nil
}

func checkStatus(status int) error {
	if status < 200 || status > 999 {
		return fmt.Errorf("the answer's status is %d; use 200 to 599", status)
	}
	return nil
}

// commit sends a complete answer: one write with its Content-Length.
func (x *exchange) commit(status int, buf *buffer) {
	x.committed = true
	h := x.writer.Header()
	vocab.MergeHeader(h, x.header)
	content := x.op.contentType
	if x.chosen != nil {
		content = x.chosen.ContentLines()
	}
	switch {
	case failure.Bodyless(status):
		if status == http.StatusNotModified && x.op.offers != nil {
			varyByForm(h)
		}
		x.writer.WriteHeader(status)
		return
	case content == nil:
		h["Content-Length"] = noLength
		x.writer.WriteHeader(status)
		return
	}
	if _, chosen := x.header["Content-Type"]; !chosen {
		h["Content-Type"] = content
	}
	if x.op.offers != nil {
		x.nameForm(h)
	}
	h["Content-Length"] = x.op.kit.lengths.header(len(buf.data))
	x.writer.WriteHeader(status)
	if x.request.Method != http.MethodHead {
		_, _ = x.writer.Write(buf.data) // a client that is gone cannot be told
	}
}

var noLength = []string{"0"}

// refuse answers with an error and reports whether it could. After the commit
// there is no answer left to give: the connection has to be cut, so that the
// client can tell.
func (x *exchange) refuse(err error) (answered bool) {
	if x.committed || x.taken != nil && x.taken.wrote {
		x.op.refusals.LogInternal(x.request, err)
		return false
	}
	x.committed = true
	x.op.refusals.Write(x.writer, x.request, x.op.binder.Explain(err))
	return true
}
