// Package token signs and reads the tokens of the tutorial: JSON Web Tokens
// (RFC 7519) signed with HMAC-SHA256 and nothing else. It is small enough to be
// read; an app of your own takes a library that is kept up.
package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// Claims are what a token says.
type Claims struct {
	Subject string `json:"sub,omitempty"`
	Scope   string `json:"scope,omitempty"` // separated by spaces
	Expires int64  `json:"exp,omitempty"`   // seconds since 1970; zero for never
}

// ErrInvalid is the one error of Read: a client does not learn which check failed.
var ErrInvalid = errors.New("the token is invalid or has expired")

// algorithm is the only one that Read takes, whatever a token asks for.
const algorithm = "HS256"

type header struct {
	Algorithm string `json:"alg"`
	Type      string `json:"typ,omitempty"`
}

var encoding = base64.RawURLEncoding.Strict()

// Sign returns the token of the claims.
func Sign(key []byte, c Claims) (string, error) {
	head, err := part(header{algorithm, "JWT"})
	if err != nil {
		return "", err
	}
	claims, err := part(c)
	if err != nil {
		return "", err
	}
	signed := head + "." + claims
	return signed + "." + encoding.EncodeToString(sum(key, signed)), nil
}

// Read checks a token's signature and that it has not expired.
func Read(key []byte, text string, now time.Time) (Claims, error) {
	signed, signature, ok := cutLast(text)
	given, err := encoding.DecodeString(signature)
	if !ok || err != nil || !hmac.Equal(given, sum(key, signed)) {
		return Claims{}, ErrInvalid
	}
	head, claims, _ := strings.Cut(signed, ".")
	var h header
	var c Claims
	if !parse(head, &h) || h.Algorithm != algorithm || !parse(claims, &c) {
		return Claims{}, ErrInvalid
	}
	if c.Expires != 0 && now.Unix() >= c.Expires {
		return Claims{}, ErrInvalid
	}
	return c, nil
}

func cutLast(text string) (signed, signature string, ok bool) {
	i := strings.LastIndexByte(text, '.')
	if i < 0 {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}

func sum(key []byte, signed string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(signed))
	return mac.Sum(nil)
}

func part(v any) (string, error) {
	data, err := json.Marshal(v)
	return encoding.EncodeToString(data), err
}

func parse(part string, v any) bool {
	data, err := encoding.DecodeString(part)
	return err == nil && json.Unmarshal(data, v) == nil
}
