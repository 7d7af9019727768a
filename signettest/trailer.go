package signettest

import (
	"net/http"
	"net/textproto"
	"strings"
)

// Trailers need an answer in chunks: one without Content-Length that was flushed,
// or that announces them before its head is settled.

// announcesTrailers reports whether the settled head has trailers to come.
func announcesTrailers(head http.Header) bool {
	for name := range head {
		if name == "Trailer" || strings.HasPrefix(name, http.TrailerPrefix) {
			return true
		}
	}
	return false
}

// announce moves the names of trailers from the head to where the client
// expects them. Only an answer in chunks has any.
func (x *exchange) announce(chunked bool) {
	head := x.response.Header
	for name := range head {
		if strings.HasPrefix(name, http.TrailerPrefix) {
			delete(head, name)
		}
	}
	if !chunked {
		return
	}
	x.response.Trailer = http.Header{}
	for _, line := range head["Trailer"] {
		for name := range strings.SplitSeq(line, ",") {
			if name = textproto.CanonicalMIMEHeaderKey(textproto.TrimString(name)); name != "" {
				x.response.Trailer[name] = nil
			}
		}
	}
	delete(head, "Trailer")
}

// sendTrailers fills in what the handler has set by its end.
func (x *exchange) sendTrailers() {
	trailer := x.response.Trailer
	if trailer == nil {
		return
	}
	for name := range trailer {
		trailer[name] = x.header[name]
	}
	for name, values := range x.header {
		if name, ok := strings.CutPrefix(name, http.TrailerPrefix); ok {
			trailer[textproto.CanonicalMIMEHeaderKey(name)] = values
		}
	}
}
