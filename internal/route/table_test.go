package route

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
)

// parseEntry reads "GET,POST /path", "* /path" for a mount, " [v]" behind it for a guard.
func parseEntry(t testing.TB, route string) Entry {
	t.Helper()
	method, rest, _ := strings.Cut(route, " ")
	path, guard, guarded := strings.Cut(rest, " ")
	e := Entry{Pattern: mustParse(t, path)}
	if method != "*" {
		e.Methods = strings.Split(method, ",")
	}
	if guarded {
		e.Guard = headerIs(strings.Trim(guard, "[]"))
	}
	return e
}

func parseEntries(t testing.TB, routes ...string) []Entry {
	t.Helper()
	var entries []Entry
	for _, r := range routes {
		entries = append(entries, parseEntry(t, r))
	}
	return entries
}

// request reads a request line; the target is parsed as the server parses it.
func request(t testing.TB, line string) *http.Request {
	t.Helper()
	method, target, _ := strings.Cut(line, " ")
	if target == "*" {
		return &http.Request{Method: method, URL: &url.URL{Path: "*"}}
	}
	u, err := url.ParseRequestURI(target)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Request{Method: method, URL: u, Header: http.Header{}}
}

// say writes an answer in one line.
func say(a answer, routes []string) string {
	s := a.outcome.String()
	switch a.outcome {
	case Found, FoundAsHead:
		s += " " + routes[a.entry]
		if len(a.values) > 0 {
			s += " " + strings.Join(a.values, " | ")
		}
	case AutoOptions, MethodNotAllowed:
		s += " " + a.allow
	case Redirect:
		s += " " + a.location
	case GuardRefused:
		s += " " + strings.Join(a.refused, ", ")
	}
	return s
}

func TestTableMatch(t *testing.T) {
	t.Parallel()
	items := []string{"GET /items", "POST /items", "GET /items/me", "GET /items/{id:int}", "GET /items/{slug}", "DELETE /items/{id}", "GET /items/{id}/files/{p:path}"}
	for _, tt := range []struct {
		name    string
		routes  []string
		options Options
		request string
		want    string
	}{
		{"text", items, Options{}, "GET /items", "found GET /items"},
		{"other method", items, Options{}, "POST /items", "found POST /items"},
		{"text before wildcard", items, Options{}, "GET /items/me", "found GET /items/me"},
		{"convertor", items, Options{}, "GET /items/7", "found GET /items/{id:int} 7"},
		{"next in the bucket", items, Options{}, "GET /items/x", "found GET /items/{slug} x"},
		{"decoded", items, Options{}, "GET /items/%C3%A9%20", "found GET /items/{slug} é "},
		{"plus is text", items, Options{}, "GET /items/a+b", "found GET /items/{slug} a+b"},
		{"path", items, Options{}, "GET /items/7/files/a/b", "found GET /items/{id}/files/{p:path} 7 | a/b"},
		{"case counts", items, Options{}, "GET /Items", "not found"},
		{"not cleaned", items, Options{}, "GET //items", "not found"},
		{"nor resolved", items, Options{}, "GET /x/../items", "not found"},
		{"query is no path", items, Options{}, "GET /items?x=/y", "found GET /items"},
		{"first registered wins", []string{"GET /users/{id}", "GET /users/me"}, Options{}, "GET /users/me", "found GET /users/{id} me"},
		{"empty path", []string{"GET /"}, Options{}, "GET http://host", "found GET /"},

		{"escaped slash stays inside", items, Options{}, "GET /items/a%2Fb", "found GET /items/{slug} a/b"},
		{"in small letters", items, Options{}, "GET /items/a%2fb%20c", "found GET /items/{slug} a/b c"},
		{"inside a path", items, Options{}, "GET /items/7/files/a%2Fb/c", "found GET /items/{id}/files/{p:path} 7 | a/b/c"},
		{"no literal takes it", []string{"GET /a/b"}, Options{}, "GET /a%2Fb", "not found"},
		{"no int takes it", []string{"GET /{a:int}"}, Options{}, "GET /1%2F2", "not found"},
		{"mixed", []string{"GET /{a}-{b}"}, Options{}, "GET /1%2F2-3", "found GET /{a}-{b} 1/2 | 3"},
		{"beside a byte that could stand for it", []string{"GET /{a}"}, Options{}, "GET /%FF%2F%FE", "found GET /{a} \xff/\xfe"},

		{"405", items, Options{}, "PUT /items", "method not allowed GET, HEAD, OPTIONS, POST"},
		{"405 of several routes", items, Options{}, "PUT /items/7", "method not allowed DELETE, GET, HEAD, OPTIONS"},
		{"405 for an unknown method", items, Options{}, "BREW /items", "method not allowed GET, HEAD, OPTIONS, POST"},
		{"405 before redirect", []string{"POST /a/", "GET /a"}, Options{}, "POST /a", "method not allowed GET, HEAD, OPTIONS"},
		{"405 with nothing derived", items, Options{NoHeadFromGet: true, NoAutoOptions: true}, "PUT /items", "method not allowed GET, POST"},
		{"405 without GET", []string{"POST /a"}, Options{}, "HEAD /a", "method not allowed OPTIONS, POST"},

		{"HEAD of GET", items, Options{}, "HEAD /items/7", "found as HEAD GET /items/{id:int} 7"},
		{"HEAD turned off", items, Options{NoHeadFromGet: true}, "HEAD /items/7", "method not allowed DELETE, GET, OPTIONS"},
		{"HEAD registered later", []string{"GET /{p:path}", "HEAD /a"}, Options{}, "HEAD /a", "found HEAD /a"},
		{"GET and HEAD in one", []string{"GET,HEAD /a"}, Options{}, "HEAD /a", "found GET,HEAD /a"},
		{"HEAD of GET before a mount", []string{"GET /a", "* /{p:path}"}, Options{}, "HEAD /a", "found as HEAD GET /a"},
		{"HEAD of a mount before GET", []string{"* /{p:path}", "GET /a"}, Options{}, "HEAD /a", "found * /{p:path} a"},

		{"OPTIONS", items, Options{}, "OPTIONS /items/7", "options DELETE, GET, HEAD, OPTIONS"},
		{"OPTIONS of nothing", items, Options{}, "OPTIONS /other", "not found"},
		{"OPTIONS turned off", items, Options{NoAutoOptions: true}, "OPTIONS /items", "method not allowed GET, HEAD, POST"},
		{"OPTIONS registered", []string{"GET /a", "OPTIONS /a"}, Options{}, "OPTIONS /a", "found OPTIONS /a"},
		{"OPTIONS of all", items, Options{}, "OPTIONS *", "options DELETE, GET, HEAD, OPTIONS, POST"},
		{"OPTIONS of all turned off", items, Options{NoAutoOptions: true}, "OPTIONS *", "not found"},
		{"nothing else has a star", items, Options{}, "GET *", "not found"},

		{"add a slash", []string{"GET /a/"}, Options{}, "GET /a?b=c&d", "redirect /a/?b=c&d"},
		{"take it away", []string{"GET /a"}, Options{}, "GET /a/", "redirect /a"},
		{"take all away", []string{"GET /a"}, Options{}, "GET /a///", "redirect /a"},
		{"escaped", []string{"GET /{x}"}, Options{}, "GET /a%20%C3%A9/", "redirect /a%20%C3%A9"},
		{"escaped slash", []string{"GET /{x}"}, Options{}, "GET /a%2Fb/", "redirect /a%2Fb"},
		{"escaped slash at the end", []string{"GET /{x}/"}, Options{}, "GET /a%2F", "redirect /a%2F/"},
		{"turned off", []string{"GET /a"}, Options{NoSlashRedirect: true}, "GET /a/", "not found"},
		{"not for another method", []string{"POST /a"}, Options{}, "GET /a/", "not found"},
		{"for HEAD of GET", []string{"GET /a"}, Options{}, "HEAD /a/", "redirect /a"},
		{"for OPTIONS", []string{"GET /a"}, Options{}, "OPTIONS /a/", "redirect /a"},
		{"mount without its slash", []string{"* /sub/{p:path}"}, Options{}, "BREW /sub", "redirect /sub/"},
		{"root is never toggled", []string{"GET /a"}, Options{}, "GET /", "not found"},
		{"only slashes", []string{"GET /"}, Options{}, "GET ///", "not found"},

		{"mount", []string{"* /sub/{p:path}"}, Options{}, "PURGE /sub/a", "found * /sub/{p:path} a"},
		{"route before a mount", []string{"GET /sub/a", "* /sub/{p:path}"}, Options{}, "GET /sub/a", "found GET /sub/a"},
		{"mount takes the other methods", []string{"GET /sub/a", "* /sub/{p:path}"}, Options{}, "POST /sub/a", "found * /sub/{p:path} a"},

		{"guard refuses", []string{"GET /a [1]", "GET /a [2]"}, Options{}, "GET /a", "guard refused X=1, X=2"},
		{"next after a guard", []string{"GET /a [1]", "GET /{x}"}, Options{}, "GET /a", "found GET /{x} a"},
		{"guard is no 405", []string{"GET /a [1]", "POST /a"}, Options{}, "GET /a", "guard refused X=1"},
		{"guard is no redirect", []string{"GET /a [1]", "GET /a/"}, Options{}, "GET /a", "guard refused X=1"},
		{"no redirect to a refusal", []string{"GET /a/ [1]"}, Options{}, "GET /a", "not found"},
		{"guard of HEAD", []string{"GET /a [1]"}, Options{}, "HEAD /a", "guard refused X=1"},
		{"guarded mount asked twice", []string{"* /{p:path} [1]"}, Options{}, "HEAD /a", "guard refused X=1"},
		{"405 counts guarded routes", []string{"GET /a [1]"}, Options{}, "PUT /a", "method not allowed GET, HEAD, OPTIONS"},
		{"OPTIONS counts guarded routes", []string{"GET /a [1]", "OPTIONS /a [1]"}, Options{}, "OPTIONS /a", "options GET, HEAD, OPTIONS"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			entries := parseEntries(t, tt.routes...)
			var m Match
			r := request(t, tt.request)
			if got := say(answerOf(NewTable(entries, tt.options), r, &m), tt.routes); got != tt.want {
				t.Errorf("%s: Match(%s) = %s; want %s", strings.Join(tt.routes, "; "), tt.request, got, tt.want)
			}
			if got := say((linear{entries, tt.options}).match(r), tt.routes); got != tt.want && !strings.HasPrefix(got, "redirect") {
				t.Errorf("%s: the oracle says %s", tt.request, got)
			}
		})
	}
}

// Thirteen bytes can stand for an escaped slash. The oracle has one of its own.
func TestEscapedSlashBesideEveryMask(t *testing.T) {
	t.Parallel()
	const line = "GET /%2F%FF%FE%FD%FC%FB%FA%F9%F8%F7%F6%F5%C1%C0"
	if outcome := NewTable(parseEntries(t, "GET /{a}"), Options{}).Match(request(t, line), new(Match)); outcome != NotFound {
		t.Errorf("Match(%s) = %v; want %v", line, outcome, NotFound)
	}
}

// GET //evil.example/ must never lead to another host: a browser takes //, /\ and
// what it reads as such for the beginning of one.
func TestRedirectStaysOnHost(t *testing.T) {
	t.Parallel()
	table := NewTable(parseEntries(t, "GET /{a}/{b}", "GET /{a}", "GET /{a}/{b}/{c}/", "GET /{p:path}/x", "GET /{p:path}/y/"), Options{})
	var m Match
	for _, target := range []string{
		"//evil.example/", "/%2Fevil.example/", "/%2fevil.example/", "/%2F%2Fevil.example/", "//evil.example/x/", "//evil.example/y", "///evil.example/x/",
		"//evil.example/a/", "//evil.example/%2F/x/", "/%5Cevil.example/", "/%09/evil.example/x/", "/%0A//evil.example/x/", "/.//evil.example/x/", "/%2e/evil.example/",
	} {
		r := request(t, "GET "+target)
		if table.Match(r, &m) == Redirect {
			checkLocation(t, target, m.Location)
		}
	}
	for _, path := range []string{`/\evil.example/`, `/\/evil.example/`, "/\t/evil.example/x/", `\\evil.example/`, "/a\r\nX: y/"} {
		r := &http.Request{Method: "GET", URL: &url.URL{Path: path}}
		if table.Match(r, &m) == Redirect {
			checkLocation(t, path, m.Location)
		}
	}
	for target, want := range map[string]string{"/%2Fevil.example/": "/%2Fevil.example", "/%5Cevil.example/": "/%5Cevil.example", "//evil.example/x/": "/evil.example/x"} {
		if outcome := table.Match(request(t, "GET "+target), &m); outcome != Redirect || m.Location != want {
			t.Errorf("Match(%s) = %v %q; want a redirect to %q", target, outcome, m.Location, want)
		}
	}
	if outcome := NewTable(parseEntries(t, "GET /{a}/{b}"), Options{}).Match(request(t, "GET //evil.example/"), &m); outcome != NotFound {
		t.Errorf("Match(//evil.example/) = %v; want %v", outcome, NotFound)
	}
}

func checkLocation(t *testing.T, target, location string) {
	t.Helper()
	u, err := url.Parse("http://home.example/")
	if err != nil {
		t.Fatal(err)
	}
	to, err := u.Parse(location)
	if err != nil || to.Host != "home.example" || !strings.HasPrefix(location, "/") || len(location) > 1 && strings.ContainsAny(location[1:2], `/\`) ||
		strings.ContainsAny(location, "\\\t\r\n") {
		t.Errorf("Match(%q) redirects to %q, which can leave the host", target, location)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		routes []string
		want   []Problem
	}{
		{"none", []string{"GET /users/me", "GET /users/{id}", "POST /users/me"}, nil},
		{"shadowed", []string{"GET /users/{id}", "GET /users/me"}, []Problem{{0, 1, "GET", "/users/me"}}},
		{"same", []string{"GET /a", "GET /a"}, []Problem{{0, 1, "GET", "/a"}}},
		{"the earliest", []string{"GET /{x}", "GET /{y}", "GET /a"}, []Problem{{0, 1, "GET", "/x"}, {0, 2, "GET", "/a"}}},
		{"one of the methods", []string{"GET /a", "POST,GET /a"}, []Problem{{0, 1, "GET", "/a"}}},
		{"each method by another", []string{"GET /a", "POST /a", "GET,POST /a"}, []Problem{{0, 2, "GET", "/a"}, {1, 2, "POST", "/a"}}},
		{"under a mount", []string{"* /{p:path}", "GET /a"}, []Problem{{0, 1, "GET", "/a"}}},
		{"mounts", []string{"* /{p:path}", "* /a/{p:path}"}, []Problem{{0, 1, "", "/a/x"}}},
		{"mount under a route", []string{"GET /{p:path}", "* /a/{p:path}"}, nil},
		{"derived HEAD", []string{"GET /a", "HEAD /a", "OPTIONS /a"}, nil},
		{"guards differ", []string{"GET /a [1]", "GET /a [2]", "GET /a"}, nil},
		{"same guard", []string{"GET /a [1]", "GET /a [1]"}, []Problem{{0, 1, "GET", "/a"}}},
		{"guard under none", []string{"GET /a", "GET /a [1]"}, []Problem{{0, 1, "GET", "/a"}}},
		{"mixed", []string{"GET /{a}.{b}", "GET /{f}.json"}, []Problem{{0, 1, "GET", "/x.json"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Problems(parseEntries(t, tt.routes...)); !slices.Equal(got, tt.want) {
				t.Errorf("Problems(%q) = %v; want %v", tt.routes, got, tt.want)
			}
		})
	}
}

func TestTableConcurrently(t *testing.T) {
	t.Parallel()
	routes := append(gitHub(), "GET /{p:path}", "* /files/{a}-{b}")
	table := NewTable(parseEntries(t, routes...), Options{})
	pool := sync.Pool{New: func() any { return new(Match) }}
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for i := range 2_000 {
				m := pool.Get().(*Match)
				n := (i*7 + worker) % len(gitHub())
				method, path, _ := strings.Cut(routes[n], " ")
				path = strings.NewReplacer("{", "v", "}", "").Replace(path)
				r := httptest.NewRequest(method, path, nil)
				if outcome := table.Match(r, m); outcome != Found || slices.ContainsFunc(m.Values(), func(v string) bool { return !strings.Contains(path, v) }) {
					t.Errorf("Match(%s %s) = %v, %q", method, path, outcome, m.Values())
				}
				m.Reset()
				pool.Put(m)
			}
		})
	}
	group.Wait()
}
