package security

import (
	"net/url"
	"strings"
	"testing"

	"github.com/signet-go/signet/signettest"
)

func TestScopes(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, Tutorial005())
	tests := []struct {
		name                            string
		username, password, scope, path string
		status                          int
		answer                          string
	}{
		{"the scope of the dependency", "johndoe", "secret", "me", "/users/me/", 200,
			`{"username":"johndoe","email":"johndoe@example.com","full_name":"John Doe","disabled":false}`},
		{"that and the route's", "johndoe", "secret", "me items", "/users/me/items/", 200, `[{"item_id":"Foo","owner":"johndoe"}]`},
		{"without the route's", "johndoe", "secret", "me", "/users/me/items/", 401, `{"detail":"Not enough permissions"}`},
		{"without the dependency's", "johndoe", "secret", "items", "/users/me/items/", 401, `{"detail":"Not enough permissions"}`},
		{"none needed", "johndoe", "secret", "", "/status/", 200, `{"status":"ok"}`},
		{"a disabled account", "alice", "secretalice", "me", "/users/me/", 400, `{"detail":"Inactive user"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			client := client.For(t)
			var issued Issued
			client.POST("/token", form(tt.username, tt.password, tt.scope)).Want(200).JSON(&issued)
			client.GET(tt.path, signettest.Bearer(issued.AccessToken)).Want(tt.status).WantJSON(tt.answer)
		})
	}
}

func TestLoginRefuses(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, Tutorial005())
	client.POST("/token", form("johndoe", "wrong", "")).Want(400).WantJSON(`{"detail":"Incorrect username or password"}`)
	client.POST("/token", form("nobody", "secret", "")).Want(400).WantJSON(`{"detail":"Incorrect username or password"}`)
	client.POST("/token", url.Values{"username": {"johndoe"}}).Want(422).
		WantJSON(`{"detail":[{"type":"missing","loc":["body","password"],"msg":"is required","input":null}]}`)
	client.POST("/token", form("johndoe", strings.Repeat("s", maxForm), "")).Want(413)
	client.GET("/status/", signettest.Bearer("forged")).Want(401).WantJSON(`{"detail":"Could not validate credentials"}`)
}

func form(username, password, scope string) url.Values {
	return url.Values{"username": {username}, "password": {password}, "scope": {scope}}
}
