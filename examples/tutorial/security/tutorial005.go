package security

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/examples/tutorial/internal/token"
)

var (
	errLogin    = signet.NewError(http.StatusBadRequest, "Incorrect username or password")
	errInactive = signet.NewError(http.StatusBadRequest, "Inactive user")
)

// office issues tokens and reads them. Its key lives as long as the app.
type office struct {
	key      []byte
	accounts accounts
}

func openOffice(context.Context) (*office, error) {
	all, err := sampleAccounts()
	if err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	rand.Read(key) // never fails
	return &office{key, all}, nil
}

// Issued is a token, as OAuth2 wants it.
type Issued struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
}

// maxForm limits the form of a login, in bytes.
const maxForm = 4 << 10

// login gives a token for a name and a password, with the scopes asked for. An
// app of your own gives only those that the account may have.
func login(form *signet.OAuth2PasswordForm, desk *office) (*Issued, error) {
	known := desk.accounts.login(form.Username, form.Password)
	if known == nil {
		return nil, errLogin
	}
	text, err := token.Sign(desk.key, token.Claims{
		Subject: known.Username,
		Scope:   form.Scope,
		Expires: time.Now().Add(30 * time.Minute).Unix(),
	})
	if err != nil {
		return nil, err
	}
	return &Issued{text, "bearer"}, nil
}

// current is the account that a request's token names. The route's scopes must
// be among the token's.
func current(bearer signet.Bearer, need signet.Scopes, desk *office) (*account, error) {
	challenge := "Bearer"
	if len(need) > 0 {
		challenge = fmt.Sprintf("Bearer scope=%q", need.String())
	}
	refuse := func(detail string) error {
		return signet.NewError(http.StatusUnauthorized, detail, signet.Header("WWW-Authenticate", challenge))
	}
	claims, err := token.Read(desk.key, string(bearer), time.Now())
	if err != nil {
		return nil, refuse("Could not validate credentials")
	}
	known := desk.accounts[claims.Subject]
	if known == nil {
		return nil, refuse("Could not validate credentials")
	}
	if len(need.Missing(strings.Fields(claims.Scope)...)) > 0 {
		return nil, refuse("Not enough permissions")
	}
	return known, nil
}

// active is the user of the account, if it is not disabled.
func active(known *account) (*User, error) {
	if *known.Disabled {
		return nil, errInactive
	}
	return &known.User, nil
}

// Possession is something that a user has.
type Possession struct {
	ItemID string `json:"item_id"`
	Owner  string `json:"owner"`
}

func readOwnItems(user *User) []Possession { return []Possession{{"Foo", user.Username}} }

// Health is the answer to any account, disabled or not.
type Health struct {
	Status string `json:"status"`
}

func readHealth(*account) Health { return Health{"ok"} }

// Tutorial005 issues tokens with scopes. What needs the user needs the scope
// me; one route needs items too; the account alone needs none.
func Tutorial005() *signet.App {
	app := signet.New(
		passwordFlow(map[string]string{"me": "Read information about the current user.", "items": "Read items."}),
		signet.Provide(current),
		signet.Provide(active, signet.RequireScopes("me")),
	)
	app.Provide(openOffice)
	app.Handle(login, app.POST("/token"), signet.MaxBody(maxForm), signet.Raises(errLogin))
	app.Handle(readMe, app.GET("/users/me/"))
	app.Handle(readOwnItems, app.GET("/users/me/items/"), signet.RequireScopes("items"))
	app.Handle(readHealth, app.GET("/status/"))
	return app
}
