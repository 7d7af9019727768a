package signet_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"

	"github.com/signet-go/signet"
)

// ask sends a GET with headers, each "Name: value", and prints the answer.
func ask(app *signet.App, target string, headers ...string) { show(app, target, headers) }

func ExampleBearer() {
	app := signet.New()
	app.Handle(func(token signet.Bearer) (string, error) {
		if !token.Equal("s3cret") { // in constant time
			return "", signet.NewError(401, "unknown token")
		}
		return "welcome", nil
	}, app.GET("/me"))
	show(app, "/me", nil, "WWW-Authenticate")
	show(app, "/me", []string{"Authorization: Bearer guess"}, "WWW-Authenticate")
	ask(app, "/me", "Authorization: Bearer s3cret")
	// Output:
	// 401 {"detail":"Not authenticated"}
	// WWW-Authenticate: Bearer
	// 401 {"detail":"unknown token"}
	// WWW-Authenticate: Bearer
	// 200 "welcome"
}

// A dependency of the app guards everything that is not Public, and offers what
// it has found out.
func ExampleDepends_credentials() {
	type user struct{ Name string }
	current := func(ctx context.Context, token signet.Bearer) (*user, error) {
		if !token.Equal("s3cret") {
			return nil, signet.NewError(401, "unknown token", signet.Header("WWW-Authenticate", `Bearer error="invalid_token"`))
		}
		return &user{Name: "ada"}, nil
	}
	app := signet.New(signet.Depends(current))
	app.Handle(func(u *user) signet.Opt[string] { return signet.Some(u.Name) }, app.GET("/me"))
	app.Handle(func() string { return "fine" }, app.GET("/health", signet.Public()))
	for _, header := range []string{"", "Bearer s3cret"} {
		for _, path := range []string{"/me", "/health"} {
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("Authorization", header)
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			fmt.Println(path, w.Code, w.Body)
		}
	}
	// Output:
	// /me 401 {"detail":"Not authenticated"}
	// /health 200 "fine"
	// /me 200 "ada"
	// /health 200 "fine"
}

func ExampleBasic() {
	app := signet.New()
	app.Handle(func(b signet.Basic) (string, error) {
		if !b.Matches("ada", "s3cret") {
			return "", signet.NewError(401, "wrong name or password")
		}
		return fmt.Sprint("welcome, ", b), nil // the password is not printed
	}, app.GET("/me"))
	for _, password := range []string{"guess", "s3cret"} {
		r := httptest.NewRequest("GET", "/me", nil)
		r.SetBasicAuth("ada", password)
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Body)
	}
	// Output:
	// 401 {"detail":"wrong name or password"}
	// 200 "welcome, ada:[redacted]"
}

// What a client computes from the challenge (RFC 7616) is for the function to
// verify.
func ExampleDigest() {
	app := signet.New(signet.Scheme("digest", signet.HTTPDigest{Realm: "books"}))
	app.Handle(func(d signet.Digest) string {
		name, _, _ := strings.Cut(string(d), ",")
		return name
	}, app.GET("/me"))
	ask(app, "/me", `Authorization: Digest username="ada", realm="books", nonce="…", uri="/me", response="…"`)
	ask(app, "/me")
	// Output:
	// 200 "username=\"ada\""
	// 401 {"detail":"Not authenticated"}
}

func ExampleAPIKey() {
	type caller struct {
		Key signet.APIKey `header:"X-Key"` // or query:"key", or cookie:"key"
	}
	onlyPartners := func(c *caller) error {
		if !c.Key.Equal("s3cret") {
			return signet.NewError(403, "unknown key")
		}
		return nil
	}
	app := signet.New(signet.Depends(onlyPartners))
	app.Handle(getBook, app.GET("/books/{id}"))
	ask(app, "/books/1")
	ask(app, "/books/1", "X-Key: guess")
	ask(app, "/books/1", "X-Key: s3cret")
	// Output:
	// 401 {"detail":"Not authenticated"}
	// 403 {"detail":"unknown key"}
	// 200 {"title":"Emma","pages":474}
}

func ExampleAnyOf() {
	app := signet.New()
	app.Handle(func(c signet.AnyOf[signet.Bearer, signet.Basic]) string {
		if _, ok := c.First(); ok {
			return "a token"
		}
		b, _ := c.Second()
		return "a password of " + b.Username
	}, app.GET("/me"))
	ask(app, "/me", "Authorization: Bearer s3cret")
	ask(app, "/me", "Authorization: Basic YWRhOnMzY3JldA==")
	ask(app, "/me")
	// Output:
	// 200 "a token"
	// 200 "a password of ada"
	// 401 {"detail":"Not authenticated"}
}

func ExampleOpt_credentials() {
	app := signet.New()
	app.Handle(func(token signet.Opt[signet.Bearer]) string {
		if _, ok := token.Get(); ok {
			return "your books"
		}
		return "books for everybody"
	}, app.GET("/books"))
	ask(app, "/books", "Authorization: Bearer s3cret")
	ask(app, "/books")
	ask(app, "/books", "Authorization: Bearer") // malformed
	// Output:
	// 200 "your books"
	// 200 "books for everybody"
	// 401 {"detail":"Not authenticated"}
}

func ExampleScopes() {
	granted := map[signet.Bearer][]string{"reader": {"books:read"}, "editor": {"books:read", "books:write"}}
	authorize := func(token signet.Bearer, need signet.Scopes) error {
		return need.Refuse(granted[token]...)
	}
	app := signet.New(signet.Depends(authorize))
	app.Handle(findBooks, app.GET("/books", signet.RequireScopes("books:read")))
	app.Handle(getBook, app.GET("/drafts/{id}", signet.RequireScopes("books:read", "books:write")))
	ask(app, "/books?limit=1", "Authorization: Bearer reader")
	ask(app, "/drafts/1", "Authorization: Bearer reader")
	ask(app, "/drafts/1", "Authorization: Bearer editor")
	// Output:
	// 200 [{"title":"Emma","pages":474}]
	// 403 {"detail":"the token lacks the scopes [\"books:write\"]"}
	// 200 {"title":"Emma","pages":474}
}

func ExampleRoles() {
	has := map[signet.Bearer]string{"t1": "reader", "t2": "librarian"}
	byRole := func(token signet.Bearer, route *signet.RouteInfo) error {
		if len(route.Roles) > 0 && !slices.Contains(route.Roles, has[token]) {
			return signet.NewError(403, "not for you")
		}
		return nil
	}
	app := signet.New(signet.Depends(byRole))
	app.Handle(getBook, app.GET("/books/{id}"), app.GET("/drafts/{id}", signet.Roles("librarian")))
	ask(app, "/books/1", "Authorization: Bearer t1")
	ask(app, "/drafts/1", "Authorization: Bearer t1")
	ask(app, "/drafts/1", "Authorization: Bearer t2")
	// Output:
	// 200 {"title":"Emma","pages":474}
	// 403 {"detail":"not for you"}
	// 200 {"title":"Emma","pages":474}
}

func ExamplePublic() {
	app := signet.New(signet.Depends(func(signet.Bearer) error { return nil }))
	app.Handle(getBook, app.GET("/books/{id}"))
	app.Handle(func() string { return "fine" }, app.GET("/health", signet.Public()))
	ask(app, "/books/1")
	ask(app, "/health")
	// Output:
	// 401 {"detail":"Not authenticated"}
	// 200 "fine"
}

// A Bearer uses the scheme that is declared, and the document says where a
// client gets its token.
func ExampleScheme() {
	app := signet.New(signet.Scheme("login", signet.OAuth2{
		Password: &signet.Flow{TokenURL: "/token", Scopes: map[string]string{"books:read": "Read books"}},
	}))
	app.Handle(getBook, app.GET("/books/{id}", signet.Depends(func(signet.Bearer, signet.Scopes) error { return nil }),
		signet.RequireScopes("books:read")))
	printMember(app, "components", "securitySchemes", "login")
	printMember(app, "paths", "/books/{id}", "get", "security")
	// Output:
	// {"type":"oauth2","flows":{"password":{"tokenUrl":"/token","scopes":{"books:read":"Read books"}}}}
	// [{"login":["books:read"]}]
}

// Of several schemes of one kind, a field picks one.
func ExampleScheme_tag() {
	type partner struct {
		Token signet.Bearer `scheme:"partners"`
	}
	app := signet.New(
		signet.Scheme("staff", signet.OpenIDConnect{URL: "https://id.example.com/.well-known/openid-configuration"}),
		signet.Scheme("partners", signet.HTTPBearer{Format: "JWT", Realm: "partners"}))
	app.Handle(func(*partner) string { return "welcome" }, app.GET("/partners"))
	show(app, "/partners", nil, "WWW-Authenticate")
	printMember(app, "paths", "/partners", "get", "security")
	// Output:
	// 401 {"detail":"Not authenticated"}
	// WWW-Authenticate: Bearer realm="partners"
	// [{"partners":[]}]
}

func ExampleHTTPBasic() {
	app := signet.New(signet.Scheme("password", signet.HTTPBasic{Realm: "staff"}))
	app.Handle(func(signet.Basic) error { return nil }, app.GET("/"))
	show(app, "/", nil, "WWW-Authenticate") // a browser asks for a name and a password
	// Output:
	// 401 {"detail":"Not authenticated"}
	// WWW-Authenticate: Basic realm="staff"
}

func ExampleAPIKeyScheme() {
	type caller struct {
		Key signet.APIKey `scheme:"session"`
	}
	app := signet.New(signet.Scheme("session", signet.APIKeyScheme{In: "cookie", Name: "sid"}))
	app.Handle(func(c *caller) string { return string(c.Key) }, app.GET("/me"))
	ask(app, "/me", "Cookie: sid=abc")
	printMember(app, "components", "securitySchemes")
	// Output:
	// 200 "abc"
	// {"session":{"type":"apiKey","name":"sid","in":"cookie"}}
}

func ExampleOAuth2PasswordForm() {
	type token struct {
		AccessToken string   `json:"access_token"`
		TokenType   string   `json:"token_type"`
		Scopes      []string `json:"scopes"`
	}
	app := signet.New()
	app.Handle(func(in *signet.OAuth2PasswordForm) (*token, error) {
		if in.Username != "ada" || in.Password != "s3cret" {
			return nil, signet.NewError(400, "wrong name or password")
		}
		return &token{"t1", "bearer", in.Scopes()}, nil
	}, app.POST("/token"))
	submit(app, "/token", "username=ada&password=guess")
	submit(app, "/token", "username=ada&password=s3cret&scope=books:read+books:write")
	// Output:
	// 400 {"detail":"wrong name or password"}
	// 200 {"access_token":"t1","token_type":"bearer","scopes":["books:read","books:write"]}
}

// submit posts an urlencoded form and prints the answer.
func submit(app *signet.App, target, form string) {
	r := httptest.NewRequest("POST", target, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Body)
}

func ExampleOAuth2StrictPasswordForm() {
	app := signet.New()
	app.Handle(func(in *signet.OAuth2StrictPasswordForm) string { return in.Username }, app.POST("/token"))
	submit(app, "/token", "username=ada&password=s3cret")
	submit(app, "/token", "grant_type=password&username=ada&password=s3cret")
	// Output:
	// 422 {"detail":[{"type":"missing","loc":["body","grant_type"],"msg":"is required","input":null}]}
	// 200 "ada"
}

func ExampleDocsOAuth() {
	app := signet.New(
		signet.Scheme("login", signet.OAuth2{AuthorizationCode: &signet.Flow{
			AuthorizationURL: "https://id.example.com/authorize", TokenURL: "https://id.example.com/token",
		}}),
		signet.DocsOAuth(signet.OAuthClient{ClientID: "books-docs", PKCE: true, Scopes: []string{"books:read"}}))
	app.Handle(func(signet.Bearer) error { return nil }, app.GET("/"))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/docs/init.js", nil)) // fills in the dialog of the page
	_, client, _ := strings.Cut(w.Body.String(), `"oauth":`)
	client, _, _ = strings.Cut(client, "}")
	fmt.Println(client + "}")
	// Output: {"clientId":"books-docs","scopes":["books:read"],"usePkceWithAuthorizationCodeGrant":true}
}
