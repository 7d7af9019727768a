package middleware

import (
	"net/http"
	"strings"
)

// HTTPSRedirectOptions says where to.
type HTTPSRedirectOptions struct {
	Port string                   // of HTTPS; default 443
	Skip func(*http.Request) bool // what is served in the clear, such as /.well-known/acme-challenge/
}

// HTTPSRedirect sends requests that did not come by TLS to the same host, path
// and query by HTTPS, with 307, so that method and body stay. Behind a proxy
// that ends TLS it needs Proxy outside of it: X-Forwarded-Proto by itself is
// anybody's. A Host that could be none is answered with 400.
func HTTPSRedirect(o HTTPSRedirectOptions) func(http.Handler) http.Handler {
	if !digits(o.Port) {
		panic("middleware.HTTPSRedirect: Port is no number")
	}
	if o.Port == "443" {
		o.Port = ""
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if SchemeOf(r) == "https" || o.Skip != nil && o.Skip(r) {
				next.ServeHTTP(w, r)
				return
			}
			name, _, ok := splitHost(r.Host)
			if !ok {
				send(w, http.StatusBadRequest, typeText, "Invalid host header")
				return
			}
			redirect(w, r, "https", name, o.Port)
		})
	}
}

// redirect sends the client to the same path and query elsewhere. The host is
// one that splitHost took.
func redirect(w http.ResponseWriter, r *http.Request, scheme, host, port string) {
	if port != "" {
		host += ":" + port
	}
	h := w.Header()
	h.Set("Location", scheme+"://"+host+target(r))
	h.Set("Content-Length", "0")
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// target is the path and query of a request, in ASCII. It begins with a slash
// whatever the request line said, so that it cannot lengthen a host's name.
func target(r *http.Request) string {
	path := r.URL.EscapedPath()
	if !strings.HasPrefix(path, "/") {
		path = "/"
	}
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(path))
	for i := range len(path) {
		if c := path[i]; c <= ' ' || c >= 0x7f {
			b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
