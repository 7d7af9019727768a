package operation

import (
	"errors"
	"reflect"
	"slices"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/vocab"
)

// scopeMap says which OAuth2 scopes lead to each function: those of all layers,
// then those of the dependencies that need it, then its own. Those of its
// siblings do not.
type scopeMap struct {
	layers vocab.Scopes
	nodes  map[*depend.Node]vocab.Scopes
}

// placeScopes puts each function's scopes into the template of frames, and all
// of them into the route's description.
func (op *Operation) placeScopes(src Source) error {
	m := scopeMap{layers: layerScopes(src), nodes: map[*depend.Node]vocab.Scopes{}}
	op.scopes = op.routeScopes(src)
	op.Info.Scopes = op.scopes
	m.follow(op.steps)
	m.nodes[op.plan.Handler] = op.scopes
	for _, s := range op.steps {
		if i, ok := op.layout.places[place{what: partScopes, typ: reflect.TypeFor[vocab.Scopes](), node: s.node}]; ok {
			op.template.Field(i).Set(reflect.ValueOf(m.nodes[s.node]))
			op.preset = true
		}
	}
	return errors.Join(op.checkScopes(&m), op.checkRoles(src))
}

// layerScopes are those that layers require, outer ones first. What stands
// outside of a public layer does not count there.
func layerScopes(src Source) (scopes vocab.Scopes) {
	for _, l := range src.Layers {
		if l.Public {
			scopes = nil
		}
		scopes = addScopes(scopes, l.Scopes)
	}
	return scopes
}

// routeScopes are those of the layers and of the dependencies that they declare
// and the operation uses, outer ones first.
func (op *Operation) routeScopes(src Source) (all vocab.Scopes) {
	layers := layerScopes(src)
	for i, l := range src.Layers {
		all = addScopes(all, slices.DeleteFunc(slices.Clone(l.Scopes), func(s string) bool { return !slices.Contains(layers, s) }))
		for _, d := range src.Depends[i].Declarations {
			if slices.Contains(op.plan.Used, d) {
				all = addScopes(all, d.Scopes)
			}
		}
	}
	return all
}

// follow goes from the handler down: who needs a function comes after it.
func (m *scopeMap) follow(steps []*step) {
	for i, s := range slices.Backward(steps) {
		scopes := m.layers
		for _, needer := range steps[i+1:] {
			if slices.Contains(needer.needs, i) {
				scopes = addScopes(scopes, m.nodes[needer.node])
			}
		}
		for _, d := range s.node.Declared {
			scopes = addScopes(scopes, d.Scopes)
		}
		m.nodes[s.node] = scopes
	}
}

// addScopes returns the list with those that it lacks, in memory of its own.
func addScopes(list vocab.Scopes, scopes []string) vocab.Scopes {
	sum := slices.Clone(list)
	for _, s := range scopes {
		if !slices.Contains(sum, s) {
			sum = append(sum, s)
		}
	}
	return slices.Clip(sum)
}
