package vocab

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEntityTag(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"quoted", `"v1"`, `"v1"`},
		{"weak", `W/"v1"`, `W/"v1"`},
		{"empty inside", `""`, `""`},
		{"bare", "v1", `"v1"`},
		{"bare with a comma", "1,2", `"1,2"`},
		{"other letters", "é", `"é"`},
		{"no tag", "", ""},
		{"weak in lower case", `w/"v1"`, "error"},
		{"quote inside", `a"b`, "error"},
		{"only a quote", `"`, "error"},
		{"space", "a b", "error"},
		{"line break", "a\r\nb", "error"},
		{"DEL", "a\x7f", "error"},
		{"weak and bare", "W/v1", `"W/v1"`},
	}
	for _, tt := range tests {
		got, err := EntityTag(tt.text)
		if err != nil {
			got = "error"
		}
		if got != tt.want {
			t.Errorf("EntityTag(%q) = %s, %v; want %s", tt.text, got, err, tt.want)
		}
	}
}

func TestMatchTags(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		lines  []string
		tag    string
		weakly TagMatch
		strong TagMatch
	}{
		{"the same", []string{`"a"`}, `"a"`, ThatTag, ThatTag},
		{"another", []string{`"b"`}, `"a"`, NoTag, NoTag},
		{"last of a list", []string{`"b", "c" , W/"d","a"`}, `"a"`, ThatTag, ThatTag},
		{"in the second line", []string{`"b"`, `"a"`}, `"a"`, ThatTag, ThatTag},
		{"listed as weak", []string{`W/"a"`}, `"a"`, ThatTag, NoTag},
		{"is weak", []string{`"a"`}, `W/"a"`, ThatTag, NoTag},
		{"both weak", []string{`W/"a"`}, `W/"a"`, ThatTag, NoTag},
		{"comma inside", []string{`"a,b"`}, `"a,b"`, ThatTag, ThatTag},
		{"part of one", []string{`"ab"`}, `"a"`, NoTag, NoTag},
		{"any", []string{" * "}, `"a"`, ThatTag, ThatTag},
		{"any, of nothing", []string{"*"}, "", NoTag, NoTag},
		{"a tag, of nothing", []string{`"", W/""`}, "", NoTag, NoTag},
		{"empty elements", []string{`, ,"a",,`}, `"a"`, ThatTag, ThatTag},
		{"no tags", []string{",", ""}, `"a"`, NoTag, NoTag},
		{"any among others", []string{`"a", *`}, `"a"`, BrokenTag, BrokenTag},
		{"any in two lines", []string{"*", "*"}, `"a"`, BrokenTag, BrokenTag},
		{"without quotes", []string{"a"}, `"a"`, BrokenTag, BrokenTag},
		{"not closed", []string{`"a`}, `"a"`, BrokenTag, BrokenTag},
		{"without a comma", []string{`"a" "b"`}, `"a"`, BrokenTag, BrokenTag},
		{"broken after it", []string{`"a", b`}, `"a"`, BrokenTag, BrokenTag},
		{"weak in lower case", []string{`w/"a"`}, `"a"`, BrokenTag, BrokenTag},
		{"space inside", []string{`"a b"`}, `"a"`, BrokenTag, BrokenTag},
		{"no header", nil, `"a"`, NoTag, NoTag},
	}
	for _, tt := range tests {
		if got := MatchTags(tt.lines, tt.tag); got != tt.weakly {
			t.Errorf("%s: MatchTags(%q, %s) = %d; want %d", tt.name, tt.lines, tt.tag, got, tt.weakly)
		}
		if got := matchTags(tt.lines, tt.tag, sameStrongly); got != tt.strong {
			t.Errorf("%s: matchTags(%q, %s, sameStrongly) = %d; want %d", tt.name, tt.lines, tt.tag, got, tt.strong)
		}
	}
}

// FuzzMatchTags compares the scanner with the grammar of RFC 9110, 8.8.3 and
// 5.6.1, written down as expressions.
func FuzzMatchTags(f *testing.F) {
	for _, seed := range []string{`"a"`, `"a", W/"b"`, "*", ` * `, `"a,b"`, `,, "a" ,`, `"a`, `"a""b"`, `W/a`, "\"a\"\n*", "\"\xff\"", "\"a\"\n,\n\"b\"", "\"a\x00\""} {
		f.Add(seed, `"a"`)
	}
	f.Fuzz(func(t *testing.T, header, tag string) {
		if tagLength(tag) != len(tag) {
			tag = ""
		}
		lines := strings.Split(header, "\n")
		if got, want := MatchTags(lines, tag), listedTag(lines, tag, true); got != want {
			t.Errorf("MatchTags(%q, %q) = %d; want %d", lines, tag, got, want)
		}
		if got, want := matchTags(lines, tag, sameStrongly), listedTag(lines, tag, false); got != want {
			t.Errorf("matchTags(%q, %q, sameStrongly) = %d; want %d", lines, tag, got, want)
		}
	})
}

// Bytes from 0x80 on are read as Latin-1, for which there are expressions.
var (
	oneTag  = regexp.MustCompile(`(?:W/)?"[\x{21}\x{23}-\x{7e}\x{80}-\x{ff}]*"`)
	tagList = regexp.MustCompile(`^[ \t,]*(?:` + oneTag.String() + `[ \t]*(?:,[ \t,]*|$))*$`)
)

func listedTag(lines []string, tag string, weakly bool) TagMatch {
	if len(lines) == 1 && strings.Trim(lines[0], " \t") == "*" {
		return map[bool]TagMatch{true: NoTag, false: ThatTag}[tag == ""]
	}
	var listed []string
	for _, line := range lines {
		line = latin1(line)
		if !tagList.MatchString(line) {
			return BrokenTag
		}
		listed = append(listed, oneTag.FindAllString(line, -1)...)
	}
	tag = latin1(tag)
	found := slices.ContainsFunc(listed, func(each string) bool {
		if weakly {
			return strings.TrimPrefix(each, "W/") == strings.TrimPrefix(tag, "W/")
		}
		return each == tag && !strings.HasPrefix(each, "W/")
	})
	if found {
		return ThatTag
	}
	return NoTag
}

func latin1(text string) string {
	runes := make([]rune, len(text))
	for i := range len(text) {
		runes[i] = rune(text[i])
	}
	return string(runes)
}
