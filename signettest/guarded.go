package signettest

import (
	"slices"
	"testing"

	"github.com/signet-go/signet"
)

// Guarded fails the test for every route of the app that serves requests
// without credentials, but those excepted, written "GET /health" or, for every
// method, "/health", as they are registered with their prefixes. An exception
// that no such route needs fails the test too. Mounted handlers and the app's
// documents are not looked at.
func Guarded(t testing.TB, app *signet.App, except ...string) {
	t.Helper()
	if err := app.Err(); err != nil {
		t.Fatal(err)
	}
	var needed []string
	for r := range app.Routes() {
		if r.Guarded() {
			continue
		}
		i := slices.IndexFunc(except, func(e string) bool { return e == r.Pattern || e == r.Method+" "+r.Pattern })
		if i < 0 {
			t.Errorf("%s %s (%s, %s) serves requests without credentials; guard it, or name it as an exception", r.Method, r.Pattern, r.Function, r.Place)
			continue
		}
		needed = append(needed, except[i])
	}
	for _, e := range except {
		if !slices.Contains(needed, e) {
			t.Errorf("the exception %q fits no route that serves requests without credentials; leave it out", e)
		}
	}
}
