package route_test

import (
	"fmt"
	"net/http/httptest"

	"github.com/signet-go/signet/internal/route"
)

func ExampleTable() {
	var entries []route.Entry
	for _, text := range []string{"/items/{id:int}", "/items/{slug}", "/files/{name:path}"} {
		pattern, err := route.Parse(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		entries = append(entries, route.Entry{Methods: []string{"GET"}, Pattern: pattern})
	}
	table := route.NewTable(entries, route.Options{})
	var m route.Match
	for _, path := range []string{"/items/7", "/items/lamp", "/items/a%2Fb", "/files/css/a.css", "/items/7/"} {
		switch outcome := table.Match(httptest.NewRequest("GET", path, nil), &m); outcome {
		case route.Found:
			fmt.Printf("%s: %s %q\n", path, entries[m.Entry].Pattern, m.Values())
		case route.Redirect:
			fmt.Printf("%s: %v to %s\n", path, outcome, m.Location)
		}
	}
	fmt.Println(table.Match(httptest.NewRequest("POST", "/items/7", nil), &m), m.Allow)
	// Output:
	// /items/7: /items/{id:int} ["7"]
	// /items/lamp: /items/{slug} ["lamp"]
	// /items/a%2Fb: /items/{slug} ["a/b"]
	// /files/css/a.css: /files/{name:path} ["css/a.css"]
	// /items/7/: redirect to /items/7
	// method not allowed GET, HEAD, OPTIONS
}

func ExampleParse() {
	_, err := route.Parse("/items/{id:integer}")
	fmt.Println(err)
	// Output: pattern "/items/{id:integer}": offset 7: unknown convertor "integer" of wildcard "id"; did you mean int? There are str, int, float, uuid, path
}

func ExamplePattern_Expand() {
	pattern, err := route.Parse("/files/{owner}/{name:path}")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pattern.Expand([]string{"a/b", "css/new style.css"}))
	// Output: /files/a%2Fb/css/new%20style.css <nil>
}

func ExampleProblems() {
	var entries []route.Entry
	for _, text := range []string{"/users/{id}", "/users/me"} {
		pattern, err := route.Parse(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		entries = append(entries, route.Entry{Methods: []string{"GET"}, Pattern: pattern})
	}
	for _, p := range route.Problems(entries) {
		fmt.Printf("%s takes all paths of %s for %s: both match %s\n", entries[p.Earlier].Pattern, entries[p.Later].Pattern, p.Method, p.Witness)
	}
	// Output: /users/{id} takes all paths of /users/me for GET: both match /users/me
}
