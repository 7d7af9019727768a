// Package security reads credentials from requests and writes the challenges of
// the answers that refuse them (RFC 9110, 11). It checks form only: whether a
// token or a password is the right one is for the user's functions.
package security
