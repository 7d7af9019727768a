package security

import (
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// Place is the part of a request that holds an API key, as OpenAPI names it.
type Place string

// The places.
const (
	InHeader Place = "header"
	InQuery  Place = "query"
	InCookie Place = "cookie"
)

// ReadAPIKey reads a key. An empty one is malformed, and so are two of one name:
// a proxy may have checked the other.
func ReadAPIKey(r *http.Request, in Place, name string) (vocab.APIKey, State) {
	var found keys
	switch in {
	case InHeader:
		for _, v := range r.Header[textproto.CanonicalMIMEHeaderKey(name)] {
			found.add(v)
		}
	case InQuery:
		found.addFromQuery(r.URL.RawQuery, name)
	case InCookie:
		for _, line := range r.Header["Cookie"] {
			found.addFromCookies(line, name)
		}
	}
	switch {
	case found.count == 0:
		return "", Missing
	case found.count > 1 || found.value == "":
		return "", Malformed
	}
	return vocab.APIKey(found.value), Given
}

// keys counts the values of a name and keeps the last.
type keys struct {
	value string
	count int
}

func (k *keys) add(value string) {
	k.value = value
	k.count++
}

// addFromQuery takes the pairs that net/url takes: not those with a semicolon
// or a broken escape.
func (k *keys) addFromQuery(query, name string) {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		key, value, _ := strings.Cut(pair, "=")
		if strings.Contains(pair, ";") {
			continue
		}
		if key, ok := unescape(key); !ok || key != name {
			continue
		}
		if value, ok := unescape(value); ok {
			k.add(value)
		}
	}
}

func unescape(text string) (string, bool) {
	if !strings.ContainsAny(text, "%+") {
		return text, true
	}
	plain, err := url.QueryUnescape(text)
	return plain, err == nil
}

// addFromCookies takes a value as it is, without the quotes around it.
func (k *keys) addFromCookies(line, name string) {
	for line != "" {
		var part string
		part, line, _ = strings.Cut(line, ";")
		key, value, _ := strings.Cut(textproto.TrimString(part), "=")
		if textproto.TrimString(key) != name {
			continue
		}
		if n := len(value); n > 1 && value[0] == '"' && value[n-1] == '"' {
			value = value[1 : n-1]
		}
		k.add(value)
	}
}
