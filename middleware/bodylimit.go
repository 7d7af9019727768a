package middleware

import "net/http"

// BodyLimitOptions limits the bodies of requests.
type BodyLimitOptions struct {
	Max int64 // bytes; default 1 MiB; a body of exactly the limit is taken
}

// BodyLimit refuses a body that is declared too long with 413 before a byte of
// it is read. A handler that reads over the limit of another body gets an
// *http.MaxBytesError, and the server closes the connection after its answer.
func BodyLimit(o BodyLimitOptions) func(http.Handler) http.Handler {
	if o.Max == 0 {
		o.Max = 1 << 20
	}
	if o.Max < 0 {
		panic("middleware.BodyLimit: Max is negative; leave the middleware out for no limit")
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.ContentLength > o.Max {
				refuse(w, http.StatusRequestEntityTooLarge, http.StatusText(http.StatusRequestEntityTooLarge))
				return
			}
			if r.Body != nil && r.Body != http.NoBody {
				r.Body = http.MaxBytesReader(innermost(w), r.Body, o.Max)
			}
			next.ServeHTTP(w, r)
		})
	}
}

// innermost is the server's own writer: MaxBytesReader tells it to close the
// connection, and does not look through wrappers.
func innermost(w http.ResponseWriter) http.ResponseWriter {
	for {
		wrapper, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return w
		}
		w = wrapper.Unwrap()
	}
}
