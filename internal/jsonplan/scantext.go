package jsonplan

import (
	"unicode/utf16"
	"unicode/utf8"
)

// text reads the string that begins here. Without escapes the result is a part
// of the scanned text.
func (c *scanner) text() (string, bool) {
	start := c.i + 1
	escaped, ok := c.skipText()
	if !ok {
		return "", false
	}
	v := c.s[start : c.i-1]
	if escaped {
		v = unescape(v)
	}
	return v, true
}

// skipText checks the string that begins here and reports whether it has escapes.
func (c *scanner) skipText() (escaped, ok bool) {
	s, start, high := c.s, c.i+1, false
	for i := start; ; {
		if i = plain(s, i); i == len(s) {
			return false, c.fail(c.i, "a string without end")
		}
		switch b := s[i]; {
		case b == '"':
			if high && !utf8.ValidString(s[start:i]) {
				return false, c.failUTF8(start)
			}
			c.i = i + 1
			return escaped, true
		case b == '\\':
			n := escapeLength(s[i:])
			if n == 0 {
				return false, c.fail(i, "a wrong escape in a string")
			}
			escaped = true
			i += n
		case b < ' ':
			return false, c.fail(i, "a control character in a string")
		default:
			high = true
			for i < len(s) && s[i] >= utf8.RuneSelf {
				i++
			}
		}
	}
}

// failUTF8 finds the invalid byte at or after i.
func (c *scanner) failUTF8(i int) bool {
	for {
		r, size := utf8.DecodeRuneInString(c.s[i:])
		if r == utf8.RuneError && size <= 1 {
			return c.fail(i, "a string is not valid UTF-8")
		}
		i += size
	}
}

// escapeLength returns the length of the escape at the start of s, both halves
// of a surrogate pair together; 0 if it is wrong or a lone half.
func escapeLength(s string) int {
	if len(s) < 2 {
		return 0
	}
	switch s[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
	default:
		return 0
	}
	r := hexRune(s)
	switch {
	case r < 0:
		return 0
	case !utf16.IsSurrogate(r):
		return 6
	case utf16.DecodeRune(r, hexRune(s[6:])) == utf8.RuneError:
		return 0
	}
	return 12
}

// hexRune returns the code unit of a \u escape at the start of s, -1 if there is none.
func hexRune(s string) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	var r rune
	for _, b := range []byte(s[2:6]) {
		switch {
		case '0' <= b && b <= '9':
			b -= '0'
		case 'a' <= b|0x20 && b|0x20 <= 'f':
			b = b | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(b)
	}
	return r
}

// unescape replaces the escapes of s, which skipText has checked.
func unescape(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			start := i
			for i < len(s) && s[i] != '\\' {
				i++
			}
			b = append(b, s[start:i]...)
			continue
		}
		if s[i+1] != 'u' {
			b = append(b, unescaped(s[i+1]))
			i += 2
			continue
		}
		r := hexRune(s[i:])
		i += 6
		if utf16.IsSurrogate(r) {
			r = utf16.DecodeRune(r, hexRune(s[i:]))
			i += 6
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

func unescaped(b byte) byte {
	switch b {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return b
}
