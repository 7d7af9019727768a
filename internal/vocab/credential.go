package vocab

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Bearer is the token of an Authorization header with the scheme Bearer
// (RFC 6750). As an argument it is required: without it, or with a malformed
// one, the answer is 401. It is not checked further; that is what the function
// that takes it does.
//
// Logs, fmt and encoders write [redacted]; the token itself is string(t). fmt
// cannot know that for an unexported field of a struct that is printed as a whole.
type Bearer string

// Equal compares the token with a secret in constant time: how long it takes
// tells neither the secret's content nor its length.
func (t Bearer) Equal(secret string) bool { return equal(string(t), secret) }

// Basic is the name and the password of an Authorization header with the
// scheme Basic (RFC 7617), in UTF-8. Compare them with Matches. Logs, fmt and
// encoders write the name, and [redacted] for the password.
type Basic struct {
	Username string
	Password string
}

// Matches compares the name and the password in constant time: how long it
// takes tells neither which of them is wrong, nor their content or length.
func (b Basic) Matches(username, password string) bool {
	name, word := equal(b.Username, username), equal(b.Password, password)
	return name && word
}

// Digest is what follows the scheme Digest in an Authorization header
// (RFC 7616), unread: to verify it, and to keep the nonces, is for the function
// that takes it. Logs, fmt and encoders write [redacted]; the text is string(d).
type Digest string

// APIKey is a key in a header, a query parameter or a cookie. It is a field of
// a request struct, placed by its source tag, header:"X-Key", or by the declared
// scheme that scheme:"name" picks. Without it, or with an empty one or two, the
// answer is 401. Compare it with Equal. Logs, fmt and encoders write [redacted];
// the key itself is string(k).
type APIKey string

// Equal compares the key with a secret in constant time: how long it takes
// tells neither the secret's content nor its length.
func (k APIKey) Equal(secret string) bool { return equal(string(k), secret) }

// equal compares hashes, which are all of one length.
func equal(given, secret string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// Scopes are the OAuth2 scopes that lead to the function: those of the route's
// layers, of the dependencies that need the function, and its own, outer ones
// first, each once. Those of dependencies that do not need it are not among
// them; a handler gets all of the route. They are shared by all requests of the
// route: read them, do not change them.
type Scopes []string

// Missing returns the scopes that are not among the granted ones, nil if all are.
func (s Scopes) Missing(granted ...string) []string {
	var missing []string
	for _, scope := range s {
		if !slices.Contains(granted, scope) {
			missing = append(missing, scope)
		}
	}
	return missing
}

// Refuse returns nil if all scopes are among the granted ones, else a 403 that
// names those that are missing, with the challenge from which a client learns
// what to ask for (RFC 6750, 3.1).
func (s Scopes) Refuse(granted ...string) error {
	missing := s.Missing(granted...)
	if missing == nil {
		return nil
	}
	return NewError(http.StatusForbidden, fmt.Sprintf("the token lacks the scopes %q", missing),
		ErrorHeader("WWW-Authenticate", fmt.Sprintf(`Bearer error="insufficient_scope", scope="%v"`, s)))
}

// String separates the scopes by spaces, as OAuth2 writes them.
func (s Scopes) String() string { return strings.Join(s, " ") }

// AnyOf is one of two kinds of credentials; the first that the request has
// counts, and the other is not looked at. AnyOf nests. A request that has
// neither is answered with 401, as is one whose first are malformed.
type AnyOf[A, B any] struct {
	first  Opt[A]
	second Opt[B]
}

// First returns the credentials of kind A, if they are what the request has.
func (c AnyOf[A, B]) First() (A, bool) { return c.first.Get() }

// Second returns the credentials of kind B, if they are what the request has.
func (c AnyOf[A, B]) Second() (B, bool) { return c.second.Get() }
