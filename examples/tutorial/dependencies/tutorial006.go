package dependencies

import (
	"net/http"

	"github.com/signet-go/signet"
)

var (
	errToken = signet.NewError(http.StatusBadRequest, "X-Token header invalid")
	errKey   = signet.NewError(http.StatusBadRequest, "X-Key header invalid")
)

// TokenHeader carries a token.
type TokenHeader struct {
	Token string `header:"X-Token"`
}

// KeyHeader carries a key.
type KeyHeader struct {
	Key string `header:"X-Key"`
}

func verifyToken(in *TokenHeader) error {
	if in.Token != "fake-super-secret-token" {
		return errToken
	}
	return nil
}

func verifyKey(in *KeyHeader) error {
	if in.Key != "fake-super-secret-key" {
		return errKey
	}
	return nil
}

// Product is an answer.
type Product struct {
	Item string `json:"item"`
}

func listProducts() []Product { return []Product{{"Foo"}, {"Bar"}} }

// Tutorial006 runs dependencies without a value in front of one function.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(listProducts, app.GET("/items/"), signet.Depends(verifyToken), signet.Depends(verifyKey))
	return app
}
