package middleware

import (
	"net/http"
	"strconv"
	"time"
)

// SecureHeadersOptions are the headers by which browsers protect the user. For
// the texts, "-" leaves the header out.
type SecureHeadersOptions struct {
	Frame    string // X-Frame-Options; default DENY
	Referrer string // Referrer-Policy; default strict-origin-when-cross-origin
	Opener   string // Cross-Origin-Opener-Policy; default same-origin

	ContentSecurityPolicy string // none by default: it depends on the pages
	PermissionsPolicy     string // none by default

	// HSTS is for how long browsers use nothing but HTTPS for the host: by
	// default a year; negative leaves the header out. It is sent only by HTTPS.
	HSTS time.Duration

	IncludeSubdomains bool // HSTS holds for all subdomains as well
	Preload           bool // asks for a place in browsers' lists; implies IncludeSubdomains
}

// SecureHeaders adds X-Content-Type-Options: nosniff and the headers of the
// options to every answer. A handler may change them for its own.
func SecureHeaders(o SecureHeadersOptions) func(http.Handler) http.Handler {
	headers := o.headers()
	hsts := o.transport()
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			for _, one := range headers {
				h.Set(one.name, one.value)
			}
			if hsts != "" && SchemeOf(r) == "https" {
				h.Set("Strict-Transport-Security", hsts)
			}
			next.ServeHTTP(w, r)
		})
	}
}

// field is a header of an answer.
type field struct{ name, value string }

func (o *SecureHeadersOptions) headers() []field {
	all := []field{
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", either(o.Frame, "DENY")},
		{"Referrer-Policy", either(o.Referrer, "strict-origin-when-cross-origin")},
		{"Cross-Origin-Opener-Policy", either(o.Opener, "same-origin")},
		{"Content-Security-Policy", either(o.ContentSecurityPolicy, "-")},
		{"Permissions-Policy", either(o.PermissionsPolicy, "-")},
	}
	var sent []field
	for _, one := range all {
		if !fieldValue(one.value) {
			panic("middleware.SecureHeaders: " + one.name + " has a line break or another control character")
		}
		if one.value != "-" {
			sent = append(sent, one)
		}
	}
	return sent
}

// either is the text, or the default for an empty one.
func either(text, def string) string {
	if text == "" {
		return def
	}
	return text
}

// transport is the value of Strict-Transport-Security.
func (o *SecureHeadersOptions) transport() string {
	age := o.HSTS
	switch {
	case age < 0:
		return ""
	case age == 0:
		age = 365 * 24 * time.Hour
	}
	value := "max-age=" + strconv.FormatInt(int64(age/time.Second), 10)
	if o.IncludeSubdomains || o.Preload {
		value += "; includeSubDomains"
	}
	if o.Preload {
		value += "; preload"
	}
	return value
}
