package security

import (
	"encoding/base64"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/signet-go/signet/internal/vocab"
)

// State says what a request has of some kind of credentials.
type State uint8

// The states.
const (
	Missing   State = iota // none of this kind
	Malformed              // of this kind, but not as its RFC says
	Given
)

// authorization splits the Authorization header into scheme and credentials.
// Two headers could be read differently by a proxy and by us, so they are
// malformed, whatever they say; so is what does not begin with a scheme.
func authorization(h http.Header, scheme string) (credentials string, state State) {
	values := h["Authorization"]
	if len(values) > 1 {
		return "", Malformed
	}
	for _, v := range values {
		name, rest := cutScheme(v)
		if !token(name) {
			return "", Malformed
		}
		if !strings.EqualFold(name, scheme) {
			continue
		}
		credentials = strings.Trim(rest, " ")
		if credentials == "" || credentials[0] == '\t' {
			return "", Malformed
		}
		return credentials, Given
	}
	return "", Missing
}

// token reports whether text is a token (RFC 9110, 5.6.2), as a scheme is.
func token(text string) bool {
	for i := range len(text) {
		c := text[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return text != ""
}

// cutScheme takes the scheme off. A tab ends it too, although only spaces may
// follow: the client did mean to authenticate.
func cutScheme(value string) (scheme, rest string) {
	i := strings.IndexAny(value, " \t")
	if i < 0 {
		return value, ""
	}
	return value[:i], value[i:]
}

// ReadBearer reads a token of RFC 6750: letters, digits and -._~+/, then any
// number of =.
func ReadBearer(h http.Header) (vocab.Bearer, State) {
	token, state := authorization(h, "Bearer")
	if state == Given && !token68(token) {
		return "", Malformed
	}
	return vocab.Bearer(token), state
}

func token68(token string) bool {
	body := strings.TrimRight(token, "=")
	if body == "" {
		return false
	}
	for i := range len(body) {
		c := body[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte("-._~+/", c) < 0 {
			return false
		}
	}
	return true
}

// ReadBasic reads a name and a password of RFC 7617, in UTF-8 and without
// control characters.
func ReadBasic(h http.Header) (vocab.Basic, State) {
	text, state := authorization(h, "Basic")
	if state != Given {
		return vocab.Basic{}, state
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		raw, err = base64.RawStdEncoding.DecodeString(text)
	}
	name, password, ok := strings.Cut(string(raw), ":")
	if err != nil || !ok || !plain(name) || !plain(password) {
		return vocab.Basic{}, Malformed
	}
	return vocab.Basic{Username: name, Password: password}, Given
}

// plain reports whether text is UTF-8 without control characters.
func plain(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0
}

// ReadDigest returns what follows the scheme Digest, unread.
func ReadDigest(h http.Header) (vocab.Digest, State) {
	text, state := authorization(h, "Digest")
	return vocab.Digest(text), state
}
