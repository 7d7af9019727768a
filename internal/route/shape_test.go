package route

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Every pair here makes httprouter panic when both are registered in one tree; the
// table holds both, in either order, with the first registered in front.
func TestPairsThatHttprouterRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, a, b string
		paths      []string
	}{
		{"text and wildcard", "/users/me", "/users/{id}", []string{"/users/me", "/users/7"}},
		{"names differ", "/users/{id}", "/users/{uuid}", []string{"/users/7"}},
		{"one name begins with the other", "/users/{name}", "/users/{names}/x", []string{"/users/7", "/users/7/x"}},
		{"names differ in the middle", "/users/{id}", "/users/{uid}/posts", []string{"/users/7", "/users/7/posts"}},
		{"disjoint", "/a/{x}/b", "/a/c/d", []string{"/a/c/d", "/a/c/b", "/a/x/b", "/a/x/d"}},
		{"text under a wildcard", "/a/{x}/b", "/a/{x}/{y}", []string{"/a/1/b", "/a/1/2"}},
		{"beginning and text", "/user_{name}", "/user_x", []string{"/user_x", "/user_y", "/user_"}},
		{"path and text", "/files/{p:path}", "/files/static", []string{"/files/static", "/files/a/b", "/files/"}},
		{"path and slash", "/files/{p:path}", "/files/", []string{"/files/", "/files/a"}},
		{"path and wildcard", "/files/{p:path}", "/files/{x}", []string{"/files/", "/files/a", "/files/a/b"}},
		{"path and wildcard with more", "/files/{p:path}", "/files/{x}/y", []string{"/files/a/y", "/files/a/b"}},
		{"root path and root", "/{p:path}", "/", []string{"/", "/a"}},
		{"root path and anything", "/{p:path}", "/a/{x}", []string{"/a/b", "/a", "/a/b/c"}},
		{"path in the middle", "/files/{p:path}/meta", "/files/{p:path}", []string{"/files/a/meta", "/files/a/b/meta", "/files/meta"}},
		{"path behind text", "/files/a{p:path}", "/files/b", []string{"/files/a", "/files/a/b", "/files/b"}},
		{"two with a point", "/a/{x}.{y}", "/a/{x}", []string{"/a/1.2", "/a/1"}},
		{"two with a dash", "/a/{x}-{y}", "/a/b", []string{"/a/1-2", "/a/b"}},
		{"colon alone", "/a/:", "/a/{x}", []string{"/a/:", "/a/b"}},
		{"colon in text", "/v1/items:batch", "/v1/items", []string{"/v1/items:batch", "/v1/items", "/v1/itemsx"}},
		{"star in text", "/v1/*all", "/v1/{x}", []string{"/v1/*all", "/v1/a"}},
		{"seventeen colons", "/:/:/:/:/:/:/:/:/:/:/:/:/:/:/:/:/{x}", "/{a}/{p:path}", []string{"/:/:/:/:/:/:/:/:/:/:/:/:/:/:/:/:/x", "/a/b"}},
		{"twice", "/a/{x}", "/a/{x}", []string{"/a/b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var m Match
			for _, pair := range [][]string{{tt.a, tt.b}, {tt.b, tt.a}} {
				entries := parseEntries(t, "GET "+pair[0], "GET "+pair[1])
				table, oracle := NewTable(entries, Options{}), linear{entries, Options{}}
				for _, path := range tt.paths {
					r := &http.Request{Method: "GET", URL: &url.URL{Path: path}}
					if got, want := answerOf(table, r, &m), oracle.match(r); !got.equal(want) {
						t.Errorf("%q: Match(%s) = %+v; want %+v", pair, path, got, want)
					}
				}
			}
		})
	}
}

// allShapes are the 2^k patterns that have a text or a wildcard in each of k
// segments, the most specific first.
func allShapes(k int) []string {
	var routes []string
	for set := range 1 << k {
		route := "GET "
		for i := range k {
			if set>>i&1 == 0 {
				route += fmt.Sprintf("/s%d", i)
			} else {
				route += fmt.Sprintf("/{w%d}", i)
			}
		}
		routes = append(routes, route)
	}
	return routes
}

func TestAllShapes(t *testing.T) {
	t.Parallel()
	const k = 6
	g := rand.New(rand.NewPCG(5, 7))
	routes := allShapes(k)
	for range 5 {
		entries := parseEntries(t, routes...)
		table, oracle := NewTable(entries, Options{}), linear{entries, Options{}}
		var m Match
		for set := range 1 << k {
			path := ""
			for i := range k {
				path += fmt.Sprintf("/s%d", i^(set>>i&1))
			}
			r := &http.Request{Method: "GET", URL: &url.URL{Path: path}}
			if got, want := answerOf(table, r, &m), oracle.match(r); !got.equal(want) {
				t.Errorf("Match(%s) = %+v; want %+v", path, got, want)
			}
		}
		g.Shuffle(len(routes), func(i, j int) { routes[i], routes[j] = routes[j], routes[i] })
	}
}

// Many entries of one shape are found by the text they end with.
func TestCrowdedBucket(t *testing.T) {
	t.Parallel()
	var routes []string
	for i := range 100 {
		routes = append(routes, fmt.Sprintf("GET /f/{p:path}/kind%d", i), fmt.Sprintf("GET /f/{x}.e%d", i), fmt.Sprintf("GET /r-{x}-%d", i%40),
			fmt.Sprintf("GET /x/{a}/a-very-long-text-to-end-with-%d", i), fmt.Sprintf("GET /x/{a}%d/a-very-long-text-to-end-with-%d", i, i/2))
	}
	routes = append(routes, "GET /{a}/{b}", "GET /f/{p:path}")
	entries := parseEntries(t, routes...)
	table, oracle := NewTable(entries, Options{}), linear{entries, Options{}}
	var m Match
	for _, e := range entries {
		for _, value := range []string{"a", "a1", "a/kind3", "b.e7"} {
			path := e.Pattern.text
			for _, w := range e.Pattern.wildcards {
				path = strings.NewReplacer("{"+w.Name+"}", value, "{"+w.Name+":path}", value).Replace(path)
			}
			r := &http.Request{Method: "GET", URL: &url.URL{Path: path}}
			if got, want := answerOf(table, r, &m), oracle.match(r); !got.equal(want) {
				t.Errorf("Match(%s) = %+v; want %+v", path, got, want)
			}
		}
	}
}
