package signet_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

func TestOAuth2PasswordForm(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(in *signet.OAuth2PasswordForm) string { return fmt.Sprint(in.Username, in.Scopes()) }, app.POST("/lax"))
	app.Handle(func(in *signet.OAuth2StrictPasswordForm) string { return fmt.Sprint(in.Username, in.Scopes()) }, app.POST("/strict"))
	valid(t, app)
	const form = "Content-Type: application/x-www-form-urlencoded"
	for _, tt := range []struct {
		name, path, body string
		want             string
		mistakes         []string
	}{
		{"lax", "/lax", "username=ada&password=x", `"ada[]"`, nil},
		{"scopes", "/lax", "username=ada&password=x&scope=a++b&client_id=&grant_type=password", `"ada[a b]"`, nil},
		{"wrong grant", "/lax", "username=ada&password=x&grant_type=code", "", []string{"string_pattern_mismatch body.grant_type"}},
		{"empty", "/lax", "", "", []string{"missing body.username", "missing body.password"}},
		{"strict", "/strict", "grant_type=password&username=ada&password=x", `"ada[]"`, nil},
		{"strict without a grant", "/strict", "username=ada&password=x", "", []string{"missing body.grant_type"}},
		{"strict and wrong", "/strict", "grant_type=incorrect&username=ada&password=x", "", []string{"string_pattern_mismatch body.grant_type"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := do(t, app, "POST", tt.path, tt.body, form)
			if tt.mistakes != nil {
				a.wantMistakes(t, tt.mistakes...)
				return
			}
			a.want(t, 200, tt.want)
		})
	}
	book.quiet(t)
}

func ExampleOAuth2PasswordForm() {
	type token struct {
		AccessToken string `json:"access_token"`
		TokenType   string `json:"token_type"`
	}
	signIn := func(_ context.Context, in *signet.OAuth2PasswordForm) (*token, error) {
		if in.Username != "ada" || in.Password != "lovelace" {
			return nil, signet.NewError(400, "the name or the password is wrong")
		}
		return &token{"a1b2c3", "bearer"}, nil
	}
	app := signet.New()
	app.Handle(signIn, app.POST("/token"))

	r := httptest.NewRequest("POST", "/token", strings.NewReader("username=ada&password=lovelace"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Body)
	// Output: {"access_token":"a1b2c3","token_type":"bearer"}
}
