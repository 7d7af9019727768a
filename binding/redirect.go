package binding

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// redirect is an answer that is all headers.
type redirect struct{}

func (redirect) append(b []byte, p unsafe.Pointer, h http.Header) ([]byte, int, error) {
	to := (*vocab.Redirect)(p)
	if to.Status != 0 && !Redirects(to.Status) {
		return b, 0, fmt.Errorf("redirect to %q: status %d; use 301, 302, 303, 307 or 308", to.URL, to.Status)
	}
	location, err := locationOf(to)
	if err != nil {
		return b, 0, fmt.Errorf("redirect to %q: %w", to.URL, err)
	}
	h["Location"] = []string{location}
	return b, to.Status, nil
}

// Redirects reports whether a client follows the Location of an answer with the
// status.
func Redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// The refusals of a URL: it is likely the client's own.
var (
	errTarget    = vocab.NewError(http.StatusBadRequest, "the redirect leads to nothing that a client follows")
	errElsewhere = vocab.NewError(http.StatusBadRequest, "the redirect would leave this host")
)

// RefusesURL reports whether an error of Append is the refusal of a Redirect's URL,
// which is the answer to the client; every other error is the server's.
func RefusesURL(err error) bool { return errors.Is(err, errTarget) || errors.Is(err, errElsewhere) }

// locationOf is the value of the header: ASCII, and on this host unless the
// redirect says otherwise.
func locationOf(to *vocab.Redirect) (string, error) {
	if to.URL == "" {
		return "", errTarget
	}
	if strings.ContainsFunc(to.URL, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return "", errTarget // it could begin another header
	}
	location := escaped(to.URL)
	u, err := url.Parse(location)
	if err != nil {
		return "", errTarget
	}
	if to.External {
		// Old browsers ran these in the page that they came from.
		if slices.Contains([]string{"javascript", "data", "vbscript"}, strings.ToLower(u.Scheme)) {
			return "", errTarget
		}
		return location, nil
	}
	// Browsers read a backslash as a slash, and any number of slashes in front as two.
	path, _, _ := strings.Cut(location, "?")
	path, _, _ = strings.Cut(path, "#")
	if u.Scheme != "" || u.Host != "" || u.Opaque != "" || strings.HasPrefix(path, "//") || strings.Contains(path, `\`) {
		return "", fmt.Errorf("%w; if that is meant, and no client chose it, set External", errElsewhere)
	}
	return location, nil
}

// escaped writes what a URL cannot hold as it is, spaces among it, as %XX.
func escaped(text string) string {
	plain := func(c byte) bool { return c > ' ' && c < 0x7f }
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; plain(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
