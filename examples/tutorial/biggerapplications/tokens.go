package biggerapplications

import (
	"net/http"

	"github.com/signet-go/signet"
)

var (
	errHeader = signet.NewError(http.StatusBadRequest, "X-Token header invalid")
	errQuery  = signet.NewError(http.StatusBadRequest, "No Jessica token provided")
)

// TokenHeader carries the token of some groups.
type TokenHeader struct {
	Token string `header:"X-Token"`
}

// TokenQuery carries the token of the whole app.
type TokenQuery struct {
	Token string `query:"token"`
}

func checkHeader(in *TokenHeader) error {
	if in.Token != "fake-super-secret-token" {
		return errHeader
	}
	return nil
}

func checkQuery(in *TokenQuery) error {
	if in.Token != "jessica" {
		return errQuery
	}
	return nil
}
