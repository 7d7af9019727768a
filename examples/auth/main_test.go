package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

var update = flag.Bool("update", false, "rewrite testdata/openapi.json")

// weak makes hashes cheap, for tests.
var weak = hashCost{passes: 1, memory: 64}

const password = "correct horse battery staple"

// askToken posts the form of the password flow.
func askToken(client *signettest.Client, name, scopes string) *signettest.Response {
	return client.POST("/token", url.Values{"grant_type": {"password"}, "username": {name}, "password": {password}, "scope": {scopes}})
}

// tokenOf signs in; no scopes means all.
func tokenOf(t *testing.T, client *signettest.Client, name, scopes string) string {
	t.Helper()
	var token Token
	askToken(client, name, scopes).Want(200).JSON(&token)
	if token.TokenType != "bearer" {
		t.Fatalf("POST /token as %s gives a token of type %q; want bearer", name, token.TokenType)
	}
	return "Bearer " + token.AccessToken
}

func TestGuards(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, newApp(weak))
	ada, bob := tokenOf(t, client, "ada", ""), tokenOf(t, client, "bob", "")
	narrow := tokenOf(t, client, "ada", "items:read")
	greedy := tokenOf(t, client, "bob", "items:write me")
	tests := []struct {
		name                 string
		method, path         string
		authorization        string
		status               int
		challenge, bodyHolds string
	}{
		{"open", "GET", "/health", "", 200, "", `"ok"`},
		{"open, whatever is sent", "GET", "/health", "Bearer nonsense", 200, "", `"ok"`},
		{"no token", "GET", "/me", "", 401, "Bearer", "Not authenticated"},
		{"no token, and a wrong body", "POST", "/items", "", 401, "Bearer", "Not authenticated"},
		{"an empty token", "GET", "/me", "Bearer", 401, `Bearer error="invalid_token"`, "Not authenticated"},
		{"no JWT", "GET", "/me", "Bearer nonsense", 401, `Bearer error="invalid_token"`, "not valid"},
		{"a good one", "GET", "/me", bob, 200, "", `"name":"bob"`},
		{"reads", "GET", "/items", bob, 200, "", "lamp"},
		{"lacks a scope", "POST", "/items", bob, 403, `Bearer error="insufficient_scope", scope="items:write"`, "items:write"},
		{"asked for more than granted", "POST", "/items", greedy, 403, `Bearer error="insufficient_scope", scope="items:write"`, "items:write"},
		{"asked for less", "GET", "/me", narrow, 403, `Bearer error="insufficient_scope", scope="me"`, `lacks the scopes`},
		{"writes", "POST", "/items", ada, 201, "", `"owner":"ada"`},
		{"lacks the role", "GET", "/admin/accounts", bob, 403, "", "role"},
		{"has the role", "GET", "/admin/accounts", ada, 200, "", `"name":"eve"`},
	}
	for _, tt := range tests {
		var proof []signettest.RequestOption
		if tt.authorization != "" {
			proof = append(proof, signettest.Header("Authorization", tt.authorization))
		}
		got := client.Do(tt.method, tt.path, `{"name":"chair"}`, proof...).Want(tt.status)
		if challenge := got.Header.Get("WWW-Authenticate"); challenge != tt.challenge || !strings.Contains(got.Text(), tt.bodyHolds) {
			t.Errorf("%s: %s %s = %s, challenge %q; want %s, %q", tt.name, tt.method, tt.path, got, challenge, tt.bodyHolds, tt.challenge)
		}
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, newApp(weak))
	tests := []struct {
		name   string
		form   url.Values
		status int
		holds  string
	}{
		{"good", url.Values{"username": {"ada"}, "password": {password}}, 200, `"scope":"me items:read items:write"`},
		{"some scopes", url.Values{"username": {"ada"}, "password": {password}, "scope": {"items:read other"}}, 200, `"scope":"items:read"`},
		{"wrong password", url.Values{"username": {"ada"}, "password": {"x"}}, 400, "name or the password"},
		{"nobody", url.Values{"username": {"x"}, "password": {password}}, 400, "name or the password"},
		{"closed", url.Values{"username": {"eve"}, "password": {password}}, 400, "name or the password"},
		{"another grant", url.Values{"grant_type": {"implicit"}, "username": {"ada"}, "password": {password}}, 422, "grant_type"},
		{"no password", url.Values{"username": {"ada"}}, 422, `["body","password"]`},
		{"too much", url.Values{"username": {strings.Repeat("a", maxForm)}, "password": {"x"}}, 413, "larger"},
	}
	for _, tt := range tests {
		got := client.POST("/token", tt.form).Want(tt.status)
		if !strings.Contains(got.Text(), tt.holds) {
			t.Errorf("%s: POST /token = %s; want %s", tt.name, got, tt.holds)
		}
		if cached := got.Header.Get("Cache-Control"); got.Status == 200 && cached != "no-store" {
			t.Errorf("%s: Cache-Control = %q; want no-store", tt.name, cached)
		}
	}
	client.POST("/token", `{"username":"ada","password":"x"}`).Want(422)
}

// TestForgedTokens: what others have signed, or nobody, or what is too old.
func TestForgedTokens(t *testing.T) {
	t.Parallel()
	keys, err := newKeys()
	if err != nil {
		t.Fatal(err)
	}
	ada := &User{Name: "ada"}
	others, err := newKeys()
	if err != nil {
		t.Fatal(err)
	}
	sign := func(k *Keys, at time.Time) string {
		token, err := k.sign(ada, []string{"me"}, at)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	unsigned, err := jwt.NewWithClaims(jwt.SigningMethodNone, &Claims{RegisteredClaims: jwt.RegisteredClaims{
		Issuer: issuer, Subject: "ada", ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour)),
	}}).SignedString(jwt.UnsafeAllowNoneSignatureType)
	if err != nil {
		t.Fatal(err)
	}
	eternal, err := jwt.NewWithClaims(jwt.SigningMethodHS256, &Claims{RegisteredClaims: jwt.RegisteredClaims{Issuer: issuer, Subject: "ada"}}).SignedString(keys.secret)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, token string
		good        bool
	}{
		{"ours", sign(keys, time.Now()), true},
		{"of other keys", sign(others, time.Now()), false},
		{"too old", sign(keys, time.Now().Add(-2*lifetime)), false},
		{"unsigned", unsigned, false},
		{"without an end", eternal, false},
	}
	for _, tt := range tests {
		if claims, err := keys.verify(tt.token); (err == nil) != tt.good {
			t.Errorf("%s: verify = %+v, %v; want it to be good: %t", tt.name, claims, err, tt.good)
		}
	}
}

// TestClosedByDefault: a new route is guarded, unless this list says otherwise.
func TestClosedByDefault(t *testing.T) {
	t.Parallel()
	signettest.Guarded(t, newApp(weak), "GET /health", "POST /token")
}

func TestDocument(t *testing.T) {
	t.Parallel()
	app := newApp(weak)
	if err := app.Err(); err != nil {
		t.Fatal(err)
	}
	var compact, pretty bytes.Buffer
	if err := signet.WriteOpenAPI(&compact, app); err != nil {
		t.Fatal(err)
	}
	if err := json.Indent(&pretty, compact.Bytes(), "", "  "); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/openapi.json"
	if *update {
		if err := os.WriteFile(golden, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pretty.Bytes(), want) {
		t.Errorf("%s is not the document now; go test -run TestDocument -update rewrites it", golden)
	}
}
