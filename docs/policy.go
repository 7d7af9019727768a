package docs

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// logoStyle allows the style element in the logo of the standalone layout, and
// nothing else. A browser test notices when Swagger UI changes it.
const logoStyle = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"

// pagePolicy is the content security policy of the page. Nothing is inline and
// nothing is evaluated, so a description that smuggles a script into the page
// cannot run it. Swagger UI shows pictures in its style sheet and in answers as
// data and blob URLs.
func pagePolicy(layout any, origins []string) string {
	style := "'self'"
	if layout == standaloneLayout {
		style += " " + logoStyle
	}
	self := strings.Join(append([]string{"'self'"}, origins...), " ")
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src " + style,
		"img-src " + self + " data: blob:",
		"media-src " + self + " blob:",
		"connect-src " + self,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'self'",
	}, "; ")
}

// bundlePolicy is the policy of a Bundle's page: that of Swagger UI with what
// the bundle adds.
func bundlePolicy(more map[string][]string, origins []string) (string, error) {
	self := append([]string{"'self'"}, origins...)
	var all []string
	known := map[string]bool{}
	for _, d := range []struct {
		name    string
		sources []string
	}{
		{"default-src", []string{"'none'"}},
		{"script-src", []string{"'self'"}},
		{"style-src", []string{"'self'"}},
		{"img-src", slices.Concat(self, []string{"data:"})},
		{"font-src", []string{"'self'"}},
		{"connect-src", self},
		{"worker-src", []string{"'self'"}},
		{"base-uri", []string{"'none'"}},
		{"form-action", []string{"'none'"}},
		{"frame-ancestors", []string{"'self'"}},
	} {
		known[d.name] = true
		all = append(all, d.name+" "+strings.Join(slices.Concat(d.sources, more[d.name]), " "))
	}
	for _, name := range slices.Sorted(maps.Keys(more)) {
		if !known[name] {
			return "", fmt.Errorf("policy: there is no directive %q to add to", name)
		}
	}
	return strings.Join(all, "; "), nil
}

// redirectPolicy is that of the page to which identity providers redirect.
const redirectPolicy = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// protect sets the headers of a page. The referrer goes to the same origin
// only: the redirect page's URL holds a code.
func protect(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "same-origin")
}
