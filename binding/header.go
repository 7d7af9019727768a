package binding

import (
	"net/http"
	"strings"
	"unsafe"
)

// bindHeader gives each step the values of its header: all lines to a slice,
// the first to a scalar. A line is one value, commas and all, but for a slice
// whose items are no strings: there it is a list of them.
func (p *Plan) bindHeader(r *http.Request, bases []unsafe.Pointer, bad *Invalid) {
	for _, s := range p.header {
		found := false
		for k, key := range s.header {
			texts := headerValues(r, key)
			if len(texts) == 0 {
				continue
			}
			switch {
			case s.target.form == one:
				texts = texts[:1]
			case s.commas:
				texts = listed(texts)
			}
			s.bind(s.names[k], texts, bases, bad)
			found = true
			break
		}
		if !found {
			s.bindAbsent(bases, bad)
		}
	}
}

// listed returns the members of lists, of which empty ones count for nothing
// (RFC 9110, 5.6.1.2).
func listed(lines []string) []string {
	var members []string
	for _, line := range lines {
		for text := range strings.SplitSeq(line, ",") {
			if text = trimBlanks(text); text != "" {
				members = append(members, text)
			}
		}
	}
	return members
}

// headerValues returns the lines of a header. net/http moves Host out of the map.
func headerValues(r *http.Request, key string) []string {
	if key == "Host" && r.Host != "" {
		return []string{r.Host}
	}
	return r.Header[key]
}
