package depend

import (
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

type token struct{}

func login(vocab.Bearer) (*token, error)       { return nil, nil }
func loginWith(vocab.Bearer, *tx) *user        { return nil }
func session(*token) (*user, error)            { return nil, nil }
func visits(*conn) *tx                         { return nil }
func loop(*audit) *limitless                   { return nil }
func loopBack(*limitless) *audit               { return nil }
func maybeUser(vocab.Opt[vocab.Basic]) *user   { return nil }
func nothing()                                 {}
func takesScopes(vocab.Scopes, *tx) *limitless { return nil }

type limitless struct{}

// TestPublic: what layers outside of a public one still run.
func TestPublic(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		app, group  []any
		publicGroup bool // else the route is
		want        string
	}{
		{"nothing to open", []any{openConn}, []any{visits}, false, "openConn visits"},
		{"credentials of its own", []any{openConn, login}, nil, false, "openConn"},
		{"credentials of what it needs", []any{login, session, guard}, nil, false, ""},
		{"optional ones", []any{openConn, maybeUser}, nil, false, "openConn"},
		{"needed from an outer layer", []any{login}, []any{session}, false, ""},
		{"what both need stays", []any{openConn, visits, loginWith}, nil, false, "openConn visits"},
		{"scopes are no credentials", []any{openConn, visits, takesScopes}, nil, false, "openConn visits takesScopes"},
		{"its own layer stays", []any{openConn}, []any{login}, true, "openConn login"},
		{"outside of the group", []any{openConn, login}, []any{visits}, true, "openConn visits"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			declareAll := func(fns []any) (list []*Declaration) {
				for _, fn := range fns {
					list = append(list, declare(t, fn, true))
				}
				return list
			}
			l := layers(t, declareAll(tt.app), declareAll(tt.group), nil)
			l[1].Public, l[2].Public = tt.publicGroup, !tt.publicGroup
			plan, err := resolve(t, l, nothing)
			if err != nil {
				t.Fatalf("Resolve = %v; want a plan", err)
			}
			if got := order(plan); got != tt.want {
				t.Errorf("Resolve runs %q; want %q", got, tt.want)
			}
			if freed := len(plan.Nodes) < len(tt.app)+len(tt.group); plan.Freed != freed {
				t.Errorf("Freed = %t; want %t", plan.Freed, freed)
			}
		})
	}
}

func TestPublicMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		app     []any
		handler any
		says    string
	}{
		{"the handler needs the value", []any{login, session}, func(*user) error { return nil }, "signet.Public() took away depend.session"},
		{"a circle", []any{loop, loopBack}, nothing, "circle"},
	}
	for _, tt := range tests {
		var app []*Declaration
		for _, fn := range tt.app {
			app = append(app, declare(t, fn, true))
		}
		l := layers(t, app, nil, nil)
		l[2].Public = true
		if _, err := resolve(t, l, tt.handler); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: Resolve = %v; want it to say %q", tt.name, err, tt.says)
		}
	}
}
