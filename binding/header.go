package binding

import (
	"net/http"
	"unsafe"
)

// bindHeader gives each step the values of its header: all lines to a slice,
// the first to a scalar. A line is one value, commas and all.
func (p *Plan) bindHeader(r *http.Request, bases []unsafe.Pointer, bad *Invalid) {
	for _, s := range p.header {
		found := false
		for k, key := range s.header {
			texts := headerValues(r, key)
			if len(texts) == 0 {
				continue
			}
			if s.target.form == one {
				texts = texts[:1]
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

// headerValues returns the lines of a header. net/http moves Host out of the map.
func headerValues(r *http.Request, key string) []string {
	if key == "Host" && r.Host != "" {
		return []string{r.Host}
	}
	return r.Header[key]
}
