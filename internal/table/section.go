package table

import (
	"net/http"

	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/route"
)

// section is a set of entries that are looked up together.
type section struct {
	routes  *route.Table
	targets []target // by index of the route's entry
}

// target is what serves a matched route: an operation or a plain handler.
type target struct {
	operation *operation.Operation
	handler   http.Handler
	pattern   string
}

func (s *section) serve(w http.ResponseWriter, r *http.Request, m *route.Match) {
	to := &s.targets[m.Entry]
	if to.operation != nil {
		to.operation.Serve(w, r, m.Values())
		return
	}
	r.Pattern = to.pattern
	to.handler.ServeHTTP(w, r)
}

// register gathers the entries of a section, in the order in which they match.
type register struct {
	entries []route.Entry
	places  []string // of entries
	targets []target
}

func (r *register) enter(place string, methods []string, p *route.Pattern, to target) {
	r.entries = append(r.entries, route.Entry{Methods: methods, Pattern: p})
	r.places = append(r.places, place)
	r.targets = append(r.targets, to)
}

func (r *register) section(o route.Options) section {
	return section{routes: route.NewTable(r.entries, o), targets: r.targets}
}
