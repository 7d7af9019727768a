package vocab

import "log/slog"

// Bearer is the token of an Authorization header with the scheme Bearer
// (RFC 6750). As an argument it is required: without it, or with a malformed
// one, the answer is 401. It is not checked further; that is what the function
// that takes it does.
type Bearer string

// LogValue keeps the token out of logs.
func (Bearer) LogValue() slog.Value { return slog.StringValue("[redacted]") }

// Basic is the name and the password of an Authorization header with the
// scheme Basic (RFC 7617), in UTF-8. Compare passwords in constant time.
type Basic struct {
	Username string
	Password string
}

// LogValue keeps the password out of logs.
func (b Basic) LogValue() slog.Value { return slog.StringValue(b.Username + ":[redacted]") }

// Digest is what follows the scheme Digest in an Authorization header
// (RFC 7616), unread.
type Digest string

// LogValue keeps the credentials out of logs.
func (Digest) LogValue() slog.Value { return slog.StringValue("[redacted]") }

// APIKey is a key in a header, a query parameter or a cookie. It is a field of
// a request struct, placed by its source tag: header:"X-Key". Without it the
// answer is 401. Compare keys in constant time.
type APIKey string

// LogValue keeps the key out of logs.
func (APIKey) LogValue() slog.Value { return slog.StringValue("[redacted]") }

// Scopes are the OAuth2 scopes that the route requires, gathered from all its
// dependencies, outer ones first.
type Scopes []string

// AnyOf is one of two kinds of credentials; the first that the request has
// counts. AnyOf nests.
type AnyOf[A, B any] struct {
	first  Opt[A]
	second Opt[B]
}

// First returns the credentials of kind A, if they are what the request has.
func (c AnyOf[A, B]) First() (A, bool) { return c.first.Get() }

// Second returns the credentials of kind B, if they are what the request has.
func (c AnyOf[A, B]) Second() (B, bool) { return c.second.Get() }
