package binding

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// intake reads a body up to a limit, and remembers what ended it.
type intake struct {
	from io.Reader
	left int64        // bytes
	over *vocab.Error // what a larger body is answered with
	any  bool         // a byte has arrived
	err  error        // why the body ended early
}

// Read returns the error of the limit once there is a byte beyond it.
func (i *intake) Read(p []byte) (int, error) {
	if i.err != nil {
		return 0, i.err
	}
	if int64(len(p)) > i.left+1 {
		p = p[:i.left+1]
	}
	n, err := i.from.Read(p)
	i.any = i.any || n > 0
	if int64(n) > i.left {
		n, i.err = int(i.left), i.over
		i.left = 0
		return n, i.err
	}
	i.left -= int64(n)
	if err != nil && err != io.EOF {
		i.err = unread(err)
		err = i.err
	}
	return n, err
}

// source returns the body without its content coding.
func (b *bodyPlan) source(r *http.Request, most int64, over *vocab.Error) (io.Reader, error) {
	if !isCoded(r) {
		return r.Body, nil
	}
	codings := r.Header["Content-Encoding"]
	if !b.inflates || len(codings) != 1 || !strings.EqualFold(codings[0], "gzip") && !strings.EqualFold(codings[0], "x-gzip") {
		return nil, b.coding
	}
	return &inflater{raw: intake{from: r.Body, left: most, over: over}}, nil
}

// isCoded reports whether the body has a content coding (RFC 9110, 8.4).
func isCoded(r *http.Request) bool {
	codings := r.Header["Content-Encoding"]
	return len(codings) > 0 && (len(codings) > 1 || codings[0] != "" && !strings.EqualFold(codings[0], "identity"))
}

func wrongCoding(gzip bool) *vocab.Error {
	if gzip {
		return vocab.NewError(http.StatusUnsupportedMediaType, "the body has a Content-Encoding other than gzip",
			vocab.ErrorHeader("Accept-Encoding", "gzip"))
	}
	return vocab.NewError(http.StatusUnsupportedMediaType, "the body has a Content-Encoding: send it without",
		vocab.ErrorHeader("Accept-Encoding", "identity"))
}

// inflater reads a gzip body. What it reads is limited before and after.
type inflater struct {
	raw  intake
	gzip *gzip.Reader
}

var errGzip = vocab.NewError(http.StatusBadRequest, "the body is not gzip, as its Content-Encoding says")

func (f *inflater) Read(p []byte) (n int, err error) {
	if f.gzip == nil {
		f.gzip, err = gzip.NewReader(&f.raw)
	}
	if err == nil {
		n, err = f.gzip.Read(p)
	}
	switch {
	case err == nil || err == io.EOF:
		return n, err
	case f.raw.err != nil:
		return n, f.raw.err
	}
	return n, errGzip
}
