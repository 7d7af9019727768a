package middleware

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// refuse answers with {"detail": detail} instead of what a handler may have
// prepared.
func refuse(w http.ResponseWriter, status int, detail string) {
	body, err := json.Marshal(struct {
		Detail string `json:"detail"`
	}{detail})
	if err != nil {
		panic(err) // never: a string has no way to fail
	}
	send(w, status, "application/json", string(body))
}

// send answers with a text, without the headers that describe another body.
func send(w http.ResponseWriter, status int, mediaType, body string) {
	h := w.Header()
	for _, name := range [...]string{
		"Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
		"Content-Range", "Etag", "Expires", "Last-Modified", "Trailer",
	} {
		h.Del(name)
	}
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body) // an error means that the client has gone
}

// vary adds to Vary what the answer depends on, unless it is there.
func vary(h http.Header, names ...string) {
	for _, name := range names {
		if !listed(h["Vary"], name) {
			h.Add("Vary", name)
		}
	}
}

// listed reports whether a header of comma separated names has one, or "*".
func listed(values []string, name string) bool {
	for _, value := range values {
		for entry := range strings.SplitSeq(value, ",") {
			entry = strings.TrimSpace(entry)
			if entry == "*" || strings.EqualFold(entry, name) {
				return true
			}
		}
	}
	return false
}

// fieldValue reports whether a text from the options can be a header's value.
// net/http would change the others silently.
func fieldValue(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }) < 0
}

// token reports whether s is a token of RFC 9110, 5.6.2: a method, a header's
// name.
func token(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !letterOrDigit(c) && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return s != ""
}

func letterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
