package tsecurity

import (
	"net/http"
	"strings"

	"github.com/signet-go/signet"
)

// Credentials are what a client sends in Authorization.
type Credentials struct {
	Scheme      string `json:"scheme"`
	Credentials string `json:"credentials"`
}

// errOther is a 401, so it says with a challenge what would help (RFC 9110, 11.6.1).
var errOther = signet.NewError(http.StatusUnauthorized, "Not authenticated", signet.Header("WWW-Authenticate", "Other"))

// readOther reads credentials of a scheme that Signet does not know. Names of
// schemes ignore case.
func readOther(r *http.Request) (Credentials, error) {
	scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	sent := Credentials{scheme, strings.TrimSpace(rest)}
	if !strings.EqualFold(scheme, "Other") || sent.Credentials == "" {
		return Credentials{}, errOther
	}
	return sent, nil
}

func showSent(sent Credentials) Credentials { return sent }

// HTTPBase has a scheme of its own. The document shows the 401, but not the
// scheme: it lists what arguments such as Bearer ask for.
func HTTPBase() *signet.App {
	app := signet.New(signet.Provide(readOther, signet.Raises(errOther)))
	app.Handle(showSent, app.GET("/users/me"))
	return app
}
