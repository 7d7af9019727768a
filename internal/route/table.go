package route

import (
	"net/http"
	"slices"
	"strings"
)

// An Entry is something that can be found.
type Entry struct {
	Methods []string // upper case; nil means every method, and makes the entry a mount
	Pattern *Pattern
	Guard   Guard // nil: no further condition
}

// A Guard is a predicate on requests beyond method and path. It must be pure: a
// look-up may ask the guards of several entries, in any order.
type Guard interface {
	Accepts(*http.Request) bool
	Key() string // equal keys mean the same predicate
}

// Options turn off what a table derives from its entries.
type Options struct {
	NoHeadFromGet   bool // HEAD only where it is registered
	NoAutoOptions   bool // OPTIONS only where it is registered
	NoSlashRedirect bool
}

// A Table is built once. It is immutable and safe for concurrent use, as far as
// the guards are.
type Table struct {
	options Options
	mounts  []bool // by entry
	methods []string
	indexes map[string]*index // by method; the mounts are in each
	others  *index            // for any further method: the mounts
	all     string            // Allow for OPTIONS *
	widest  int               // the most values that a look-up captures
}

// NewTable builds a table; of several entries that match, the first answers. Its
// cost is quadratic in the number of entries of a method.
func NewTable(entries []Entry, options Options) *Table {
	t := &Table{options: options, indexes: map[string]*index{}}
	byMethod := map[string][]candidate{}
	for _, e := range entries {
		t.mounts = append(t.mounts, e.mount())
		t.widest = max(t.widest, len(e.Pattern.wildcards), min(shapeOf(e.Pattern).wilds, maxWildcards))
		for _, method := range e.Methods {
			byMethod[method] = nil
		}
	}
	var others []candidate
	for i, e := range entries {
		c := candidate{index: i, pattern: e.Pattern, guard: e.Guard, mount: e.mount()}
		if c.mount {
			others = append(others, c)
		}
		for method := range byMethod {
			if c.mount || slices.Contains(e.Methods, method) {
				byMethod[method] = append(byMethod[method], c)
			}
		}
	}
	for method, candidates := range byMethod {
		t.methods = append(t.methods, method)
		t.indexes[method] = newIndex(candidates)
	}
	slices.Sort(t.methods)
	t.others = newIndex(others)
	t.all = t.allow(slices.Clone(t.methods))
	return t
}

func (e Entry) mount() bool { return e.Methods == nil }

// Match looks for the first entry that matches the request's method and path and
// whose guard accepts it. An entry registered for HEAD or OPTIONS, or a mount
// registered before the route for GET, comes before what is derived.
func (t *Table) Match(r *http.Request, m *Match) Outcome {
	m.Entry, m.Allow, m.Location, m.Refused = 0, "", "", m.Refused[:0]
	s := &m.search
	s.widest = max(s.widest, t.widest)
	if !s.begin(r) {
		return NotFound
	}
	if outcome := t.lookup(r.Method, s); outcome != NotFound {
		m.Entry = s.best
		s.unmask()
		return outcome
	}
	return t.explain(r, m)
}

// lookup finds the entry for s.path: Found, FoundAsHead or NotFound.
func (t *Table) lookup(method string, s *search) Outcome {
	s.restart()
	t.index(method).find(s)
	registered := s.best != none && !t.mounts[s.best]
	if method == http.MethodHead && !registered && !t.options.NoHeadFromGet {
		// Mounts are in both indexes, so that the better one wins here too.
		s.restart()
		t.index(http.MethodGet).find(s)
		if s.best != none && !t.mounts[s.best] {
			return FoundAsHead
		}
	}
	if s.best == none {
		return NotFound
	}
	return Found
}

func (t *Table) index(method string) *index {
	if x := t.indexes[method]; x != nil {
		return x
	}
	return t.others
}

// explain says why nothing was found.
func (t *Table) explain(r *http.Request, m *Match) Outcome {
	s := &m.search
	options := r.Method == http.MethodOptions && !t.options.NoAutoOptions
	if options && s.path == "*" {
		m.Allow = t.all
		return AutoOptions
	}
	if m.Allow = t.allowed(s); m.Allow != "" && options {
		return AutoOptions
	}
	if len(s.refused) > 0 {
		m.Allow = ""
		for _, refusal := range s.refused {
			m.Refused = append(m.Refused, refusal.guard)
		}
		return GuardRefused
	}
	if m.Allow != "" {
		return MethodNotAllowed
	}
	if !t.options.NoSlashRedirect && t.redirects(r, s) {
		m.Location = location(r.URL)
		return Redirect
	}
	return NotFound
}

// allowed returns the Allow of s.path: every method that an entry names for it,
// whatever the guards say, and what is derived; empty if there is none.
func (t *Table) allowed(s *search) string {
	var methods []string
	for _, method := range t.methods {
		s.restart()
		s.survey = true
		if t.indexes[method].find(s); s.best != none {
			methods = append(methods, method)
		}
	}
	s.restart()
	return t.allow(methods)
}

// Methods returns those that are registered for the path of r, sorted, with what
// is derived; nil if there are none, and where a mount takes any method.
func (t *Table) Methods(r *http.Request, m *Match) []string {
	s := &m.search
	s.widest = max(s.widest, t.widest)
	if !s.begin(r) {
		return nil
	}
	if t.others.find(s); s.best != none {
		return nil
	}
	if allow := t.allowed(s); allow != "" {
		return strings.Split(allow, ", ")
	}
	return nil
}

// allow adds the derived methods, and spells the header.
func (t *Table) allow(methods []string) string {
	if len(methods) == 0 {
		return ""
	}
	if !t.options.NoHeadFromGet && slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	if !t.options.NoAutoOptions {
		methods = append(methods, http.MethodOptions)
	}
	slices.Sort(methods)
	return strings.Join(slices.Compact(methods), ", ")
}
