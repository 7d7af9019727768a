package vocab

import (
	"fmt"
	"strings"
)

// EntityTag returns text as an ETag header has it (RFC 9110, 8.8.3): an entity
// tag, strong or weak, as it is, other text in quotes. The empty text stays
// empty and means that there is no tag. Spaces, quotes and control characters
// cannot be part of a tag, and are an error.
func EntityTag(text string) (string, error) {
	if text == "" || tagLength(text) == len(text) {
		return text, nil
	}
	quoted := `"` + text + `"`
	if tagLength(quoted) != len(quoted) {
		return "", fmt.Errorf("%q cannot be an entity tag: leave out spaces, quotes and control characters", text)
	}
	return quoted, nil
}

// TagInForm returns the tag of another form of what has the tag: the tags of two
// forms must differ. A media type has only characters that a tag can have.
func TagInForm(tag, media string) string {
	return strings.TrimSuffix(tag, `"`) + ";" + media + `"`
}

// tagLength is the length of the entity tag that text begins with, 0 without one.
func tagLength(text string) int {
	start := 0
	if strings.HasPrefix(text, "W/") {
		start = len("W/")
	}
	if len(text) == start || text[start] != '"' {
		return 0
	}
	for i := start + 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return i + 1
		case c <= ' ', c == 0x7f:
			return 0
		}
	}
	return 0
}

// TagMatch says whether a list of entity tags has the one that is looked for.
type TagMatch uint8

// The matches.
const (
	NoTag     TagMatch = iota // it has not
	ThatTag                   // it has
	BrokenTag                 // it is no list of entity tags
)

// MatchTags looks for a tag in the lines of an If-None-Match header, where weak
// tags equal strong ones (RFC 9110, 13.1.2). The list * has any tag but the
// empty one.
func MatchTags(lines []string, tag string) TagMatch { return matchTags(lines, tag, sameWeakly) }

// sameWeakly and sameStrongly are the comparisons of RFC 9110, 8.8.3.2.
func sameWeakly(a, b string) bool { return strings.TrimPrefix(a, "W/") == strings.TrimPrefix(b, "W/") }

func sameStrongly(a, b string) bool { return a == b && a[0] == '"' }

func matchTags(lines []string, tag string, same func(listed, tag string) bool) TagMatch {
	match := NoTag
	if len(lines) == 1 && strings.Trim(lines[0], blanks) == "*" {
		if tag != "" {
			match = ThatTag
		}
		return match
	}
	for _, line := range lines {
		for rest := strings.TrimLeft(line, blanks+","); rest != ""; rest = strings.TrimLeft(rest, blanks+",") {
			n := tagLength(rest)
			if n == 0 {
				return BrokenTag
			}
			if tag != "" && same(rest[:n], tag) {
				match = ThatTag
			}
			if rest = strings.TrimLeft(rest[n:], blanks); rest != "" && rest[0] != ',' {
				return BrokenTag
			}
		}
	}
	return match
}

const blanks = " \t"
