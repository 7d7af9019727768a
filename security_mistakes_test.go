package signet_test

import (
	"net/http"
	"testing"

	"github.com/signet-go/signet"
)

// securityMistakes are what developers do wrong, each with the message that they
// get in testdata/security_mistakes.txt.
var securityMistakes = []struct {
	name     string
	options  []signet.Option
	register func(*signet.App)
}{
	{"API key without a place", nil, func(a *signet.App) { a.Handle(takes[signet.APIKey], a.GET("/a")) }},
	{"pointer to a token", nil, func(a *signet.App) { a.Handle(takes[*signet.Bearer], a.GET("/a")) }},
	{"AnyOf of something else", nil, func(a *signet.App) { a.Handle(takes[signet.AnyOf[signet.Bearer, string]], a.GET("/a")) }},
	{"Opt inside AnyOf", nil, func(a *signet.App) {
		a.Handle(takes[signet.AnyOf[signet.Opt[signet.Bearer], signet.Basic]], a.GET("/a"))
	}},
	{"pointer to Scopes", nil, func(a *signet.App) { a.Handle(takes[*signet.Scopes], a.GET("/a")) }},
	{"key field without a place", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Q   string `query:"q"`
			Key signet.APIKey
		}], a.GET("/a"))
	}},
	{"tokens of two schemes", []signet.Option{
		signet.Scheme("Staff", signet.HTTPBearer{}), signet.Scheme("Robots", signet.HTTPBearer{}),
	}, func(a *signet.App) { a.Handle(takes[signet.Bearer], a.GET("/a")) }},
	{"key of two schemes", []signet.Option{
		signet.Scheme("Staff", signet.APIKeyScheme{In: "header", Name: "X-Key"}), signet.Scheme("Robots", signet.APIKeyScheme{In: "header", Name: "X-Key"}),
	}, func(a *signet.App) {
		a.Handle(in[struct {
			Key signet.APIKey `header:"X-Key"`
		}], a.GET("/a"))
	}},
	{"key in the body", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Key signet.APIKey `body:"key"`
		}], a.POST("/a"))
	}},
	{"key in two places", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Key signet.APIKey `header:"X-Key" query:"key"`
		}], a.GET("/a"))
	}},
	{"key with two names", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Key signet.APIKey `header:"X-Key,X-Token"`
		}], a.GET("/a"))
	}},
	{"keys", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Keys []signet.APIKey `header:"X-Key"`
		}], a.GET("/a"))
	}},
	{"token with a source", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Token signet.Bearer `query:"token"`
		}], a.GET("/a"))
	}},
	{"key with a constraint", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Key signet.APIKey `header:"X-Key" validate:"min=3"`
		}], a.GET("/a"))
	}},
	{"unexported field", nil, func(a *signet.App) {
		a.Handle(in[struct {
			key signet.APIKey `header:"X-Key"` //nolint:unused // the mistake
		}], a.GET("/a"))
	}},
	{"two keys of one kind with two names", nil, func(a *signet.App) {
		type other struct {
			Key signet.APIKey `header:"X-Token"`
		}
		a.Handle(in[headerKey], a.GET("/a"))
		a.Handle(in[other], a.GET("/b"))
	}},
	{"two keys of one kind on one route", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Key   signet.APIKey `header:"X-Key"`
			Token signet.APIKey `header:"X-Token"`
		}], a.GET("/a"))
	}},
	{"no scheme declared", nil, func(a *signet.App) {
		a.Handle(in[struct {
			Token signet.Bearer `scheme:"login"`
		}], a.GET("/a"))
	}},
	{"scheme with a slip", []signet.Option{signet.Scheme("login", signet.HTTPBearer{}), signet.Scheme("partner", signet.HTTPBasic{})}, func(a *signet.App) {
		a.Handle(in[struct {
			Token signet.Bearer `scheme:"logni"`
		}], a.GET("/a"))
	}},
	{"scheme of another kind", []signet.Option{signet.Scheme("login", signet.HTTPBasic{})}, func(a *signet.App) {
		a.Handle(in[struct {
			Token signet.Bearer `scheme:"login"`
		}], a.GET("/a"))
	}},
	{"scheme of another place", []signet.Option{signet.Scheme("partner", signet.APIKeyScheme{In: "query", Name: "key"})}, func(a *signet.App) {
		a.Handle(in[struct {
			Key signet.APIKey `scheme:"partner" header:"X-Key"`
		}], a.GET("/a"))
	}},
	{"default's name taken", []signet.Option{signet.Scheme("HTTPBearer", signet.HTTPBasic{})}, func(a *signet.App) {
		a.Handle(takes[signet.Bearer], a.GET("/a"))
	}},
	{"schemes badly declared", []signet.Option{
		signet.Scheme("a b", signet.HTTPBearer{}), signet.Scheme("nil", nil), signet.Scheme("x", signet.HTTPBearer{}),
		signet.Scheme("x", signet.HTTPBasic{}), signet.Scheme("flows", signet.OAuth2{}),
		signet.Scheme("urls", signet.OAuth2{AuthorizationCode: &signet.Flow{TokenURL: "token"}}),
		signet.Scheme("oidc", signet.OpenIDConnect{}), signet.Scheme("in", signet.APIKeyScheme{In: "body", Name: "k"}),
		signet.Scheme("name", signet.APIKeyScheme{In: "header"}),
	}, func(*signet.App) {}},
	{"provider of a token", nil, func(a *signet.App) {
		a.Handle(takes[signet.Bearer], a.GET("/a", signet.Provide(func() signet.Bearer { return "t" })))
	}},
	{"Public without the value", nil, func(a *signet.App) {
		current := func(signet.Bearer) (*account, error) { return nil, nil }
		g := a.Group("/g", signet.Depends(current))
		a.Handle(needsAccount, g.GET("/a", signet.Public()))
	}},
	{"Public without what another needs", nil, func(a *signet.App) {
		current := func(signet.Bearer) (*account, error) { return nil, nil }
		g := a.Group("/g", signet.Provide(current))
		a.Handle(none, g.GET("/a", signet.Public(), signet.Depends(needsAccount)))
	}},
	{"two credentials in one header", nil, func(a *signet.App) {
		check := func(signet.Basic) error { return nil }
		a.Handle(takes[signet.Bearer], a.GET("/a", signet.Depends(check)))
	}},
	{"two of three credentials in one header", nil, func(a *signet.App) {
		first := func(signet.AnyOf[signet.Bearer, signet.Basic]) error { return nil }
		second := func(signet.AnyOf[signet.Basic, signet.Digest]) error { return nil }
		a.Handle(takes[signet.AnyOf[signet.Digest, signet.Bearer]], a.GET("/a", signet.Depends(first), signet.Depends(second)))
	}},
	{"names and realms that no header can hold", []signet.Option{
		signet.Scheme("header", signet.APIKeyScheme{In: "header", Name: "X Key"}), signet.Scheme("cookie", signet.APIKeyScheme{In: "cookie", Name: "a;b"}),
		signet.Scheme("query", signet.APIKeyScheme{In: "query", Name: "a\nb"}), signet.Scheme("bearer", signet.HTTPBearer{Realm: "a\r\nX: b"}),
		signet.Scheme("basic", signet.HTTPBasic{Realm: "a\xff"}), signet.Scheme("digest", signet.HTTPDigest{Realm: "\x00"}),
	}, func(*signet.App) {}},
	{"roles that nobody reads", nil, func(a *signet.App) {
		g := a.Group("/g", signet.Roles("admin"))
		a.Handle(takes[signet.Bearer], g.GET("/a", signet.Roles("auditor")))
	}},
	{"roles and scopes in front of a mount", nil, func(a *signet.App) {
		a.Group("/g", signet.Roles("admin"), signet.RequireScopes("files")).Mount("/files", http.NotFoundHandler())
	}},
	{"scopes that only a handler with another purpose could see", nil, func(a *signet.App) {
		handler := func(signet.Bearer, *signet.RouteInfo) error { return nil }
		a.Handle(handler, a.GET("/a", signet.RequireScopes("items:read")))
	}},
	{"scopes that nobody checks", nil, func(a *signet.App) {
		a.Handle(takes[signet.Bearer], a.GET("/a", signet.RequireScopes("items:read")))
	}},
}

func TestSecurityMistakes(t *testing.T) {
	var list mistakeList
	for _, m := range securityMistakes {
		list.of(t, m.name, m.options, m.register)
	}
	golden(t, "testdata/security_mistakes.txt", list.text.Bytes())
}
