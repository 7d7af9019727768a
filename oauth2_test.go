package signet_test

import (
	"fmt"
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
