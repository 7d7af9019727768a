package middleware

import (
	"context"
	"crypto/rand"
	"net/http"
)

// RequestIDOptions says where a request's id comes from.
type RequestIDOptions struct {
	Header string        // of requests and answers; default X-Request-Id
	New    func() string // makes an id; default 130 random bits in 26 letters and digits

	// Ignore makes a new id even for a request that brings one: for a service
	// whose clients should not choose what its log says.
	Ignore bool
}

// longestID is the most that is taken of a client, in bytes.
const longestID = 128

// RequestID gives every request an id: the one that it brings if that is sound
// (at most 128 letters, digits and -._~+/=:@), else a new one. The answer has
// it in a header, and handlers find it with RequestIDFrom.
func RequestID(o RequestIDOptions) func(http.Handler) http.Handler {
	if o.Header == "" {
		o.Header = "X-Request-Id"
	}
	if !token(o.Header) {
		panic("middleware.RequestID: Header is no name of a header")
	}
	if o.New == nil {
		o.New = rand.Text
	}
	header := http.CanonicalHeaderKey(o.Header)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			id := ""
			if list := r.Header[header]; len(list) == 1 && !o.Ignore && soundID(list[0]) {
				id = list[0]
			}
			if id == "" {
				id = o.New()
			}
			w.Header()[header] = []string{id}
			serveWith(context.WithValue(r.Context(), requestIDKey{}, id), next, w, r)
		})
	}
}

type requestIDKey struct{}

// RequestIDFrom returns the id that RequestID gave to the request of a context;
// empty without that middleware.
func RequestIDFrom(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// soundID reports whether an id of a client can stand in logs and headers.
func soundID(id string) bool {
	for i := range len(id) {
		switch c := id[i]; {
		case letterOrDigit(c):
		case c == '-', c == '.', c == '_', c == '~', c == '+', c == '/', c == '=', c == ':', c == '@':
		default:
			return false
		}
	}
	return id != "" && len(id) <= longestID
}
