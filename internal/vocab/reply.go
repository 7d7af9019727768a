package vocab

import (
	"net/http"
	"slices"
)

// Reply lets a handler or a dependency add to the answer without returning an
// envelope: a status, headers, cookies. It belongs to one request and is not
// for use after the handler has returned. An error answer drops all of it.
type Reply struct {
	status int
	header http.Header
}

// Status sets the status of the answer; the last call wins. It beats
// signet.Status and loses to the status field of an envelope.
func (r *Reply) Status(code int) { r.status = code }

// Header returns the headers to add. They replace headers of the same name
// that middleware has set and that the framework would send, Content-Type among
// them; Vary and Set-Cookie are added to those of middleware.
func (r *Reply) Header() http.Header {
	if r.header == nil {
		r.header = http.Header{}
	}
	return r.header
}

// SetCookie adds a Set-Cookie header; an invalid cookie is dropped, as
// http.SetCookie does.
func (r *Reply) SetCookie(c *http.Cookie) {
	if text := c.String(); text != "" {
		r.Header().Add("Set-Cookie", text)
	}
}

// ReplyParts returns what was set: a zero status and a nil header mean nothing.
func ReplyParts(r *Reply) (status int, header http.Header) { return r.status, r.header }

// MergeHeader puts the headers of an answer into h, which may have some of
// middleware. They replace those of the same name, but cookies and what an answer
// varies by stand side by side.
func MergeHeader(h, answer http.Header) {
	for name, values := range answer {
		if name == "Vary" || name == "Set-Cookie" {
			values = slices.Concat(h[name], values)
		}
		h[name] = values
	}
}
