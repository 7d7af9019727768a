package tsecurity

import (
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
	"github.com/signet-go/signet/signettest"
)

func TestHTTPBase(t *testing.T) {
	const sent = `{"scheme":"Other","credentials":"foobar"}`
	exchange.Run(t, []exchange.Exchange{
		{App: HTTPBase(), Request: "GET /users/me", Header: "Authorization: Other  foobar ", Status: 200, Answer: sent},
		{App: HTTPBase(), Request: "GET /users/me", Header: "Authorization: Bearer foobar", Status: 401, Answer: `{"detail":"Not authenticated"}`},
		{App: HTTPBase(), Request: "GET /users/me", Status: 401, Answer: `{"detail":"Not authenticated"}`},
	})
}

func TestScopesOfSubDependencies(t *testing.T) {
	t.Parallel()
	const first = `{"user_me":"user_me_1","current_user":{"user":"user_1","scopes":["me"],"db_session":"db_session_1"}}`
	const second = `{"user_me":"user_me_2","current_user":{"user":"user_2","scopes":["items","me"],"db_session":"db_session_1"}}`
	client := signettest.New(t, ScopesOfSubDependencies())
	client.GET("/").Want(200).WantJSON(`{"user_me":` + first + `,"user_items":{"user_items":"user_items_1","user_me":` + second + `}}`)
}

func TestSecurityOverrides(t *testing.T) {
	t.Parallel()
	alice := signettest.Override[*User](func(need signet.Scopes) *User { return &User{"alice", need} })
	others := signettest.Override[Data](func() Data { return Data{3, 4, 5} })
	tests := []struct {
		name string
		opts []signettest.Option
		want string
	}{
		{"as it is", nil, `{"user":"john","scopes":["foo","bar"],"data":[1,2,3]}`},
		{"another user", []signettest.Option{alice}, `{"user":"alice","scopes":["foo","bar"],"data":[1,2,3]}`},
		{"other data", []signettest.Option{others}, `{"user":"john","scopes":["foo","bar"],"data":[3,4,5]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			signettest.New(t, SecurityOverrides(), tt.opts...).GET("/user").Want(200).WantJSON(tt.want)
		})
	}
}
