package constraint

import "strings"

// usualAddress decides about email addresses of the usual kind, such as
// ana.silva@example.com, and about what has no @: as validator would, without
// its two parses and five allocations. It is not sure of the rest.
func usualAddress(text string) (ok, sure bool) {
	at := strings.IndexByte(text, '@')
	if at < 0 {
		return false, true
	}
	ok = usualLocal(text[:at]) && usualDomain(text[at+1:])
	return ok, ok
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
