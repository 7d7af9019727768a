package constraint

import "strings"

// usualAddress reports whether text is an email address of the usual kind, such
// as ana.silva@example.com: far from all that validator takes, but nothing that
// it refuses. For these, its two parses and five allocations are spared.
func usualAddress(text string) bool {
	at := strings.IndexByte(text, '@')
	return at > 0 && usualLocal(text[:at]) && usualDomain(text[at+1:])
}

// usualLocal accepts words with single dots between them.
func usualLocal(text string) bool {
	dot := true
	for i := range len(text) {
		switch c := text[i]; {
		case letter(c), digit(c), c == '_', c == '-', c == '+':
			dot = false
		case c == '.' && !dot:
			dot = true
		default:
			return false
		}
	}
	return !dot
}

// usualDomain accepts two labels or more, the last of letters only.
func usualDomain(text string) bool {
	last := strings.LastIndexByte(text, '.')
	if last < 1 || last == len(text)-1 {
		return false
	}
	for i := last + 1; i < len(text); i++ {
		if !letter(text[i]) {
			return false
		}
	}
	edge := true // no hyphen here: it stands inside a label
	for i := range last {
		switch c := text[i]; {
		case letter(c), digit(c):
			edge = false
		case c == '-' && !edge && i+1 < last && text[i+1] != '.':
		case c == '.' && !edge:
			edge = true
		default:
			return false
		}
	}
	return !edge
}
