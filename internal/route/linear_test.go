package route

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// linear is the plain way to say what a Table does: it tries the entries in their
// order. It shares with the Table Pattern.Match, which is tested against regexp.
type linear struct {
	entries []Entry
	options Options
}

// answer is all that a Match says.
type answer struct {
	outcome  Outcome
	entry    int
	values   []string
	allow    string
	location string
	refused  []string
}

// A private character stands for an escaped slash; no test uses it otherwise.
const linearMask = "\ue123"

func (l linear) match(r *http.Request) answer {
	path := l.path(r.URL)
	entry, values, refused := l.first(r, path, r.Method, false)
	if r.Method == "HEAD" && !l.options.NoHeadFromGet && (entry < 0 || l.entries[entry].Methods == nil) {
		get, v, more := l.first(r, path, "GET", false)
		refused = append(refused, more...)
		if get >= 0 && l.entries[get].Methods != nil {
			return answer{outcome: FoundAsHead, entry: get, values: v}
		}
	}
	if entry >= 0 {
		return answer{outcome: Found, entry: entry, values: values}
	}
	return l.miss(r, path, refused)
}

func (l linear) miss(r *http.Request, path string, refused []int) answer {
	allow := l.allow(r, path, false)
	auto := r.Method == "OPTIONS" && !l.options.NoAutoOptions
	switch {
	case auto && path == "*":
		return answer{outcome: AutoOptions, allow: l.allow(r, path, true)}
	case auto && allow != "":
		return answer{outcome: AutoOptions, allow: allow}
	case len(refused) > 0:
		slices.Sort(refused)
		a := answer{outcome: GuardRefused}
		for _, i := range slices.Compact(refused) {
			a.refused = append(a.refused, l.entries[i].Guard.Key())
		}
		return a
	case allow != "":
		return answer{outcome: MethodNotAllowed, allow: allow}
	case l.options.NoSlashRedirect || path == "" || path == "/" || path[0] != '/':
		return answer{}
	}
	other := strings.TrimRight(path, "/")
	if other == path {
		other += "/"
	}
	local := "/" + strings.TrimLeft(other, "/")
	if !l.has(r, other) || !l.has(r, local) {
		return answer{}
	}
	return answer{outcome: Redirect, location: local + "?" + r.URL.RawQuery}
}

// first returns the first entry, or -1, and the entries whose guards refused.
func (l linear) first(r *http.Request, path, method string, survey bool) (int, []string, []int) {
	var refused []int
	values := make([]string, maxWildcards)
	for i, e := range l.entries {
		if survey && e.Methods == nil || e.Methods != nil && !slices.Contains(e.Methods, method) || !e.Pattern.Match(path, values) {
			continue
		}
		if !survey && e.Guard != nil && !e.Guard.Accepts(r) {
			refused = append(refused, i)
			continue
		}
		values = values[:len(e.Pattern.wildcards)]
		for k := range values {
			values[k] = strings.ReplaceAll(values[k], linearMask, "/")
		}
		return i, values, refused
	}
	return -1, nil, refused
}

func (l linear) has(r *http.Request, path string) bool {
	i, _, _ := l.first(r, path, r.Method, false)
	if i < 0 && r.Method == "HEAD" && !l.options.NoHeadFromGet {
		i, _, _ = l.first(r, path, "GET", false)
	}
	return i >= 0 || r.Method == "OPTIONS" && !l.options.NoAutoOptions && l.allow(r, path, false) != ""
}

// allow returns the methods of a path, or all.
func (l linear) allow(r *http.Request, path string, all bool) string {
	var methods []string
	for _, e := range l.entries {
		methods = append(methods, e.Methods...)
	}
	slices.Sort(methods)
	methods = slices.DeleteFunc(slices.Compact(methods), func(m string) bool {
		i, _, _ := l.first(r, path, m, true)
		return i < 0 && !all
	})
	if slices.Contains(methods, "GET") && !l.options.NoHeadFromGet {
		methods = append(methods, "HEAD")
	}
	if len(methods) > 0 && !l.options.NoAutoOptions {
		methods = append(methods, "OPTIONS")
	}
	slices.Sort(methods)
	return strings.Join(slices.Compact(methods), ", ")
}

func (l linear) path(u *url.URL) string {
	if !strings.Contains(strings.ToUpper(u.RawPath), "%2F") {
		return cmp.Or(u.Path, "/")
	}
	parts := strings.Split(u.EscapedPath(), "/")
	for i, part := range parts {
		decoded, err := url.PathUnescape(part)
		if err != nil {
			panic(err)
		}
		parts[i] = strings.ReplaceAll(decoded, "/", linearMask)
	}
	return strings.Join(parts, "/")
}

// answerOf asks the table.
func answerOf(t *Table, r *http.Request, m *Match) answer {
	a := answer{outcome: t.Match(r, m), entry: m.Entry, allow: m.Allow, location: m.Location}
	if a.outcome == Found || a.outcome == FoundAsHead {
		a.values = slices.Clone(m.Values())
	}
	for _, g := range m.Refused {
		a.refused = append(a.refused, g.Key())
	}
	return a
}

// equal compares a table's answer with the oracle's, whose location is not escaped.
func (a answer) equal(want answer) bool {
	if a.outcome == Redirect {
		u, err := url.ParseRequestURI(a.location)
		if err != nil || strings.HasPrefix(a.location, "//") || strings.Contains(a.location, `\`) {
			return false
		}
		a.location = linear{}.path(u) + "?" + u.RawQuery
	}
	return a.outcome == want.outcome && a.entry == want.entry && a.allow == want.allow && a.location == want.location &&
		slices.Equal(a.values, want.values) && slices.Equal(a.refused, want.refused)
}
