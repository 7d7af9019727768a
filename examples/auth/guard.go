package main

import (
	"fmt"
	"slices"

	"github.com/signet-go/signet"
)

var (
	errToken = signet.NewError(401, "the token is not valid", signet.Header("WWW-Authenticate", `Bearer error="invalid_token"`))
	errRole  = signet.NewError(403, "the account does not have a role that the route is for")
)

// currentUser is who sent the request. The token must be ours and carry all
// scopes of the route, and the account must still be open: a token lives on when
// its account is closed.
func currentUser(token signet.Bearer, need signet.Scopes, keys *Keys, accounts *Accounts) (*User, error) {
	claims, err := keys.verify(string(token))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errToken, err)
	}
	user := accounts.find(claims.Subject)
	if user == nil || user.Closed {
		return nil, errToken
	}
	if err := need.Refuse(claims.scopes()...); err != nil {
		return nil, err
	}
	return user, nil
}

// hasRole refuses who has none of the route's roles. A route without roles is for
// everybody who has signed in.
func hasRole(user *User, route *signet.RouteInfo) error {
	if len(route.Roles) == 0 || slices.ContainsFunc(user.Roles, func(role string) bool { return slices.Contains(route.Roles, role) }) {
		return nil
	}
	return errRole
}
