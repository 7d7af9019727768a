package tsecurity

import (
	"fmt"

	"github.com/signet-go/signet"
)

type (
	// Session is one for each request.
	Session string
	// Current is who asks, looked up for each function that wants to know.
	Current struct {
		User    string   `json:"user"`
		Scopes  []string `json:"scopes"`
		Session Session  `json:"db_session"`
	}
	// Me is the user who may see their own data.
	Me struct {
		Name    string   `json:"user_me"`
		Current *Current `json:"current_user"`
	}
	// Items are those of such a user.
	Items struct {
		Name string `json:"user_items"`
		Me   *Me    `json:"user_me"`
	}
	// Both is the answer.
	Both struct {
		Me    *Me    `json:"user_me"`
		Items *Items `json:"user_items"`
	}
)

// calls counts those of each function.
type calls struct{ session, current, me, items int }

func (c *calls) openSession() Session {
	c.session++
	return Session(fmt.Sprint("db_session_", c.session))
}

func (c *calls) currentUser(need signet.Scopes, session Session) *Current {
	c.current++
	return &Current{fmt.Sprint("user_", c.current), need, session}
}

func (c *calls) userMe(current *Current) *Me {
	c.me++
	return &Me{fmt.Sprint("user_me_", c.me), current}
}

func (c *calls) userItems(me *Me) *Items {
	c.items++
	return &Items{fmt.Sprint("user_items_", c.items), me}
}

func showBoth(me *Me, items *Items) Both { return Both{me, items} }

// ScopesOfSubDependencies looks the user up once for each chain, with NoCache,
// for each has scopes of its own; the session is one for all of them. It counts
// its calls, so it is for one client.
func ScopesOfSubDependencies() *signet.App {
	c := &calls{}
	app := signet.New(
		signet.Provide(c.openSession),
		signet.Provide(c.currentUser, signet.NoCache()),
		signet.Provide(c.userMe, signet.NoCache(), signet.RequireScopes("me")),
		signet.Provide(c.userItems, signet.RequireScopes("items")),
	)
	app.Handle(showBoth, app.GET("/"))
	return app
}
