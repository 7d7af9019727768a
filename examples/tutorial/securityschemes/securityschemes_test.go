package securityschemes

import (
	"net/url"
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	const (
		refused = `{"detail":"Not authenticated"}`
		nobody  = `{"msg":"Create an account first"}`
		me      = "GET /users/me"
		bearer  = "Authorization: Bearer abc"
		basic   = "Authorization: Basic am9objpzZWNyZXQ="
	)
	exchange.Run(t, []exchange.Exchange{
		{App: CookieDescription(), Request: me, Header: "Cookie: key=k", Status: 200, Answer: `{"username":"k"}`},
		{App: CookieDescription(), Request: me, Status: 401, Answer: refused},
		{App: HeaderDescription(), Request: me, Header: "Key: k", Status: 200, Answer: `{"username":"k"}`},
		{App: HeaderOptional(), Request: me, Status: 200, Answer: nobody},
		{App: HeaderOptional(), Request: me, Header: "Key: k", Status: 200, Answer: `{"username":"k"}`},
		{App: Query(), Request: me + "?key=k", Status: 200, Answer: `{"username":"k"}`},
		{App: QueryOptional(), Request: me, Status: 200, Answer: nobody},
		{App: BasicOptional(), Request: me, Status: 200, Answer: nobody},
		{App: BasicOptional(), Request: me, Header: "Authorization: Basic x", Status: 401, Answer: refused},
		{App: BasicRealm(), Request: me, Header: basic, Status: 200, Answer: `{"username":"john","password":"secret"}`},
		{App: BasicRealmDescription(), Request: me, Status: 401, Answer: refused},
		{App: BearerDescription(), Request: me, Header: bearer, Status: 200, Answer: `{"scheme":"Bearer","credentials":"abc"}`},
		{App: BearerOptional(), Request: me, Header: basic, Status: 200, Answer: nobody},
		{App: DigestOptional(), Request: me, Header: "Authorization: Digest abc", Status: 200, Answer: `{"scheme":"Digest","credentials":"abc"}`},
		{App: TopLevel(), Request: "GET /", Status: 401, Answer: refused},
		{App: TopLevel(), Request: "GET /", Header: bearer, Status: 200, Answer: `{"message":"Hello, World!"}`},
		{App: CodeBearer(), Request: "GET /items/", Header: bearer, Status: 200, Answer: `{"token":"abc"}`},
		{App: PasswordBearerOptional(), Request: "GET /items/", Status: 200, Answer: nobody},
		{App: CodeBearerScopes(), Request: "GET /with-get-token", Header: bearer, Status: 200, Answer: `{"message":"Admin Access"}`},
		{App: CodeBearerScopesSimple(), Request: "GET /admin", Header: bearer, Status: 200, Answer: `{"message":"Admin Access"}`},
		{App: PasswordFlow(), Request: me, Header: bearer, Status: 200, Answer: `{"username":"Bearer abc"}`},
		{App: PasswordFlow(), Request: me, Status: 401, Answer: refused},
		{App: OpenID(), Request: me, Header: bearer, Status: 200, Answer: `{"username":"Bearer abc"}`},
		{App: OpenID(), Request: me, Header: "Authorization: Other abc", Status: 401, Answer: refused},
		{App: OpenIDDescription(), Request: me, Status: 401, Answer: refused},
		{App: OpenIDOptional(), Request: me, Status: 200, Answer: nobody},
		{App: OpenIDOptional(), Request: me, Header: bearer, Status: 200, Answer: `{"username":"Bearer abc"}`},
		{App: ScopesStayInTheirChain(), Request: "GET /scopes", Status: 200, Answer: `{"dep1":["scope3","scope1"],"dep2":["scope3","scope2"]}`},
	})
	client := signettest.New(t, PasswordFlow())
	form := url.Values{"username": {"a"}, "password": {"b"}, "scope": {"read:users write:users"}}
	client.POST("/login", form).Want(422)
	form.Set("grant_type", "password")
	client.POST("/login", form).Want(200).WantJSON(`{"grant_type":"password","username":"a","password":"b",
		"scopes":["read:users","write:users"],"client_id":null,"client_secret":null}`)
}
