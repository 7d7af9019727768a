package signet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// TestScopes: of layers, of who needs the function, and its own, outer ones first,
// each once.
func TestScopes(t *testing.T) {
	t.Parallel()
	current := func(token signet.Bearer, need signet.Scopes) (*account, error) {
		if missing := need.Missing(strings.Split(string(token), "+")...); len(missing) > 0 {
			return nil, signet.NewError(403, missing, signet.Header("WWW-Authenticate", fmt.Sprintf("Bearer scope=%q", need)))
		}
		return &account{Name: need.String()}, nil
	}
	login := signet.Depends(current, signet.RequireScopes("me"))
	audit := func(*account) error { return nil }
	tests := []struct {
		name  string
		group []signet.GroupOption
		route []signet.RouteOption
		want  string // of the dependency

		ofRoute string
	}{
		{"none", []signet.GroupOption{signet.Depends(current)}, nil, "", ""},
		{"of the dependency", []signet.GroupOption{login}, nil, "me", "me"},
		{"of the layer", []signet.GroupOption{signet.Depends(current), signet.RequireScopes("items", "me")}, nil, "items me", "items me"},
		{"outer ones first, each once", []signet.GroupOption{login, signet.RequireScopes("group")},
			[]signet.RouteOption{signet.Depends(audit, signet.RequireScopes("audit", "me")), signet.RequireScopes("route")}, "group route audit me", "group me route audit"},
		{"declared once more", []signet.GroupOption{login}, []signet.RouteOption{signet.Depends(current, signet.RequireScopes("more"))}, "me more", "me more"},
		{"not of what nothing asks for", []signet.GroupOption{login, signet.Provide(func() *thing { return nil }, signet.RequireScopes("unused"))}, nil, "me", "me"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp()
			group := app.Group("/g", tt.group...)
			app.Handle(func(a *account) string { return a.Name }, group.GET("/", tt.route...))
			granted := "Authorization: Bearer " + strings.ReplaceAll(tt.want, " ", "+")
			if tt.want == "" {
				granted = "Authorization: Bearer none"
			}
			do(t, app, "GET", "/g/", "", granted).want(t, 200, `"`+tt.want+`"`)
			for route := range app.Routes() {
				if got := strings.Join(route.Scopes, " "); got != tt.ofRoute {
					t.Errorf("the route's Scopes = %q; want %q", got, tt.ofRoute)
				}
			}
			if tt.want != "" {
				got := do(t, app, "GET", "/g/", "", "Authorization: Bearer other")
				got.wantStatus(t, 403, strings.Fields(tt.want)...)
				if challenge := got.header.Get("WWW-Authenticate"); challenge != fmt.Sprintf("Bearer scope=%q", tt.want) {
					t.Errorf("%s: WWW-Authenticate = %s; want the scopes %q", tt.name, challenge, tt.want)
				}
			}
		})
	}
}

// TestScopesStayInTheirChain: what one dependency requires is none of its
// sibling's business; the route has it all.
func TestScopesStayInTheirChain(t *testing.T) {
	t.Parallel()
	type (
		first  []string
		second []string
		both   struct{ First, Second []string }
	)
	app, _ := newApp()
	app.Handle(func(b *both, all signet.Scopes) []string {
		return []string{strings.Join(b.First, " "), strings.Join(b.Second, " "), all.String()}
	}, app.GET("/"),
		signet.Provide(func(s signet.Scopes) first { return first(s) }, signet.RequireScopes("one")),
		signet.Provide(func(s signet.Scopes) second { return second(s) }, signet.RequireScopes("two")),
		signet.Provide(func(f first, s second) *both { return &both{f, s} }, signet.RequireScopes("three")))
	do(t, app, "GET", "/", "").want(t, 200, `["three one","three two","one two three"]`)
}

// TestRoles: who may call depends on the route, not on the function.
func TestRoles(t *testing.T) {
	t.Parallel()
	hasRole := func(token signet.Bearer, route *signet.RouteInfo) error {
		if len(route.Roles) > 0 && !slices.Contains(route.Roles, string(token)) {
			return signet.NewError(403, "needs "+strings.Join(route.Roles, " or "))
		}
		return nil
	}
	app, _ := newApp(signet.Depends(hasRole))
	admin := app.Group("/admin", signet.Roles("admin"))
	app.Handle(list, app.GET("/items"), admin.GET("/items"), admin.GET("/logs", signet.Roles("auditor", "admin")))
	tests := []struct {
		role, path string
		status     int
	}{
		{"user", "/items", 200}, {"user", "/admin/items", 403}, {"user", "/admin/logs", 403},
		{"admin", "/items", 200}, {"admin", "/admin/items", 200}, {"admin", "/admin/logs", 200},
		{"auditor", "/admin/items", 403}, {"auditor", "/admin/logs", 200},
	}
	for _, tt := range tests {
		do(t, app, "GET", tt.path, "", "Authorization: Bearer "+tt.role).wantStatus(t, tt.status)
	}
}

// TestRequirementsThatSomebodyReads: no mistake where a check may happen, or
// where Public takes away both the roles and who would read them.
func TestRequirementsThatSomebodyReads(t *testing.T) {
	t.Parallel()
	byRoute := func(signet.Bearer, *signet.RouteInfo) error { return nil }
	byRequest := func(signet.Bearer, *http.Request) error { return nil }
	middleware := func(next http.Handler) http.Handler { return next }
	tests := map[string]func(*signet.App){
		"a dependency by its argument": func(a *signet.App) {
			a.Handle(list, a.GET("/a", signet.Depends(byRoute), signet.Roles("r"), signet.RequireScopes("s")))
		},
		"a dependency by RouteOf": func(a *signet.App) { a.Handle(list, a.GET("/a", signet.Depends(byRequest), signet.Roles("r"))) },
		"middleware": func(a *signet.App) {
			g := a.Group("/g", signet.Roles("r"))
			g.Use(middleware)
			a.Handle(list, g.GET("/a"))
		},
		"the handler": func(a *signet.App) {
			a.Handle(func(*signet.RouteInfo, signet.Scopes) error { return nil }, a.GET("/a", signet.Roles("r"), signet.RequireScopes("s")))
		},
		"nobody, and it is public": func(a *signet.App) {
			a.Handle(list, a.Group("/g", signet.Depends(byRoute), signet.Roles("r"), signet.RequireScopes("s")).GET("/a", signet.Public()))
		},
	}
	for name, register := range tests {
		app, _ := newApp()
		register(app)
		if err := app.Err(); err != nil {
			t.Errorf("%s: Err() = %v; want no mistake", name, err)
		}
	}
}

// TestImpossibleAlternatives: what no request can have is not in the document.
func TestImpossibleAlternatives(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func(signet.Opt[signet.Bearer], signet.Basic, *headerKey) error { return nil }, app.GET("/a"))
	if err := app.Err(); err != nil {
		t.Fatal(err)
	}
	for route := range app.Routes() {
		if want := [][]string{{"HTTPBasic", "APIKeyHeader"}}; !reflect.DeepEqual(route.Security, want) {
			t.Errorf("Security = %q; want %q", route.Security, want)
		}
	}
	do(t, app, "GET", "/a", "", "Authorization: "+basicHeader("a:b"), "X-Key: k").wantStatus(t, 204)
}

// TestPublic: which outer dependencies a public group or route keeps.
func TestPublic(t *testing.T) {
	t.Parallel()
	var ran []string
	note := func(name string) { ran = append(ran, name) }
	current := func(signet.Bearer) (*account, error) { note("current"); return &account{}, nil }
	maybe := func(signet.Opt[signet.Bearer]) (*rivalAccount, error) { note("maybe"); return nil, nil }
	audit := func(*account) error { note("audit"); return nil }
	keyed := func(*headerKey) error { note("keyed"); return nil }
	count := func() (int, error) { note("count"); return 1, nil }
	inner := func(signet.Bearer) error { note("inner"); return nil }
	handler := func() error { return nil }
	public, depends := signet.Public(), signet.Depends
	tests := []struct {
		name         string
		app          []signet.Option
		outer, group []signet.GroupOption
		route        []signet.RouteOption
		status       int
		ran          string
		guarded      bool
	}{
		{"without it", []signet.Option{depends(current)}, nil, nil, nil, 401, "", true},
		{"on the route", []signet.Option{depends(current), depends(count)}, nil, nil, []signet.RouteOption{public}, 204, "count", false},
		{"on the group", []signet.Option{depends(current), depends(count)}, nil, []signet.GroupOption{public}, nil, 204, "count", false},
		{"through others", []signet.Option{depends(current), depends(audit)}, nil, nil, []signet.RouteOption{public}, 204, "", false},
		{"an API key", []signet.Option{depends(keyed)}, nil, nil, []signet.RouteOption{public}, 204, "", false},
		{"optional ones too", []signet.Option{depends(maybe)}, nil, nil, []signet.RouteOption{public}, 204, "", false},
		{"not its own layer's", nil, nil, []signet.GroupOption{depends(count), depends(current), public}, nil, 401, "count", true},
		{"not what is further inside", []signet.Option{depends(current)}, nil, []signet.GroupOption{public},
			[]signet.RouteOption{depends(inner)}, 401, "", true},
		{"all layers outside", []signet.Option{depends(keyed)}, []signet.GroupOption{depends(current)}, []signet.GroupOption{depends(audit)},
			[]signet.RouteOption{public}, 204, "", false},
		{"declared anew inside", []signet.Option{depends(current)}, nil, nil, []signet.RouteOption{public, depends(current)}, 401, "", true},
	}
	for _, tt := range tests {
		ran = nil
		app, _ := newApp(tt.app...)
		group := app.Group("/outer", tt.outer...).Group("/inner", tt.group...)
		app.Handle(handler, group.GET("/", tt.route...))
		if err := app.Err(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		got := do(t, app, "GET", "/outer/inner/", "")
		if got.status != tt.status || strings.Join(ran, " ") != tt.ran {
			t.Errorf("%s: %d after %q; want %d after %q", tt.name, got.status, ran, tt.status, tt.ran)
		}
		for route := range app.Routes() {
			if route.Guarded() != tt.guarded {
				t.Errorf("%s: Guarded() = %t for %q; want %t", tt.name, route.Guarded(), route.Security, tt.guarded)
			}
		}
	}
}

type rivalAccount struct{}

func TestDocumentOfSecurity(t *testing.T) {
	t.Parallel()
	scopes := map[string]string{"items:read": "Read items.", "items:write": "Change items."}
	app, _ := newApp(
		signet.Scheme("login", signet.OAuth2{
			Description:       "Signs in with a password.",
			Password:          &signet.Flow{TokenURL: "token", RefreshURL: "refresh", Scopes: scopes},
			AuthorizationCode: &signet.Flow{AuthorizationURL: "https://login.example/authorize", TokenURL: "https://login.example/token", Scopes: scopes},
		}),
		signet.Scheme("partner", signet.APIKeyScheme{In: "header", Name: "X-Partner", Description: "Of a partner."}),
	)
	current := func(token signet.Bearer, need signet.Scopes) (*account, error) { return &account{}, nil }
	v1 := app.Group("/v1", signet.Depends(current, signet.RequireScopes("items:read"), signet.Raises(signet.NewError(401, "token expired"))))
	type partner struct {
		Key signet.APIKey `scheme:"partner"`
	}
	app.Handle(list,
		v1.GET("/items"),
		v1.GET("/public", signet.Public()),
		v1.GET("/both", signet.Depends(func(*partner) error { return nil }), signet.RequireScopes("items:write")),
		v1.GET("/or", signet.Public(), signet.Depends(func(signet.AnyOf[signet.Bearer, signet.Basic]) error { return nil })),
		v1.GET("/optional", signet.Public(), signet.Depends(func(*optionalKey) error { return nil })),
		app.GET("/open"))
	if err := app.Err(); err != nil {
		t.Fatal(err)
	}
	document, _ := documentOf(t, app)
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, document, "", "  "); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/security.json", pretty.Bytes())
}
