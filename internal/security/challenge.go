package security

import (
	"crypto/rand"
	"net/http"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// Challenge is one value of WWW-Authenticate: how a client may authenticate.
type Challenge struct {
	Kind  vocab.CredentialKind
	Realm string // what the credentials are for; empty leaves it out, where that is legal
}

// Fresh reports whether each answer needs a challenge of its own: the nonce of
// Digest (RFC 7616, 3.3) is random.
func (c Challenge) Fresh() bool { return c.Kind == vocab.DigestKind }

// value writes the challenge. Only a client that has sent something is told
// what is wrong with it (RFC 6750, 3.1).
func (c Challenge) value(sent State) string {
	var parameters []string
	if c.Realm != "" || c.Kind == vocab.DigestKind {
		parameters = append(parameters, "realm="+quote(c.Realm))
	}
	if c.Kind == vocab.BearerKind && sent == Malformed {
		parameters = append(parameters, `error="invalid_token"`)
	}
	if c.Kind == vocab.DigestKind {
		parameters = append(parameters, "nonce="+quote(rand.Text()), `qop="auth"`, "algorithm=SHA-256")
	}
	if len(parameters) == 0 {
		return c.Kind.String()
	}
	return c.Kind.String() + " " + strings.Join(parameters, ", ")
}

// quote writes a quoted-string of RFC 9110, 5.6.4.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// detail is what every client without fit credentials is told.
const detail = "Not authenticated"

// Refuse returns the 401 that offers all the challenges, each once. malformed is
// the position of the one that the client's credentials are for, -1 if it has
// sent none.
func Refuse(challenges []Challenge, malformed int) *vocab.Error {
	var options []vocab.ErrorOption
	offered := map[string]bool{}
	for i, c := range challenges {
		sent := Missing
		if i == malformed {
			sent = Malformed
		}
		if value := c.value(sent); !offered[value] {
			offered[value] = true
			options = append(options, vocab.ErrorHeader("WWW-Authenticate", value))
		}
	}
	return vocab.NewError(http.StatusUnauthorized, detail, options...)
}
