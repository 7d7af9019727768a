package signettest

import (
	"slices"
	"testing"

	"github.com/signet-go/signet"
)

// Guarded fails the test for every route, mount and front end of the app that serves
// requests without credentials, but those excepted, written "GET /health" or,
// for every method, "/health", as they are registered with their prefixes. An
// exception that no such route needs fails the test too.
//
// Guards are the credentials that functions take. Of a mounted handler, and of
// middleware, nobody can know whether it guards itself: it is an exception. The
// app's own documents are not looked at.
func Guarded(t testing.TB, app *signet.App, except ...string) {
	t.Helper()
	if err := app.Err(); err != nil {
		t.Fatal(err)
	}
	var needed []string
	for r := range app.Routes() {
		needed = append(needed, refuseOpen(t, r, r.Method+" "+r.Pattern, except)...)
	}
	for m := range app.Mounts() {
		needed = append(needed, refuseOpen(t, m, "mount "+m.Pattern, except)...)
	}
	for _, e := range except {
		if !slices.Contains(needed, e) {
			t.Errorf("the exception %q fits no route that serves requests without credentials; leave it out", e)
		}
	}
}

// refuseOpen fails the test for a route without a guard and returns the exceptions
// that it needs.
func refuseOpen(t testing.TB, r *signet.RouteInfo, title string, except []string) (needed []string) {
	t.Helper()
	if r.Guarded() {
		return nil
	}
	for _, e := range except {
		if e == r.Pattern || e == title {
			needed = append(needed, e)
		}
	}
	if needed == nil {
		t.Errorf("%s (%s, %s) serves requests without credentials; guard it, or name it as an exception", title, r.Function, r.Place)
	}
	return needed
}
