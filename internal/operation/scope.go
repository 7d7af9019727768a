package operation

import (
	"fmt"
	"slices"

	"github.com/signet-go/signet/internal/signature"
)

// gatherScopes collects what the layers and the dependencies require, outer ones
// first. What stands outside of a public layer does not count there.
func (op *Operation) gatherScopes(src Source) {
	first := 0
	for i, l := range src.Layers {
		if l.Public {
			first = i
		}
	}
	add := func(scopes []string) {
		for _, s := range scopes {
			if !slices.Contains(op.scopes, s) {
				op.scopes = append(op.scopes, s)
			}
		}
	}
	for i, l := range src.Layers {
		if i >= first {
			add(l.Scopes)
		}
		for _, d := range src.Depends[i].Declarations {
			if slices.Contains(op.plan.Used, d) {
				add(d.Scopes)
			}
		}
	}
	op.scopes = slices.Clip(op.scopes)
	op.Info.Scopes = op.scopes
}

// checkScopes reports scopes that are documented and that nobody can check.
func (op *Operation) checkScopes() error {
	if len(op.scopes) == 0 {
		return nil
	}
	for _, s := range op.steps {
		if s.node.Func.Takes(signature.Scopes) || s.node.Func.Takes(signature.Route) {
			return nil
		}
	}
	return fmt.Errorf("RequireScopes(%q): no function of the route takes signet.Scopes, so nobody checks them; take it in the dependency that reads the token, and answer 403 if Scopes.Missing returns any", []string(op.scopes))
}
