package file

import (
	"path"
	"strings"
	"unicode/utf8"
)

// Disposition is the value of a Content-Disposition header (RFC 6266): whether to
// show or to save, and under which name. A name that is not plain ASCII is sent
// twice, as an approximation for old clients and exactly (RFC 8187). Only the last
// element of a path counts, and no control character is sent: what a name holds
// never ends the header or leads to another folder.
func Disposition(inline bool, name string) string {
	kind := "attachment"
	if inline {
		kind = "inline"
	}
	name = Basename(name)
	plain, exact := quoted(name)
	text := kind + `; filename="` + plain + `"`
	if !exact {
		text += "; filename*=utf-8''" + percent(name)
	}
	return text
}

// Basename is the last element of a path with slashes or backslashes, without
// control characters; "file" if nothing is left.
func Basename(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), `\`, "/")
	name = strings.Map(func(c rune) rune {
		// U+202A to U+202E and U+2066 to U+2069 turn text around: exe.txt for txt.exe.
		if c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			return -1
		}
		return c
	}, name)
	name = path.Base(name)
	if name == "." || name == ".." || name == "/" {
		return "file"
	}
	return name
}

// quoted fits a name between quotes, and reports whether it says all of it. Percent
// signs are left to the exact form, for some clients decode them.
func quoted(name string) (text string, exact bool) {
	var b strings.Builder
	exact = true
	for _, c := range name {
		if c >= utf8.RuneSelf || c == '"' || c == '%' {
			c, exact = '_', false
		}
		b.WriteRune(c)
	}
	return b.String(), exact
}

// percent writes UTF-8 in the alphabet of RFC 8187.
func percent(name string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; isAttr(c) {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// isAttr reports whether c is an attr-char (RFC 8187, 3.2.1).
func isAttr(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0
}
