package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/signet-go/signet"
)

var update = flag.Bool("update", false, "rewrite testdata/openapi.json")

// weak makes hashes cheap, for tests.
var weak = hashCost{passes: 1, memory: 64}

const password = "correct horse battery staple"

// serve starts the service and returns its URL.
func serve(t *testing.T) string {
	t.Helper()
	app := newApp(weak)
	if err := app.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(app)
	t.Cleanup(server.Close)
	return server.URL
}

// answer is what a request got.
type answer struct {
	status    int
	challenge string
	body      string
	header    http.Header
}

func send(t *testing.T, r *http.Request) answer {
	t.Helper()
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(resp.Body); err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header.Get("WWW-Authenticate"), body.String(), resp.Header}
}

func request(t *testing.T, method, url, authorization, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

// post sends a form to the token endpoint.
func post(t *testing.T, base string, form url.Values) answer {
	t.Helper()
	r := request(t, "POST", base+"/token", "", form.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, r)
}

// tokenOf signs in; no scopes means all.
func tokenOf(t *testing.T, base, name, scopes string) string {
	t.Helper()
	got := post(t, base, url.Values{"grant_type": {"password"}, "username": {name}, "password": {password}, "scope": {scopes}})
	var token Token
	if err := json.Unmarshal([]byte(got.body), &token); err != nil || token.TokenType != "bearer" {
		t.Fatalf("POST /token as %s = %d %s; want a token", name, got.status, got.body)
	}
	return "Bearer " + token.AccessToken
}

func TestGuards(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ada, bob := tokenOf(t, base, "ada", ""), tokenOf(t, base, "bob", "")
	narrow := tokenOf(t, base, "ada", "items:read")
	greedy := tokenOf(t, base, "bob", "items:write me")
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
		got := send(t, request(t, tt.method, base+tt.path, tt.authorization, `{"name":"chair"}`))
		if got.status != tt.status || got.challenge != tt.challenge || !strings.Contains(got.body, tt.bodyHolds) {
			t.Errorf("%s: %s %s = %d, %q, %s; want %d, %q, %s", tt.name, tt.method, tt.path, got.status, got.challenge, got.body, tt.status, tt.challenge, tt.bodyHolds)
		}
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	base := serve(t)
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
		{"another grant", url.Values{"grant_type": {"implicit"}, "username": {"ada"}, "password": {password}}, 400, "a form"},
		{"no password", url.Values{"username": {"ada"}}, 400, "a form"},
		{"too much", url.Values{"username": {strings.Repeat("a", maxForm)}, "password": {"x"}}, 413, "larger"},
	}
	for _, tt := range tests {
		got := post(t, base, tt.form)
		if got.status != tt.status || !strings.Contains(got.body, tt.holds) {
			t.Errorf("%s: POST /token = %d %s; want %d %s", tt.name, got.status, got.body, tt.status, tt.holds)
		}
		if cached := got.header.Get("Cache-Control"); got.status == 200 && cached != "no-store" {
			t.Errorf("%s: Cache-Control = %q; want no-store", tt.name, cached)
		}
	}
	r := request(t, "POST", base+"/token", "", `{"username":"ada","password":"x"}`)
	if got := send(t, r); got.status != 400 {
		t.Errorf("POST /token as JSON = %d %s; want 400", got.status, got.body)
	}
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
	open := map[string]bool{"/health": true, "/token": true}
	for route := range newApp(weak).Routes() {
		if route.Guarded() == open[route.Pattern] {
			t.Errorf("%s %s: guarded is %t; want %t", route.Method, route.Pattern, route.Guarded(), !open[route.Pattern])
		}
	}
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
