package route

import (
	"net/http"
	"net/url"
	"strings"
)

// redirects reports whether the path with its last slash toggled has this method,
// as the request would have spelled it and as [location] does.
func (t *Table) redirects(r *http.Request, s *search) bool {
	if s.path == "/" || s.path[0] != '/' {
		return false
	}
	toggled := toggleSlash(s.path)
	local := oneSlash(toggled)
	return t.has(r.Method, toggled, s) && (local == toggled || t.has(r.Method, local, s))
}

// has reports whether a request for the path would be answered by an entry, or
// for OPTIONS by what is derived from the entries.
func (t *Table) has(method, path string, s *search) bool {
	s.path = path
	return t.lookup(method, s) != NotFound ||
		method == http.MethodOptions && !t.options.NoAutoOptions && t.allowed(s) != ""
}

// location is where a redirect leads: the path with its last slash toggled, and
// the query. It begins with exactly one slash, and a backslash is escaped, so that
// no client takes its first segment for a host.
func location(u *url.URL) string {
	to := oneSlash(toggleSlash(u.EscapedPath()))
	if u.RawQuery != "" || u.ForceQuery {
		to += "?" + u.RawQuery
	}
	return to
}

// toggleSlash takes away all slashes at the end, or adds one.
func toggleSlash(path string) string {
	if strings.HasSuffix(path, "/") {
		return strings.TrimRight(path, "/")
	}
	return path + "/"
}

// oneSlash makes the path begin with exactly one slash.
func oneSlash(path string) string { return "/" + strings.TrimLeft(path, "/") }
