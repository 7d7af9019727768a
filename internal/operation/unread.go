package operation

import (
	"fmt"
	"slices"

	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// What a layer requires is guarded by nothing but the functions that read it, so
// a requirement that none reads is a mistake: the route would look guarded.

// checkScopes reports scopes that are documented and that no function sees. A
// handler that takes the route has many reasons to, so it has to ask for scopes.
func (op *Operation) checkScopes(m *scopeMap) error {
	var seen vocab.Scopes
	for _, s := range op.steps {
		switch f := s.node.Func; {
		case f.Takes(signature.Route) && s.node != op.plan.Handler, s.replaced():
			return nil
		case f.Takes(signature.Scopes):
			seen = addScopes(seen, m.nodes[s.node])
		}
	}
	unseen := op.scopes.Missing(seen...)
	if len(unseen) == 0 {
		return nil
	}
	return fmt.Errorf("RequireScopes(%q): no function that they lead to takes signet.Scopes, so nobody checks them; take it in the dependency that reads the token, and return the error of Scopes.Refuse", unseen)
}

// checkRoles reports roles that nobody can read. Those outside of a public layer
// have lost the dependency that read them, and were meant to.
func (op *Operation) checkRoles(src Source) error {
	var roles []string
	inside := src.Layers
	for i, l := range src.Layers {
		if l.Public {
			inside = src.Layers[i:]
		}
	}
	for _, l := range inside {
		roles = append(roles, l.Roles...)
	}
	if len(roles) == 0 || op.routeIsRead(src.Layers) {
		return nil
	}
	return fmt.Errorf("Roles(%q): no function of the route takes *signet.RouteInfo, so nobody checks them; take it in the dependency that knows the client, and answer 403 if the client has none of RouteInfo.Roles", slices.Compact(roles))
}

// routeIsRead reports whether anything that runs for the operation can read its
// route: a function that takes it, or middleware and dependencies by RouteOf.
func (op *Operation) routeIsRead(layers []*layer.Settings) bool {
	if len(layer.Middleware(layers[1:])) > 0 {
		return true
	}
	return slices.ContainsFunc(op.steps, func(s *step) bool {
		f := s.node.Func
		return f.Takes(signature.Route) || f.Takes(signature.Request) && s.node != op.plan.Handler || s.replaced()
	})
}

// replaced reports whether a test has put the function in the place of another,
// which may have read what this one does not.
func (s *step) replaced() bool {
	return s.node.Declaration != nil && s.node.Declaration.Replaced != nil
}
