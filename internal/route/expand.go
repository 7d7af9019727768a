package route

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Expand builds the percent-escaped path that has these values, in the order of
// the wildcards. A slash in a value becomes %2F, but in a path value it stays; only
// where two slashes would begin the path, which a browser takes for a host, the
// second is escaped. It is an error if a value does not satisfy its convertor,
// or if the values would not come back from the path: a-b and c in {x}-{y}.
func (p *Pattern) Expand(values []string) (string, error) {
	if len(values) != len(p.wildcards) {
		return "", fmt.Errorf("pattern %q: %d values for %d wildcards; give one for each", p.text, len(values), len(p.wildcards))
	}
	var escaped, masked strings.Builder
	var sent [maxWildcards]string
	n := 0
	for _, piece := range p.pieces {
		if !piece.wild() {
			escaped.WriteString(escapeAround(piece.text))
			masked.WriteString(piece.text)
			continue
		}
		w, value := p.wildcards[n], values[n]
		if err := w.check(value); err != nil {
			return "", fmt.Errorf("pattern %q: %w", p.text, err)
		}
		sent[n] = value
		if w.Convertor == Path {
			escaped.WriteString(escapeAround(value))
		} else {
			escaped.WriteString(url.PathEscape(value))
			sent[n] = strings.ReplaceAll(value, "/", "\xff") // as a look-up sees an escaped slash
		}
		masked.WriteString(sent[n])
		n++
	}
	if !p.returns(masked.String(), sent[:n]) {
		return "", fmt.Errorf("pattern %q: the values %q cannot be told apart in a path; change a value or put a slash between the wildcards", p.text, values)
	}
	if rest, ok := strings.CutPrefix(escaped.String(), "//"); ok {
		return "/%2F" + rest, nil
	}
	return escaped.String(), nil
}

// returns reports whether matching the path gives the values back. Between
// slashes they cannot be mixed up.
func (p *Pattern) returns(path string, values []string) bool {
	if p.simple {
		return true
	}
	var back [maxWildcards]string
	return p.Match(path, back[:]) && slices.Equal(back[:len(values)], values)
}

// check is accepts for a value that will be escaped: a slash in a str is no
// separator then.
func (w Wildcard) check(value string) error {
	switch {
	case w.Convertor == Str && value == "":
		return fmt.Errorf("wildcard %q: the value is empty; give one", w.Name)
	case w.Convertor != Str && !w.Convertor.accepts(value):
		return fmt.Errorf("wildcard %q: %q is no %s", w.Name, value, w.Convertor)
	}
	return nil
}

// escapeAround escapes the text between the slashes.
func escapeAround(text string) string {
	parts := strings.Split(text, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}
