package route

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// gitHub is a part of GitHub's API, in an order in which all are reachable. One
// httprouter tree refuses several of them.
func gitHub() []string {
	var routes []string
	for _, line := range strings.Split(`GET /gists /gists/public /gists/starred /gists/{id} /gists/{id}/star /gists/{id}/{sha} /events /feeds /emojis /meta /rate_limit
GET /notifications /notifications/threads/{id} /notifications/threads/{id}/subscription
GET /orgs/{org} /orgs/{org}/events /orgs/{org}/issues /orgs/{org}/members /orgs/{org}/members/{user} /orgs/{org}/repos /orgs/{org}/teams
GET /repos/{owner}/{repo} /repos/{owner}/{repo}/issues/comments /repos/{owner}/{repo}/issues/comments/{id:int} /repos/{owner}/{repo}/issues/events
GET /repos/{owner}/{repo}/issues /repos/{owner}/{repo}/issues/{number:int} /repos/{owner}/{repo}/issues/{number:int}/comments
GET /repos/{owner}/{repo}/issues/{number:int}/labels /repos/{owner}/{repo}/labels /repos/{owner}/{repo}/labels/{name}
GET /repos/{owner}/{repo}/milestones /repos/{owner}/{repo}/milestones/{number} /repos/{owner}/{repo}/pulls /repos/{owner}/{repo}/pulls/comments
GET /repos/{owner}/{repo}/pulls/{number:int} /repos/{owner}/{repo}/pulls/{number:int}/commits /repos/{owner}/{repo}/pulls/{number:int}/files
GET /repos/{owner}/{repo}/commits /repos/{owner}/{repo}/commits/{sha} /repos/{owner}/{repo}/commits/{sha}/status /repos/{owner}/{repo}/compare/{base}...{head}
GET /repos/{owner}/{repo}/contents/{path:path} /repos/{owner}/{repo}/readme /repos/{owner}/{repo}/git/refs/{ref:path} /repos/{owner}/{repo}/git/trees/{sha}
GET /repos/{owner}/{repo}/releases /repos/{owner}/{repo}/releases/latest /repos/{owner}/{repo}/releases/tags/{tag} /repos/{owner}/{repo}/releases/{id:int}
GET /repos/{owner}/{repo}/releases/{id:int}/assets /repos/{owner}/{repo}/stats/contributors /repos/{owner}/{repo}/subscribers /repos/{owner}/{repo}/{archive}/{ref}
GET /search/code /search/issues /search/repositories /search/users /user /user/emails /user/followers /user/following/{user} /user/keys /user/keys/{id}
GET /users /users/{user} /users/{user}/events /users/{user}/events/orgs/{org} /users/{user}/followers /users/{user}/following/{target} /users/{user}/repos
POST /gists /gists/{id}/forks /orgs/{org}/repos /orgs/{org}/teams /repos/{owner}/{repo}/issues /repos/{owner}/{repo}/issues/{number}/comments /user/keys
PATCH /gists/{id} /repos/{owner}/{repo} /repos/{owner}/{repo}/issues/{number} /user
PUT /gists/{id}/star /orgs/{org}/public_members/{user} /user/following/{user} /repos/{owner}/{repo}/contents/{path:path}
DELETE /gists/{id} /gists/{id}/star /orgs/{org}/members/{user} /repos/{owner}/{repo} /repos/{owner}/{repo}/git/refs/{ref:path} /user/keys/{id}`, "\n") {
		fields := strings.Fields(line)
		for _, path := range fields[1:] {
			routes = append(routes, fields[0]+" "+path)
		}
	}
	return routes
}

// typical has ten routes for each of 100 resources, and a fallback for the rest.
func typical() []string {
	var routes []string
	for i := range 100 {
		for _, path := range []string{"", "/me", "/search", "/{id:int}", "/{slug}", "/{id:int}/items", "/{id:int}/items/{n:int}", "/{id}/items/latest", "/files/static", "/files/{p:path}"} {
			routes = append(routes, fmt.Sprintf("GET /api/resource%d%s", i, path))
		}
	}
	return append(routes, "GET /{full:path}")
}

// requestFor matches a route, though perhaps an earlier one first.
func requestFor(route string) *http.Request {
	method, path, _ := strings.Cut(route, " ")
	replace := strings.NewReplacer("{id:int}", "17", "{n:int}", "4", "{number:int}", "12", "{id}", "x17", "{p:path}", "css/a.css", "{full:path}", "some/where", "{", "", "}", "", ":path", "")
	return &http.Request{Method: method, URL: &url.URL{Path: replace.Replace(path)}}
}

func requestsFor(routes []string) []*http.Request {
	var requests []*http.Request
	for _, r := range routes {
		requests = append(requests, requestFor(r))
	}
	return requests
}

func TestRealRouteSets(t *testing.T) {
	t.Parallel()
	for name, routes := range map[string][]string{"GitHub": gitHub(), "typical": typical()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			entries := parseEntries(t, routes...)
			if problems := Problems(entries); problems != nil {
				t.Errorf("Problems = %v; want none", problems)
			}
			table, oracle := NewTable(entries, Options{}), linear{entries, Options{}}
			var m Match
			for i, r := range requestsFor(routes) {
				got, want := answerOf(table, r, &m), oracle.match(r)
				if !got.equal(want) || got.outcome != Found {
					t.Errorf("Match(%s %s) of %s = %+v; want %+v", r.Method, r.URL, routes[i], got, want)
				}
			}
		})
	}
}

func TestMatchAllocatesNothing(t *testing.T) {
	if race {
		t.Skip("the race detector empties pools at random")
	}
	// Not parallel: a garbage collection caused by another test empties httprouter's pool.
	for name, routes := range map[string][]string{
		"GitHub": gitHub(), "typical": typical(), "all shapes": allShapes(6),
		"mixed":         {"GET /{a}-{b}/{c}.json", "GET /f/{p:path}/meta", "GET /{a}"},
		"mount":         {"* /static/{p:path}", "GET /{a}/{b}"},
		"guard":         {"GET /a/{b} [1]", "GET /{a}/{b}"},
		"HEAD":          {"HEAD /x", "GET /{a}/{b}"},
		"before tree":   {"GET /files/{p:path}", "GET /files/x/{a}", "GET /{a}/y/{b}"},
		"beside a tree": {"GET /users/{id}", "GET /users/{id}/posts", "GET /users/files/{p:path}/x"},
	} {
		table := NewTable(parseEntries(t, routes...), Options{})
		requests := requestsFor(routes)
		m := new(Match)
		for i, r := range requests {
			if name == "HEAD" {
				r.Method = "HEAD"
			}
			if allocs := testing.AllocsPerRun(20, func() { table.Match(r, m) }); allocs != 0 {
				t.Errorf("%s: Match(%s %s) for %s allocates %v times; want 0", name, r.Method, r.URL, routes[i], allocs)
			}
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	shapes := requestsFor(allShapes(6))
	for _, bb := range []struct {
		name     string
		routes   []string
		requests []*http.Request
	}{
		{"static", gitHub(), requestsFor([]string{"GET /search/code"})},
		{"param", gitHub(), requestsFor([]string{"GET /users/{user}/following/{target}"})},
		{"mixed", gitHub(), requestsFor([]string{"GET /repos/{owner}/{repo}/compare/{base}...{head}"})},
		{"github", gitHub(), requestsFor(gitHub())},
		{"typical1001", typical(), requestsFor(typical())},
		{"shapes64/first", allShapes(6), shapes[:1]},
		{"shapes64/last", allShapes(6), []*http.Request{requestFor("GET /a/b/c/d/e/f")}},
		{"shapes64/all", allShapes(6), shapes},
		{"HEAD", gitHub(), requestsFor([]string{"HEAD /users/{user}/following/{target}"})},
		{"miss405", gitHub(), requestsFor([]string{"PUT /users/{user}/following/{target}"})},
		{"miss404", gitHub(), requestsFor([]string{"GET /nothing/here"})},
		{"escapedSlash", gitHub(), []*http.Request{{Method: "GET", URL: &url.URL{Path: "/users/a/b/following/c", RawPath: "/users/a%2Fb/following/c"}}}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			table := NewTable(parseEntries(b, bb.routes...), Options{})
			m := new(Match)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				table.Match(bb.requests[i%len(bb.requests)], m)
			}
		})
	}
}

func BenchmarkNewTable(b *testing.B) {
	entries := parseEntries(b, typical()...)
	b.Run("build1001", func(b *testing.B) {
		for b.Loop() {
			NewTable(entries, Options{})
		}
	})
	b.Run("problems1001", func(b *testing.B) {
		for b.Loop() {
			Problems(entries)
		}
	})
}
