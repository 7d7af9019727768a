package docs

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// location is the path of the page, without a slash at its end; "" is the root.
// It writes references relative to the page.
//
// The page is at /docs, its files are below /docs/, so the reference to one
// repeats the last segment: "./docs/init.js". A browser that sees the page at
// /api/docs makes /api/docs/init.js of it. The "./" keeps a colon in the
// segment from being read as a scheme.
type location string

func locationOf(configured string) (location, error) {
	if configured == "" {
		configured = DefaultPath
	}
	if !strings.HasPrefix(configured, "/") || path.Clean(configured) != strings.TrimSuffix(configured, "/") && configured != "/" {
		return "", fmt.Errorf("path %q: write it as %q, beginning with a slash and without empty or dot segments", configured, DefaultPath)
	}
	return location(strings.TrimSuffix(configured, "/")), nil
}

// segment returns the last segment as a URL writes it.
func (l location) segment() string {
	return url.PathEscape(string(l[strings.LastIndexByte(string(l), '/')+1:]))
}

// below returns the reference to a file of the page.
func (l location) below(name string) string {
	if l == "" {
		return "./" + name
	}
	return "./" + l.segment() + "/" + name
}

// refer returns the reference to a URL that the user wrote: relative if it
// names a path of the app, else unchanged.
func (l location) refer(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("%q: only http and https can be shown", address)
	}
	if u.Host != "" || !strings.HasPrefix(address, "/") {
		return address, nil
	}
	up := max(strings.Count(string(l), "/")-1, 0)
	if up == 0 {
		return "." + address, nil
	}
	return strings.Repeat("../", up) + address[1:], nil
}
