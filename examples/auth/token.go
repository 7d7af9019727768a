package main

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/signet-go/signet"
)

const (
	issuer   = "auth-example"
	lifetime = 30 * time.Minute
	maxForm  = 4 << 10 // bytes
)

// Keys signs tokens and checks them. This one is made anew at each start, which
// ends all sessions; a service with several processes loads it from its secrets.
type Keys struct{ secret []byte }

func newKeys() (*Keys, error) {
	secret := make([]byte, 32)
	_, err := rand.Read(secret)
	return &Keys{secret}, err
}

// Claims is what a token says.
type Claims struct {
	jwt.RegisteredClaims
	Scope string `json:"scope"` // separated by spaces (RFC 8693, 4.2)
}

func (c *Claims) scopes() []string { return strings.Fields(c.Scope) }

func (k *Keys) sign(user *User, granted []string, now time.Time) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, &Claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Subject: user.Name, IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(lifetime)),
		},
		Scope: strings.Join(granted, " "),
	}).SignedString(k.secret)
}

// verify takes nothing but our own algorithm: a token names one, and whoever
// forges it would name "none".
func (k *Keys) verify(token string) (*Claims, error) {
	claims := &Claims{}
	_, err := jwt.ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return k.secret, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithIssuer(issuer), jwt.WithExpirationRequired())
	return claims, err
}

// Token is the answer to a client that signs in (RFC 6749, 5.1).
type Token struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in" description:"Seconds."`
	Scope       string `json:"scope" description:"What was granted, separated by spaces."`
}

// Answer keeps tokens out of caches (RFC 6749, 5.1).
type Answer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Token  `body:""`
}

var errLogin = signet.NewError(400, "the name or the password is wrong") // which one is nobody's business

// signIn gives a token for a name and a password: the token endpoint of the
// OAuth2 password flow.
func signIn(ctx context.Context, form *signet.OAuth2PasswordForm, keys *Keys, accounts *Accounts) (*Answer, error) {
	user, err := accounts.signIn(ctx, form.Username, form.Password)
	if err != nil {
		return nil, err
	}
	granted := user.Scopes
	if wanted := form.Scopes(); len(wanted) > 0 {
		granted = slices.DeleteFunc(wanted, func(scope string) bool { return !slices.Contains(user.Scopes, scope) })
	}
	token, err := keys.sign(user, granted, time.Now())
	if err != nil {
		return nil, err
	}
	return &Answer{
		CacheControl: "no-store",
		Body:         Token{AccessToken: token, TokenType: "bearer", ExpiresIn: int(lifetime.Seconds()), Scope: strings.Join(granted, " ")},
	}, nil
}
