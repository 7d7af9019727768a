package table

import (
	"net/url"
	"slices"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/openapi"
)

// refuseClashes reports operations whose default scheme has the name of another
// one: the document has one definition for a name.
func (l *linker) refuseClashes() {
	known := map[string]*operation.Scheme{}
	all := slices.Clone(l.table.operations)
	for o := range l.table.outgoing {
		all = append(all, o.Operation)
	}
	for _, op := range all {
		for _, s := range op.Schemes() {
			earlier := known[s.Name]
			if earlier == nil {
				known[s.Name] = s
				continue
			}
			if !earlier.Same(s) {
				l.report(op.Info.Place+": "+op.Info.Method+" "+op.Info.Pattern, s.Clash(earlier))
			}
		}
	}
}

// schemes are the declared ones, then the others that operations of the
// document use, each name once.
func (d *document) schemes() []*operation.Scheme {
	all := slices.Clone(d.declared)
	add := func(op *operation.Operation) {
		for _, s := range op.Schemes() {
			if !slices.ContainsFunc(all, func(known *operation.Scheme) bool { return known.Name == s.Name }) {
				all = append(all, s)
			}
		}
	}
	for op := range d.operations {
		add(op)
		for _, c := range op.Callbacks {
			add(c.Operation)
		}
	}
	for _, w := range d.webhooks() {
		add(w.Operation)
	}
	return all
}

// oauth fills in the authorization dialog. PKCE costs nothing, so it is on.
func (d *document) oauth() *docs.OAuth {
	if d.base.OAuth != nil {
		return d.base.OAuth
	}
	for _, s := range d.declared {
		if s.Flows.AuthorizationCode != nil {
			return &docs.OAuth{PKCE: true}
		}
	}
	return nil
}

// origins are those that the page asks for tokens.
func (d *document) origins() []string {
	var all []string
	add := func(address string) {
		u, err := url.Parse(address)
		if err != nil || u.Scheme == "" || u.Host == "" {
			return
		}
		if origin := u.Scheme + "://" + u.Host; !slices.Contains(all, origin) {
			all = append(all, origin)
		}
	}
	for _, s := range d.declared {
		add(s.OpenIDURL)
		for _, f := range []*openapi.Flow{s.Flows.Password, s.Flows.ClientCredentials, s.Flows.AuthorizationCode} {
			if f != nil {
				add(f.TokenURL)
				add(f.RefreshURL)
			}
		}
	}
	return all
}
